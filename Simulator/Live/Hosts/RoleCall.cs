using Fleek.Scenarios.Hosts;

namespace Fleek.Sim.Live.Hosts;

/// <summary>A host is asked for a process that takes a role; what it is to be comes over the link from then on.</summary>
/// <param name="Name">As messages name it.</param>
public sealed record RoleCall(string Name, RoleKind Kind);
