using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Routing;

namespace Fleek.Sim.World.Internet;

/// <summary>What is published of the real Internet.</summary>
/// <param name="Links">Relationships between systems, as inferred from what collectors see.</param>
/// <param name="Clique">Systems without providers, as the file names them; may be empty.</param>
/// <param name="Presence">Where systems are, and on which exchanges.</param>
/// <param name="Members">Members of exchanges, by the city's name.</param>
/// <param name="Organisations">Who runs them, or null.</param>
public sealed record RealTopology(
    IReadOnlyList<AsLink> Links, IReadOnlyList<uint> Clique, InterconnectionMap Presence,
    IReadOnlyList<ExchangeMember> Members, AsOrganizations? Organisations);
