using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Actors;

internal enum SessionState : byte
{
    /// <summary>Waits for its ledger view.</summary>
    Opening,

    /// <summary>Chunks flow.</summary>
    Open,

    /// <summary>The freeze rule holds chunks back until a commit becomes visible.</summary>
    Throttled,

    /// <summary>No chunk will be sent; payments for chunks already sent are still taken.</summary>
    Frozen,

    /// <summary>The user closed; payments for chunks already sent are still taken.</summary>
    Closed,
}

/// <summary>A node's side of one lane.</summary>
internal struct Session
{
    public UserId User;
    public SessionState State;

    /// <summary>Nodes that serve this user at the same time, as the user says.</summary>
    public long ServingNodes;

    /// <summary>Last chunk that is wanted, covered by an anchor, sent, paid.</summary>
    public long Requested, Anchored, Sent, PaidChunks;

    public PayerAccount Account;
    public CommitState Commit;

    /// <summary>When what is uncommitted is committed at the latest, by a rule of intervals.</summary>
    public Instant Deadline;
    public HintBook? Hints;

    /// <summary>No further chunk will ever be sent.</summary>
    public readonly bool IsEnding => State is SessionState.Frozen or SessionState.Closed;
}
