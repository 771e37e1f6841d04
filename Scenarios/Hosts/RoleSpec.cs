using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Hosts;

/// <summary>One process on a host.</summary>
/// <param name="Name">Its own in the file.</param>
/// <param name="Port">Where it listens, and a replica of the ledger at the next one too; 0 for users, who only connect.</param>
/// <param name="Key">Who it is; default for users, who have keys of their own.</param>
/// <param name="Data">Absolute path of the folder of what it keeps; null if it keeps nothing.</param>
/// <param name="Count">Users; 1 for every other role.</param>
public sealed record RoleSpec(RoleKind Kind, string Name, int Port, PublicKey Key, string? Data, int Count)
{
    /// <summary>All ports at which it listens.</summary>
    public IReadOnlyList<int> Ports => Kind switch
    {
        RoleKind.User => [],
        RoleKind.Ledger => [Port, Port + 1],
        _ => [Port],
    };
}
