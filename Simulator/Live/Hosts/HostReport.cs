namespace Fleek.Sim.Live.Hosts;

/// <summary>What a preflight learned of a host that answers.</summary>
/// <param name="ClockOffset">Its clock less this machine's.</param>
/// <param name="ClockUncertainty">By how much that may be wrong: half a round trip.</param>
/// <param name="Rtt">From this machine.</param>
public sealed record HostReport(string Host, HostFacts Facts, TimeSpan ClockOffset, TimeSpan ClockUncertainty, HostRtt Rtt);
