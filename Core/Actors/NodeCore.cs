using System;
using System.Collections.Generic;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Actors;

/// <summary>
/// A serving node: its side of every lane, what it believes of every payer, and when it commits and freezes.
/// <see cref="Step"/> is the only door in; the rest only looks, or says again what steps would have done one by one.
/// </summary>
/// <remarks>
/// What a node does for one payer never depends on another payer: each account has its own deadline, and time must run forward
/// for each account alone.
/// </remarks>
public sealed partial class NodeCore(NodeId id, NodeOptions options)
{
    /// <summary>Lanes that one random stream key can tell apart at a node.</summary>
    private const long NodesPerKey = 1L << 20;

    private readonly CommitClock _clock = options.Clock;
    private readonly Dictionary<int, int> _sessionOfUser = [];
    private readonly Stack<int> _freeSessions = [];
    private Session[] _sessions = new Session[4];
    private int _sessionCount;

    /// <summary>Where the last user was found: messages of one user come in runs.</summary>
    private int _lastFound = -1;

    public NodeId Id => id;

    /// <summary>The account of a user as this node sees it, for measurements; empty if the node does not know the user.</summary>
    public PayerAccount AccountOf(UserId user) =>
        TryFind(user, out int index) ? _sessions[index].Account : default;

    /// <summary>
    /// Takes one input, writes its effects in order, and returns when the account that the input is about wants a
    /// <see cref="Input.WakeUp"/> at the latest.
    /// </summary>
    public Instant Step(Instant now, in Input input, Outbox outbox)
    {
        outbox.AssertDrained();
        switch (input.Kind)
        {
            case InputKind.Message:
                return OnMessage(now, input.Message, outbox);
            case InputKind.LedgerEntry:
                return OnLedgerEntry(input.Entry, outbox);
            case InputKind.AccountOpened:
                return OnAccountOpened(input.Message, outbox);
            case InputKind.Hint:
                return OnHint(input.Message);
            case InputKind.WakeUp:
                return OnWakeUp(now, input.Message.User, outbox);
            default:
                Invariant.Break("node: an input that is not for a node");
                return Instant.Never;
        }
    }

    private Instant OnMessage(Instant now, in Message m, Outbox outbox)
    {
        if (m.Kind == MessageKind.Hello)
        {
            OnHello(now, m, outbox);
            return Instant.Never;
        }

        if (!TryFind(m.User, out int index))
        {
            outbox.Send(MessageKind.Refuse, m.User, id, 0, default, RefuseReason.Unexpected);
            return Instant.Never;
        }

        ref Session s = ref _sessions[index];
        switch (m.Kind)
        {
            case MessageKind.Anchor:
                s.Anchored = Math.Max(s.Anchored, Math.Min(m.Number, s.Anchored + ModelledCryptography.ChunksPerAnchor));
                SendChunks(ref s, outbox);
                break;
            case MessageKind.Request:
                if (!s.IsEnding) s.Requested = Math.Max(s.Requested, m.Number);
                SendChunks(ref s, outbox);
                break;
            case MessageKind.Pay:
                OnPay(now, ref s, m, outbox);
                break;
            case MessageKind.Close:
                OnClose(ref s, outbox);
                break;
            default:
                outbox.Send(MessageKind.Refuse, m.User, id, 0, default, RefuseReason.Unexpected);
                break;
        }

        return s.Deadline;
    }

    private void OnHello(Instant now, in Message m, Outbox outbox)
    {
        if (TryFind(m.User, out _) || m.Number < 1)
        {
            outbox.Send(MessageKind.Refuse, m.User, id, 0, default, RefuseReason.Unexpected);
            return;
        }

        if (!_freeSessions.TryPop(out int index))
        {
            if (_sessionCount == _sessions.Length) Array.Resize(ref _sessions, _sessionCount * 2);
            index = _sessionCount++;
        }

        RandomStream random = new(options.Seed, StreamPurpose.Commit, (m.User.Value * NodesPerKey) + id.Value);
        _sessions[index] = new Session
        {
            User = m.User,
            State = SessionState.Opening,
            ServingNodes = m.Number,
            Commit = _clock.Open(now, random),
            Deadline = Instant.Never,
            Hints = _clock.SendsHints ? new HintBook() : null,
        };
        _sessionOfUser.Add(m.User.Value, index);
        outbox.Watch(m.User, id);
    }

    private Instant OnAccountOpened(in Message m, Outbox outbox)
    {
        ref Session s = ref SessionOf(m.User);
        s.Account.OpenView(m.Amount, Credits.Zero);
        Adapt(ref s);
        if (s.State != SessionState.Opening) return s.Deadline; // the user closed meanwhile
        s.State = SessionState.Open;
        outbox.Send(MessageKind.Welcome, m.User, id, options.WindowChunks, options.Price);
        return s.Deadline;
    }

