using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Actors;

internal enum BookState : byte
{
    /// <summary>Waits for its ledger view.</summary>
    Opening,

    /// <summary>Chunks flow.</summary>
    Open,

    /// <summary>The freeze rule holds chunks back until a commit becomes visible.</summary>
    Throttled,

    /// <summary>No chunk will be sent; payments for chunks already sent are still taken.</summary>
    Frozen,
}

/// <summary>What a node knows of one payer: its account, its commits, and the lanes that spend from it.</summary>
internal struct PayerBook
{
    public UserId User;
    public BookState State;

    /// <summary>The driver was asked for a ledger view.</summary>
    public bool ViewAsked;

    /// <summary>Nodes that serve this user at the same time, as the user says.</summary>
    public long ServingNodes;

    /// <summary>Chunks sent and unpaid, over all lanes.</summary>
    public long InFlight;

    public PayerAccount Account;
    public CommitState Commit;

    /// <summary>In the node's view the ledger flags the account as frozen.</summary>
    public bool IsFlagged;

    /// <summary>For accounts that have limits.</summary>
    public NodeLimit Limit;

    /// <summary>When what is uncommitted is committed at the latest, by a rule of intervals.</summary>
    public Instant CommitBy;

    /// <summary>When the window of a lane that nobody pays on is halved.</summary>
    public Instant PayBy;
    public HintBook? Hints;

    /// <summary>Lane 0, where most payers have their only one; the others, by their number less one.</summary>
    public NodeLane First;
    public NodeLane[]? More;

    public readonly Instant Deadline => Instant.Min(CommitBy, PayBy);

    public readonly int Lanes => 1 + (More?.Length ?? 0);
}
