using System;

namespace Fleek.Sim.Kernel;

/// <summary>Statistics of a level over time, as models of an older style name them.</summary>
[Obsolete("Use TimeSeriesMonitor.")]
public sealed class ContinuousStatistics
{
    private readonly TimeSeriesMonitor _monitor;

    public ContinuousStatistics(Simulation env) => _monitor = new TimeSeriesMonitor(env);

    /// <summary>Updates so far.</summary>
    public int Count { get; private set; }

    /// <inheritdoc cref="TimeSeriesMonitor.TotalTimeD"/>
    public double TotalTimeD => _monitor.TotalTimeD;

    public TimeSpan TotalTime => _monitor.TotalTime;

    public double Min => _monitor.Min;

    public double Max => _monitor.Max;

    /// <inheritdoc cref="TimeSeriesMonitor.Area"/>
    public double Area => _monitor.Area;

    /// <inheritdoc cref="TimeSeriesMonitor.Mean"/>
    public double Mean => _monitor.Mean;

    /// <inheritdoc cref="TimeSeriesMonitor.StdDev"/>
    public double StdDev => _monitor.StdDev;

    /// <inheritdoc cref="TimeSeriesMonitor.Variance"/>
    public double Variance => _monitor.Variance;

    /// <inheritdoc cref="TimeSeriesMonitor.UpdateTo"/>
    public void Update(double value)
    {
        Count++;
        _monitor.UpdateTo(value);
    }
}
