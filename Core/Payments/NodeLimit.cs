using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>What a ledger view says of a node's limit on one account.</summary>
/// <param name="Limit">The most that the node may be credited in all, at that position of the log.</param>
/// <param name="Releases">How often the node has lowered it.</param>
/// <param name="HasMore">Something of the account can still be leased.</param>
public readonly record struct LimitView(Credits Limit, int Releases, bool HasMore);

/// <summary>
/// What one node believes of its limit on one account, for accounts that have limits. The limit never falls but by the node's own
/// release, so that a stale view is always a safe one, if the node remembers what it released.
/// </summary>
public struct NodeLimit
{
    private Credits _seen;
    private int _releasesSeen;

    /// <summary>Releases that the node has signed. Durable before the release leaves, with <see cref="ReleasedTo"/> and what is paid.</summary>
    public int ReleasesSigned { get; private set; }

    /// <summary>The limit that the last of them keeps.</summary>
    public Credits ReleasedTo { get; private set; }

    /// <summary>A claim that asks for more is on its way.</summary>
    public bool IsAsking { get; private set; }

    /// <summary>In the node's view nothing is left to be leased.</summary>
    public bool IsExhausted { get; private set; }

    /// <summary>The node may hold a lease: it asked for one since the view last showed a release.</summary>
    public bool MayHoldLease { get; private set; }

    /// <summary>A release is on its way: until the view shows it, its limit is the one that counts.</summary>
    public readonly bool IsReleasing => _releasesSeen < ReleasesSigned;

    /// <summary>What the node may be paid in all, as it believes.</summary>
    public readonly Credits Usable => IsReleasing ? Credits.Min(_seen, ReleasedTo) : _seen;

    /// <summary>A node that restarts, with what its log says of its releases. The view is still to come.</summary>
    public static NodeLimit Restored(int releasesSigned, Credits releasedTo) =>
        new() { ReleasesSigned = releasesSigned, ReleasedTo = releasedTo, MayHoldLease = true };

    /// <summary>Whether it is time to ask for more, <paramref name="paid"/> being spent.</summary>
    public readonly bool WantsMore(Credits paid, Credits reserve) =>
        !IsAsking && !IsExhausted && !IsReleasing && Usable - paid <= reserve;

    /// <summary>
    /// Payments of one chunk each until <see cref="WantsMore"/> says yes: at least 1, and <see cref="long.MaxValue"/> if payments alone
    /// never bring it about.
    /// </summary>
    public readonly long PaymentsUntilAsking(Credits paid, Credits reserve, Credits price)
    {
        if (IsAsking || IsExhausted || IsReleasing) return long.MaxValue;
        Int128 left = (Int128)Usable.Units - reserve.Units - paid.Units;
        return left <= 0 ? 1 : (long)((left + price.Units - 1) / price.Units);
    }

    /// <summary>Whether the limit may rise by what is on its way.</summary>
    public readonly bool MayGrow => IsAsking || IsReleasing;

    public void OpenView(in LimitView view)
    {
        Invariant.Require(view.Releases <= ReleasesSigned, "limit: the ledger knows of a release that the node forgot");
        (_seen, _releasesSeen) = (view.Limit, view.Releases);
        (IsAsking, IsExhausted) = (false, !view.HasMore);
    }

    public void Ask()
    {
        Invariant.Require(!IsAsking && !IsReleasing, "limit: asks while something is on its way");
        IsAsking = MayHoldLease = true;
    }

    /// <summary>Gives up what is not spent, and says the number of the release. From here on the node stops at what it keeps.</summary>
    /// <param name="paid">What is spent, and nothing more is to come.</param>
    public int Release(Credits paid)
    {
        Invariant.Require(!IsAsking && !IsReleasing, "limit: releases while something is on its way");
        Invariant.Require(paid <= Usable, "limit: releases less than is spent");
        ReleasedTo = paid;
        return ++ReleasesSigned;
    }

    /// <summary>The view shows a claim of this node.</summary>
    /// <param name="asked">The claim asked for more.</param>
    public void SeeOwn(in LimitView view, bool asked)
    {
        Invariant.Require(view.Releases <= ReleasesSigned, "limit: the ledger knows of a release that the node forgot");
        if (asked) IsAsking = false;
        // What is left after a release is start-up credit, which cannot be given back.
        if (view.Releases > _releasesSeen) MayHoldLease = false;
        (_seen, _releasesSeen) = (view.Limit, view.Releases);
        IsExhausted = !view.HasMore;
    }

    /// <summary>The view shows a claim of another node, after which something can still be leased or not.</summary>
    public void SeeOther(bool hasMore) => IsExhausted = !hasMore;
}
