using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Hosts;

/// <summary>One process on a host.</summary>
/// <param name="Name">Its own in the file.</param>
/// <param name="Port">Where it listens; 0 for users, who only connect.</param>
/// <param name="Key">Who it is; default for users, who have keys of their own.</param>
/// <param name="Data">Absolute path of the folder of what it keeps; null if it keeps nothing.</param>
/// <param name="Count">Users; 1 for every other role.</param>
public sealed record RoleSpec(RoleKind Kind, string Name, int Port, PublicKey Key, string? Data, int Count);
