using Fleek.Core.Primitives;

namespace Fleek.Core.FairExchange;

/// <summary>
/// What a cumulative amount is counted by, at client, node and ledger: a lane of a grant at one node in one epoch. A lane starts
/// at zero and has one live session.
/// </summary>
public readonly record struct LaneKey(Hash256 GrantId, PublicKey Node, int Lane, long Epoch);
