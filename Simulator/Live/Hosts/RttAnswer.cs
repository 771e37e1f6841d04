namespace Fleek.Sim.Live.Hosts;

/// <summary>Round trips as measured over one connection, by the application: what an exchange will see.</summary>
/// <param name="Problem">Why there are none; null if there are.</param>
public sealed record RttAnswer(string? Problem, long MinNanoseconds, long MedianNanoseconds, int Probes);
