using Fleek.Core.Routing.Graph;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>What a relationship file holds.</summary>
/// <param name="Links">In the order of the file.</param>
/// <param name="Serial">CAIDA's serial: 1, or 2 where links have a source.</param>
/// <param name="Clique">ASes that the file's head names as the clique of networks without providers; empty if it does not.</param>
/// <param name="Exchanges">AS numbers of exchanges' route servers that the head names; empty if it does not.</param>
public sealed record AsRelationships(IReadOnlyList<AsLink> Links, int Serial, IReadOnlyList<uint> Clique, IReadOnlyList<uint> Exchanges);
