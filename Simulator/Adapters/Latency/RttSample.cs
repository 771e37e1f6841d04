namespace Fleek.Sim.Adapters.Latency;

/// <summary>Round-trip times of one ordered pair of places in milliseconds: finite, and min, avg, max in order.</summary>
/// <param name="MdevMs">Mean deviation as `ping` prints it.</param>
public readonly record struct RttSample(double MinMs, double AvgMs, double MaxMs, double MdevMs);
