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
        ref readonly Session s = ref _sessions[index];
        return s.State == SessionState.Open && s.Requested == sent && s.Sent == sent && s.PaidChunks == paid
            && s.Anchored == AnchorSchedule.CoveredAfter(paid);
    }

    /// <summary>What the node will decide next about a stream. The user has an open session.</summary>
    public StreamOutlook Outlook(UserId user)
    {
        ref readonly Session s = ref SessionOf(user);
        long allowed = FreezeRule.ChunksAllowed(
            options.FreezeRule, s.Account.LedgerBalance, s.Account.OwnPending, s.Account.HintedPending,
            options.Price * (s.Sent - s.PaidChunks), options.Price, options.FreezeThreshold, s.ServingNodes);
        long untilCommit = _clock.PaymentsUntilCommit(s.Commit, s.Account.Uncommitted, s.Account.Available, s.ServingNodes);
        return new StreamOutlook(Sum(s.Sent, allowed), Sum(s.PaidChunks, untilCommit));
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
        ref Session s = ref SessionOf(user);
        Invariant.Require(s.State == SessionState.Open && sent >= s.Sent && paid >= s.PaidChunks, "node: a stream ran backwards");
        Invariant.Require(paid <= sent && sent - paid <= options.WindowChunks, "node: a stream left its window");
        if (paid > s.PaidChunks)
        {
            bool wasCommitted = s.Account.Uncommitted == Credits.Zero;
            s.Account.TakePayment(options.Price * (paid - s.PaidChunks));
            if (wasCommitted && _clock.UsesTimer) s.Deadline = _clock.NextInterval(s.Commit, firstUncommittedAt);
        }

        s.Requested = s.Sent = sent;
        s.PaidChunks = paid;
        s.Anchored = AnchorSchedule.CoveredAfter(paid);
        Invariant.Require(s.Sent <= s.Anchored, "node: a stream ran ahead of its anchors");
        return s.Deadline;
    }

    /// <summary>When what is paid from <paramref name="firstUncommittedAt"/> on is committed, by a rule of intervals; else never.</summary>
    public Instant IntervalAfter(UserId user, Instant firstUncommittedAt) =>
        _clock.UsesTimer ? _clock.NextInterval(SessionOf(user).Commit, firstUncommittedAt) : Instant.Never;

    /// <summary>
    /// Drops the books of an account that has ended and is committed, if there are any. The next HELLO of this user would open a new one.
    /// </summary>
    public void Forget(UserId user)
    {
        if (!TryFind(user, out int index)) return;
        ref Session s = ref _sessions[index];
        Invariant.Require(s.IsEnding && s.Account.Uncommitted == Credits.Zero, "node: an account was forgotten before its end");
        s = default;
        s.User = new UserId(-1);
        _sessionOfUser.Remove(user.Value);
        _freeSessions.Push(index);
        _lastFound = -1;
    }

    private static long Sum(long chunks, long more) => more > long.MaxValue - chunks ? long.MaxValue : chunks + more;
}
