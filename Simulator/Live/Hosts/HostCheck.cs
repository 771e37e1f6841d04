namespace Fleek.Sim.Live.Hosts;

/// <summary>What a host is asked to look at before a run.</summary>
/// <param name="Address">At which its roles will listen.</param>
/// <param name="Folders">Absolute paths.</param>
public sealed record HostCheck(string Address, IReadOnlyList<int> Ports, IReadOnlyList<string> Folders);
