namespace Fleek.Sim.Kernel;

/// <summary>
/// A monitor of a level that lasts until it changes, such as the length of a queue; a value weighs as long as it lasts.
/// </summary>
public interface ITimeSeriesMonitor : INumericMonitor
{
    /// <summary>The level rises now.</summary>
    void Increase(double value);

    /// <summary>The level falls now.</summary>
    void Decrease(double value);

    /// <summary>The level is this from now on.</summary>
    void UpdateTo(double value);
}
