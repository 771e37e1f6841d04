using Fleek.Core.Primitives;
using Fleek.Scenarios.Hosts;
using Fleek.Sim.Live.Runs.Places;

namespace Fleek.Sim.Live.Runs;

/// <summary>One process of a live run: what it is, and where.</summary>
/// <param name="Name">Its own in the run, as messages and reports name it.</param>
/// <param name="Place">Where it is started.</param>
/// <param name="Folder">There, where it keeps keys and logs; an empty one for users, who keep nothing.</param>
/// <param name="Numbers">Of the nodes or users that it is; of a replica, its own.</param>
public sealed record RoleOrder(RoleKind Kind, string Name, IRolePlace Place, string Folder, IReadOnlyList<int> Numbers)
{
    /// <summary>Addresses at which it listens, host:port; with port 0 any port. Of nodes one each, of a replica for parties and for other replicas.</summary>
    public IReadOnlyList<string> Listen { get; init; } = [];

    /// <summary>Who it must be; null where it says it itself.</summary>
    public PublicKey? Key { get; init; }
}
