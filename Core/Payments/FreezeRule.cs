using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>How a node decides whether a payer may be sent the next chunk.</summary>
public enum FreezeRuleKind
{
    /// <summary>The rule of this project: visible balance - own pending - sent and unpaid - price >= threshold.</summary>
    OwnPending,

    /// <summary>
    /// Looks at the common visible balance alone: visible balance - price >= threshold. For comparison and for closed
    /// forms.
    /// </summary>
    CommonView,

    /// <summary>
    /// UNSAFE, kept as the counter-example T4': own pending + sent and unpaid + price &lt;= (visible balance - threshold) / population.
    /// It refills after every commit, so the payer's other nodes can spend the same money again.
    /// </summary>
    RefillingCap,

    /// <summary>P7: paid + sent and unpaid + price &lt;= a fixed share of the account, the same all epoch.</summary>
    StaticCap,

    /// <summary>P8 and P9: paid + sent and unpaid + price &lt;= what the node leases from the account.</summary>
    Lease,
}

/// <summary>
/// Whether the next chunk may be sent: a pure function of what one node believes of one payer. Sums are taken in 128 bits:
/// the population is what a user claims, and no claim of a user may stop a node.
/// </summary>
public static class FreezeRule
{
    /// <param name="visibleBalance">Signed ledger balance in the node's view.</param>
    /// <param name="ownPending">Paid to this node and not yet visible in its view.</param>
    /// <param name="hintedPending">Paid to other nodes by verified hints and not yet visible.</param>
    /// <param name="sentUnpaid">Value of chunks that this node has sent and that are not paid.</param>
    /// <param name="price">Price of the next chunk.</param>
    /// <param name="threshold">The freeze threshold F.</param>
    /// <param name="population">Refilling cap only: the number of nodes that share the balance; at least 1.</param>
    /// <param name="paid">Static cap and lease only: all that was paid to this node.</param>
    /// <param name="limit">Static cap and lease only: the most that may be paid to this node in all.</param>
    public static bool MaySend(
        FreezeRuleKind kind, Credits visibleBalance, Credits ownPending, Credits hintedPending, Credits sentUnpaid,
        Credits price, Credits threshold, long population, Credits paid = default, Credits limit = default) => kind switch
        {
            FreezeRuleKind.OwnPending =>
                Left(visibleBalance, threshold) >= Sum(Counted(ownPending), sentUnpaid, price) + hintedPending.Units,
            FreezeRuleKind.CommonView => Left(visibleBalance, threshold) >= price.Units,
            FreezeRuleKind.RefillingCap => Sum(ownPending, sentUnpaid, price) <= Left(visibleBalance, threshold) / population,
            FreezeRuleKind.StaticCap or FreezeRuleKind.Lease => Sum(paid, sentUnpaid, price) <= limit.Units,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>
    /// Whether a refusal may pass by itself: only the refilling cap makes room again when a commit becomes visible, as long as
    /// the balance holds one chunk for each node. Whether a lease may grow is what <see cref="NodeLimit"/> knows.
    /// </summary>
    public static bool MayRecover(
        FreezeRuleKind kind, Credits visibleBalance, Credits price, Credits threshold, long population) =>
        kind == FreezeRuleKind.RefillingCap && price.Units <= Left(visibleBalance, threshold) / population;

    /// <summary>
    /// How many chunks <see cref="MaySend"/> lets go one after another as the account stands. Payments for them change nothing about
    /// it: what they take from sent and unpaid they add to own pending. Not negative; <see cref="long.MaxValue"/> if nothing bounds it.
    /// </summary>
    public static long ChunksAllowed(
        FreezeRuleKind kind, Credits visibleBalance, Credits ownPending, Credits hintedPending, Credits sentUnpaid,
        Credits price, Credits threshold, long population, Credits paid = default, Credits limit = default)
    {
        Int128 left = Left(visibleBalance, threshold), spent = (Int128)Counted(ownPending).Units + sentUnpaid.Units;
        Int128 room = kind switch
        {
            FreezeRuleKind.OwnPending => left - spent - hintedPending.Units,
            FreezeRuleKind.CommonView => left >= price.Units ? Int128.MaxValue : 0,
            FreezeRuleKind.RefillingCap => (left / population) - spent,
            FreezeRuleKind.StaticCap or FreezeRuleKind.Lease => (Int128)limit.Units - paid.Units - sentUnpaid.Units,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        if (room < price.Units) return 0;
        return room == Int128.MaxValue ? long.MaxValue : (long)Int128.Min(room / price.Units, long.MaxValue);
    }

    private static Credits Counted(Credits ownPending) =>
        Planted.Is(ProtocolBug.OwnPendingForgotten) ? Credits.Zero : ownPending;

    private static Int128 Left(Credits visibleBalance, Credits threshold) => (Int128)visibleBalance.Units - threshold.Units;

    private static Int128 Sum(Credits ownPending, Credits sentUnpaid, Credits price) =>
        (Int128)ownPending.Units + sentUnpaid.Units + price.Units;
}
