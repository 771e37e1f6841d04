using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>What was made of the paths of dumps.</summary>
/// <param name="Links">Every link of the paths that were used, in the order of their AS numbers.</param>
/// <param name="Clique">The networks at the top, which have no provider and are all each other's peers; in rising order.</param>
/// <param name="Paths">Different paths used.</param>
/// <param name="Poisoned">Paths left out, in which others stand between two networks of the clique.</param>
public sealed record InferredRelationships(IReadOnlyList<AsLink> Links, IReadOnlyList<uint> Clique, int Paths, int Poisoned);