    private void OnPay(Instant now, ref Session s, in Message m, Outbox outbox)
    {
        if (m.Number <= s.PaidChunks) return; // an older ticket: superseded, harmless
        bool valid = m.Number <= s.Sent && m.Number <= s.Anchored && m.Amount == options.Price * m.Number;
        if (!valid)
        {
            outbox.Send(MessageKind.Refuse, s.User, id, 0, default, RefuseReason.BadTicket);
            return;
        }

        long chunks = m.Number - s.PaidChunks;
        bool wasCommitted = s.Account.Uncommitted == Credits.Zero;
        s.Account.TakePayment(options.Price * chunks);
        for (long chunk = s.PaidChunks + 1; chunk <= m.Number; chunk++)
        {
            outbox.Paid(s.User, id, chunk, options.Price);
            outbox.Send(MessageKind.Key, s.User, id, chunk, default);
        }

        s.PaidChunks = m.Number;
        CommitIfDue(now, ref s, wasCommitted, outbox);
        SendChunks(ref s, outbox);
    }

    private void CommitIfDue(Instant now, ref Session s, bool wasCommitted, Outbox outbox)
    {
        bool fires = _clock.FiresOnPayment(s.Commit, s.Account.Uncommitted, s.Account.Available, s.ServingNodes);
        // What is held back waits for pending payments to become visible; nothing else would commit the last of them.
        if (fires || s.IsEnding || s.State == SessionState.Throttled) Commit(ref s, outbox);
        else if (_clock.UsesTimer && wasCommitted) s.Deadline = _clock.NextInterval(s.Commit, now);
    }

    private void OnClose(ref Session s, Outbox outbox)
    {
        if (s.State == SessionState.Frozen || s.State == SessionState.Closed) return;
        s.State = SessionState.Closed;
        s.Requested = s.Sent;
        Commit(ref s, outbox);
        outbox.Send(MessageKind.End, s.User, id, s.Sent, default);
    }

    private Instant OnLedgerEntry(in LedgerEntry entry, Outbox outbox)
    {
        ref Session s = ref SessionOf(entry.User);
        s.Account.SeeClaim(entry.Amount, entry.Node == id);
        if (s.Hints is not null && entry.Node != id)
            s.Account.ChangeHintedPending(s.Hints.SeeClaim(entry.Node, entry.Cumulative));
        Adapt(ref s);
        if (s.State == SessionState.Throttled)
        {
            s.State = SessionState.Open;
            SendChunks(ref s, outbox);
        }

        return s.Deadline;
    }

    private Instant OnHint(in Message m)
    {
        if (!TryFind(m.User, out int index)) return Instant.Never;
        ref Session s = ref _sessions[index];
        if (s.Hints is not null && m.Node != id)
        {
            s.Account.ChangeHintedPending(s.Hints.Hint(m.Node, m.Amount));
            Adapt(ref s);
        }

        return s.Deadline;
    }

    private Instant OnWakeUp(Instant now, UserId user, Outbox outbox)
    {
        if (!TryFind(user, out int index)) return Instant.Never;
        ref Session s = ref _sessions[index];
        if (s.Deadline > now) return s.Deadline;
        s.Deadline = Instant.Never;
        Commit(ref s, outbox);
        return Instant.Never;
    }

    private void Adapt(ref Session s) =>
        _clock.Adapt(ref s.Commit, s.Account.Uncommitted, s.Account.Available, s.ServingNodes);

    private void SendChunks(ref Session s, Outbox outbox)
    {
        while (s.State == SessionState.Open && s.Sent < s.Requested && s.Sent < s.Anchored
            && s.Sent - s.PaidChunks < options.WindowChunks)
        {
            if (!MaySend(s))
            {
                HoldBack(ref s, outbox);
                return;
            }

            s.Sent++;
            outbox.Send(MessageKind.Chunk, s.User, id, s.Sent, default);
        }
    }

    private bool MaySend(in Session s) => FreezeRule.MaySend(
        options.FreezeRule, s.Account.LedgerBalance, s.Account.OwnPending, s.Account.HintedPending,
        options.Price * (s.Sent - s.PaidChunks), options.Price, options.FreezeThreshold, s.ServingNodes);

    private void HoldBack(ref Session s, Outbox outbox)
    {
        Commit(ref s, outbox);
        bool somethingWillBecomeVisible = s.Account.OwnPending > Credits.Zero || s.Sent > s.PaidChunks;
        bool mayRecover = somethingWillBecomeVisible && FreezeRule.MayRecover(
            options.FreezeRule, s.Account.LedgerBalance, options.Price, options.FreezeThreshold, s.ServingNodes);
        if (mayRecover)
        {
            s.State = SessionState.Throttled;
            return;
        }

        s.State = SessionState.Frozen;
        outbox.Froze(s.User, id);
        outbox.Send(MessageKind.Refuse, s.User, id, s.Sent, default, RefuseReason.Frozen);
    }

    private void Commit(ref Session s, Outbox outbox)
    {
        if (s.Account.Uncommitted == Credits.Zero) return;
        s.Account.Submit();
        _clock.Committed(ref s.Commit, s.Account.Available, s.ServingNodes);
        outbox.Submit(s.User, id, s.Account.Submitted);
        if (_clock.SendsHints) outbox.Hint(s.User, id, s.Account.Submitted);
    }

    private ref Session SessionOf(UserId user)
    {
        if (!TryFind(user, out int index)) Invariant.Break("node: a ledger entry of an unknown user");
        return ref _sessions[index];
    }

    private bool TryFind(UserId user, out int index)
    {
        index = _lastFound;
        if (index >= 0 && _sessions[index].User == user) return true;
        if (!_sessionOfUser.TryGetValue(user.Value, out index)) return false;
        _lastFound = index;
        return true;
    }
}
