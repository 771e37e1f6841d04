namespace Fleek.Sim.Kernel;

/// <summary>A monitor of numbers.</summary>
public interface INumericMonitor : IMonitor
{
    /// <summary>Whether every value is kept, which the median, percentiles and histograms need.</summary>
    bool Collect { get; }

    double Min { get; }

    double Max { get; }

    /// <summary>Sum of the values, or of values times the time that they lasted.</summary>
    double Sum { get; }

    double Mean { get; }

    /// <summary>Of the values as a whole population, not as a sample of one.</summary>
    double StdDev { get; }

    double Last { get; }

    /// <summary>The percentile 0.5; not a number unless values are kept.</summary>
    double GetMedian();

    /// <summary>
    /// The value that a part <paramref name="p"/> of the weight lies at or below; not a number unless values are kept.
    /// </summary>
    /// <param name="p">From 0 to 1.</param>
    double GetPercentile(double p);
}
