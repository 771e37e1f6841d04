namespace Fleek.Sim.Adapters.Latency;

/// <summary>The round-trip times of one ordered pair of places, in milliseconds: 0 &lt;= min &lt;= avg &lt;= max, all finite.</summary>
/// <param name="MdevMs">Mean deviation as `ping` prints it.</param>
public readonly record struct RttSample(double MinMs, double AvgMs, double MaxMs, double MdevMs);
