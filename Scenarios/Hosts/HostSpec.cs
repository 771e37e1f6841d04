using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Hosts;

/// <summary>A machine of a live run.</summary>
/// <param name="Address">At which the others reach it: an IPv4 or IPv6 address, or a name.</param>
/// <param name="Port">Where it answers probes and orders.</param>
/// <param name="Key">Who answers there.</param>
public sealed record HostSpec(string Name, string Address, int Port, PublicKey Key, IReadOnlyList<RoleSpec> Roles);
