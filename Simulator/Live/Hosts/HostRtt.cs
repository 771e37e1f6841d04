namespace Fleek.Sim.Live.Hosts;

/// <summary>Round trips between two hosts, or within one, as an application sees them over an authenticated link.</summary>
/// <param name="Min">What the way takes.</param>
/// <param name="Median">What an exchange may expect on machines as busy as they were.</param>
public sealed record HostRtt(string From, string To, TimeSpan Min, TimeSpan Median, int Probes);
