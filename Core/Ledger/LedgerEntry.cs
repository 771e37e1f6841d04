using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>A node's claim on an account: the cumulative value of the tickets it holds. Resubmitting is harmless.</summary>
public readonly record struct Redeem(UserId User, NodeId Node, Credits Cumulative)
{
    /// <summary>For accounts with limits only.</summary>
    public LimitRequest Request { get; init; }

    /// <summary>The number of a release, from 1: the ledger takes each once.</summary>
    public int ReleaseNumber { get; init; }
}

/// <summary>One height of the ledger's log, as every node sees it.</summary>
/// <param name="Height">Position in the log, from 1.</param>
/// <param name="Node">Who claimed; <see cref="Nobody"/> where the payer moved money.</param>
/// <param name="Amount">
/// What this entry takes from the account's signed balance, debt included: 0 for a stale or repeated claim, negative for a deposit.
/// </param>
/// <param name="Cumulative">What the node has claimed from the account in all, after this entry.</param>
public readonly record struct LedgerEntry(long Height, UserId User, NodeId Node, Credits Amount, Credits Cumulative)
{
    public static readonly NodeId Nobody = new(-1);

    /// <summary>The node's limit after this entry; for accounts with limits only.</summary>
    public LimitView Limit { get; init; }

    public LimitRequest Request { get; init; }

    public LedgerEntryKind Kind { get; init; }

    /// <summary>The ledger flags the account as frozen after this entry.</summary>
    public bool IsFrozen { get; init; }
}
