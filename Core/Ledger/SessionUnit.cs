using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>What a node can be slashed for once: a unit of a session, or all of the session as unit 0.</summary>
internal readonly record struct SessionUnit(PublicKey Node, Hash256 Session, long Unit);
