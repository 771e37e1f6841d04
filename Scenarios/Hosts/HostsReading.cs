using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Hosts;

/// <summary>What reading a hosts file came to.</summary>
/// <param name="File">Null if anything is wrong.</param>
/// <param name="Diagnostics">All that is wrong, in the file's order.</param>
public sealed record HostsReading(HostsFile? File, IReadOnlyList<Diagnostic> Diagnostics);
