using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Actors;

/// <summary>Streams in which nothing is decided, said in one sentence: exact fast-forward (ARCHITECTURE.md, seam 4).</summary>
public sealed partial class NodeCore
{
    /// <summary>
    /// Whether the lane of a user stands as an undisturbed stream stands after <paramref name="sent"/> chunks and
    /// <paramref name="paid"/> payments: open, everything that was asked for sent, and anchored as far as those payments' user anchors.
    /// </summary>
    public bool Streams(UserId user, long sent, long paid)
    {
        if (!TryFind(user, out int index)) return false;
        ref readonly PayerBook b = ref _books[index];
        ref readonly NodeLane lane = ref b.First;
        return CanStream(b) && lane.Requested == sent && lane.Sent == sent && lane.PaidChunks == paid
            && lane.Anchored == AnchorSchedule.CoveredAfter(paid);
    }

    /// <summary>What the node will decide next about a stream. The user has an open session.</summary>
    public StreamOutlook Outlook(UserId user)
    {
        ref readonly PayerBook b = ref BookOf(user);
        long allowed = b.IsFlagged ? 0 : FreezeRule.ChunksAllowed(
            options.FreezeRule, b.Account.LedgerBalance, b.Account.OwnPending, b.Account.HintedPending,
            options.Price * b.InFlight, options.Price, options.FreezeThreshold, b.ServingNodes, b.Account.Paid, b.Limit.Usable);
        long untilCommit = _clock.PaymentsUntilCommit(b.Commit, b.Account.Uncommitted, b.Account.Available, b.ServingNodes);
        if (_lease is not null) untilCommit = Math.Min(untilCommit, b.Limit.PaymentsUntilAsking(b.Account.Paid, _lease.Reserve, options.Price));
        return new StreamOutlook(Sum(b.First.Sent, allowed), Sum(b.First.PaidChunks, untilCommit));
    }

    /// <summary>
    /// Since the last step, chunks up to <paramref name="sent"/> were asked for and sent and payments up to
    /// <paramref name="paid"/> came, on a stream: the account is as the steps would have left it. Throws if one of them would have
    /// been a decision. Returns the account's deadline, as <see cref="Step"/> does.
    /// </summary>
    /// <param name="firstUncommittedAt">When the first payment after the last commit came; read if intervals are committed.</param>
    public Instant Advance(UserId user, long sent, long paid, Instant firstUncommittedAt)
    {
        StreamOutlook outlook = Outlook(user);
        Invariant.Require(sent <= outlook.LastChunk && paid < outlook.CommitChunk, "node: a stream ran past a decision");
        ref PayerBook b = ref BookOf(user);
        ref NodeLane lane = ref b.First;
        Invariant.Require(CanStream(b) && sent >= lane.Sent && paid >= lane.PaidChunks, "node: a stream ran backwards");
        Invariant.Require(paid <= sent && sent - paid <= options.WindowChunks, "node: a stream left its window");
        if (paid > lane.PaidChunks)
        {
            bool wasCommitted = b.Account.Uncommitted == Credits.Zero;
            b.Account.TakePayment(options.Price * (paid - lane.PaidChunks));
            if (wasCommitted && _clock.UsesTimer) b.CommitBy = _clock.NextInterval(b.Commit, firstUncommittedAt);
        }

        lane.Requested = lane.Sent = sent;
        lane.PaidChunks = paid;
        lane.Anchored = AnchorSchedule.CoveredAfter(paid);
        b.InFlight = lane.InFlight;
        Invariant.Require(lane.Sent <= lane.Anchored, "node: a stream ran ahead of its anchors");
        return b.Deadline;
    }

    /// <summary>When what is paid from <paramref name="firstUncommittedAt"/> on is committed, by a rule of intervals; else never.</summary>
    public Instant IntervalAfter(UserId user, Instant firstUncommittedAt) =>
        _clock.UsesTimer ? _clock.NextInterval(BookOf(user).Commit, firstUncommittedAt) : Instant.Never;

    /// <summary>
    /// Drops the books of an account that has ended and is committed, if there are any. The next HELLO of this user would open a new one.
    /// </summary>
    public void Forget(UserId user)
    {
        if (!TryFind(user, out int index)) return;
        ref PayerBook b = ref _books[index];
        Invariant.Require(
            b.More is null && (IsEnding(b, b.First) || b.First.State == NodeLaneState.None) && b.Account.Uncommitted == Credits.Zero,
            "node: an account was forgotten before its end");
        b = default;
        b.User = new UserId(-1);
        _bookOfUser.Remove(user.Value);
        _freeBooks.Push(index);
        _lastFound = -1;
    }

    /// <summary>Streams are of the encrypted mode, on a payer's only lane, with the window at its cap.</summary>
    private bool CanStream(in PayerBook b) =>
        b.State == BookState.Open && b.More is null && b.First.State == NodeLaneState.Open && !_clock.IsLottery
        && options is { Mode: ExchangeMode.Encrypted, SlowStart: false };

    private static long Sum(long chunks, long more) => more > long.MaxValue - chunks ? long.MaxValue : chunks + more;
}
