namespace Fleek.Sim.Live.Hosts;

/// <summary>What a host found.</summary>
/// <param name="Ports">For each port why nothing can listen there; null if something can.</param>
/// <param name="Folders">For each folder.</param>
public sealed record HostCheckAnswer(IReadOnlyList<string?> Ports, IReadOnlyList<FolderState> Folders);
