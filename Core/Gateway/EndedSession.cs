using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>
/// A session that its gateway remembers no more. Once the ledger has closed its last epoch, what it credited under these grants is what the
/// session spent: the driver then settles it at the desk, and the rest goes back to the site.
/// </summary>
/// <param name="Session">The gateway's name of it.</param>
/// <param name="Desk">To be settled.</param>
/// <param name="Grants">Ids of all its grants.</param>
/// <param name="LastEpoch">In which one of them may still be spent.</param>
public sealed record EndedSession(Hash256 Session, DeskSession Desk, IReadOnlyList<Hash256> Grants, long LastEpoch);
