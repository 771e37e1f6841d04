namespace Fleek.Sim.Live.Hosts;

/// <summary>Which program a host runs.</summary>
/// <param name="Version">As <c>version</c> prints it.</param>
/// <param name="Engine">The engine's fingerprint: equal for equal code.</param>
public sealed record BuildIdentity(string Version, string Engine);
