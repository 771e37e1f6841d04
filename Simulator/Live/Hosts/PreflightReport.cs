namespace Fleek.Sim.Live.Hosts;

/// <summary>All that a preflight found.</summary>
/// <param name="Problems">In the hosts' order; empty if the run may start.</param>
/// <param name="Hosts">That answer.</param>
/// <param name="Rtt">Of each pair of hosts whose roles talk, in the direction in which they call; within a host too.</param>
public sealed record PreflightReport(
    IReadOnlyList<PreflightProblem> Problems, IReadOnlyList<HostReport> Hosts, IReadOnlyList<HostRtt> Rtt);
