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
    private readonly LeaseTerms? _lease = LeaseOf(options);
    private readonly Dictionary<int, int> _bookOfUser = [];
    private readonly Stack<int> _freeBooks = [];
    private PayerBook[] _books = new PayerBook[4];
    private int _bookCount;

    /// <summary>Where the last user was found: messages of one user come in runs.</summary>
    private int _lastFound = -1;

    public NodeId Id => id;

    /// <summary>The account of a user as this node sees it, for measurements; empty if the node does not know the user.</summary>
    public PayerAccount AccountOf(UserId user) =>
        TryFind(user, out int index) ? _books[index].Account : default;

    /// <summary>Whether this node has frozen a user and serves it no more.</summary>
    public bool IsFrozen(UserId user) => TryFind(user, out int index) && _books[index].State == BookState.Frozen;

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
                return OnLedgerEntry(now, input.Entry, outbox);
            case InputKind.AccountOpened:
                return OnAccountOpened(now, input.Message, input.Limit, outbox);
            case InputKind.Hint:
                return OnHint(input.Message);
            case InputKind.Disconnected:
                return OnDisconnected(input.Message, outbox);
            case InputKind.PaidLate:
                return OnPaidLate(input.Message, outbox);
            case InputKind.WakeUp:
                return OnWakeUp(now, input.Message.User, outbox);
            default:
                Invariant.Break("node: an input that is not for a node");
                return Instant.Never;
        }
    }

    /// <summary>
    /// Opens the books of a payer after a restart, with what the node's log says that its tickets are worth: all of it has been or is being
    /// submitted again. The ledger view opens with the next HELLO.
    /// </summary>
    public void Restore(Instant now, UserId user, Credits paid)
    {
        Invariant.Require(!TryFind(user, out _), "node: a payer was restored twice");
        Invariant.Require(_lease is null, "node: the log of a node does not keep its releases");
        ref PayerBook b = ref OpenBook(now, user, servingNodes: 1);
        if (paid == Credits.Zero) return;
        b.Account.TakePayment(paid);
        b.Account.Submit();
    }

    /// <summary>
    /// For experiments: what the payer's commit rule has not drawn yet comes from the streams of another seed. Nothing happens if the node
    /// does not know the payer.
    /// </summary>
    public void Redraw(UserId user, ulong seed)
    {
        if (TryFind(user, out int index)) _books[index].Commit.Random = StreamOf(user, seed);
    }

    private RandomStream StreamOf(UserId user, ulong seed) => new(seed, StreamPurpose.Commit, (user.Value * NodesPerKey) + id.Value);

    private Instant OnMessage(Instant now, in Message m, Outbox outbox)
    {
        if (m.Kind == MessageKind.Hello) return OnHello(now, m, outbox);
        if (!TryFind(m.User, out int index) || m.Lane >= _books[index].Lanes)
        {
            outbox.Send(MessageKind.Refuse, m.User, id, m.Lane, 0, default, RefuseReason.Unexpected);
            return Instant.Never;
        }

        ref PayerBook b = ref _books[index];
        ref NodeLane lane = ref LaneOf(ref b, m.Lane);
        switch (m.Kind)
        {
            case MessageKind.Anchor when lane.State != NodeLaneState.None:
                lane.Anchored = Math.Max(lane.Anchored, Math.Min(m.Number, lane.Anchored + ModelledCryptography.ChunksPerAnchor));
                SendChunks(now, ref b, ref lane, m.Lane, outbox);
                break;
            case MessageKind.Request when lane.State != NodeLaneState.None:
                if (!IsEnding(b, lane)) lane.Requested = Math.Max(lane.Requested, m.Number);
                SendChunks(now, ref b, ref lane, m.Lane, outbox);
                break;
            case MessageKind.Pay when lane.State != NodeLaneState.None:
                OnPay(now, ref b, ref lane, m, outbox);
                break;
            case MessageKind.Close when lane.State != NodeLaneState.None:
                OnClose(ref b, ref lane, m.Lane, outbox);
                break;
            default:
                outbox.Send(MessageKind.Refuse, m.User, id, m.Lane, 0, default, RefuseReason.Unexpected);
                break;
        }

        return b.Deadline;
    }

    private Instant OnHello(Instant now, in Message m, Outbox outbox)
    {
        bool known = TryFind(m.User, out int index);
        if (known && m.Number >= 1 && MayUnfreeze(_books[index])) Unfreeze(ref _books[index]);
        bool taken = known && m.Lane < _books[index].Lanes
            && LaneOf(ref _books[index], m.Lane) is { State: not NodeLaneState.None, IsOver: false };
        if (taken || m.Number < 1)
        {
            bool waits = taken && options.UnfreezeThreshold.HasValue && _books[index].State == BookState.Frozen;
            outbox.Send(MessageKind.Refuse, m.User, id, m.Lane, 0, default, waits ? RefuseReason.Frozen : RefuseReason.Unexpected);
            return known ? _books[index].Deadline : Instant.Never;
        }

        ref PayerBook b = ref known ? ref _books[index] : ref OpenBook(now, m.User, m.Number);
        b.ServingNodes = m.Number;
        if (m.Lane >= b.Lanes) Array.Resize(ref b.More, m.Lane);
        b.InFlight -= LaneOf(ref b, m.Lane).InFlight; // of a session that is over
        LaneOf(ref b, m.Lane) = new NodeLane
        {
            State = NodeLaneState.Open,
            Window = options.SlowStart ? 1 : options.WindowChunks,
        };
        if (b.State != BookState.Opening) Welcome(b.User, m.Lane, outbox);
        else if (!b.ViewAsked) outbox.Watch(m.User, id);
        // Keys may be owed from before the freeze, so the session opens; that no chunk will come is said at once.
        if (b.State == BookState.Frozen)
            outbox.Send(MessageKind.Refuse, b.User, id, m.Lane, 0, default, RefuseReason.Frozen);
        b.ViewAsked = true;
        return b.Deadline;
    }

    private ref PayerBook OpenBook(Instant now, UserId user, long servingNodes)
    {
        if (!_freeBooks.TryPop(out int index))
        {
            if (_bookCount == _books.Length) Array.Resize(ref _books, _bookCount * 2);
            index = _bookCount++;
        }

        RandomStream random = StreamOf(user, options.Seed);
        _books[index] = new PayerBook
        {
            User = user,
            State = BookState.Opening,
            ServingNodes = servingNodes,
            Commit = _clock.Open(now, random),
            CommitBy = Instant.Never,
            PayBy = Instant.Never,
            Hints = _clock.SendsHints ? new HintBook() : null,
        };
        _bookOfUser.Add(user.Value, index);
        return ref _books[index];
    }

    private void Welcome(UserId user, ushort lane, Outbox outbox) =>
        outbox.Send(MessageKind.Welcome, user, id, lane, options.WindowChunks, options.Price);

    private Instant OnAccountOpened(Instant now, in Message m, in LimitView? limit, Outbox outbox)
    {
        ref PayerBook b = ref BookOf(m.User);
        b.Account.OpenView(m.Amount, new Credits(m.Number));
        b.IsFlagged = m.Reason == RefuseReason.Frozen;
        OpenLimit(ref b, limit, outbox);
        Adapt(ref b);
        b.State = BookState.Open;
        for (int lane = 0; lane < b.Lanes; lane++)
        {
            if (LaneOf(ref b, lane).State != NodeLaneState.Open) continue; // the user closed meanwhile
            Welcome(b.User, (ushort)lane, outbox);
            SendChunks(now, ref b, ref LaneOf(ref b, lane), (ushort)lane, outbox);
        }

        return b.Deadline;
    }

    private void OnPay(Instant now, ref PayerBook b, ref NodeLane lane, in Message m, Outbox outbox)
    {
        if (m.Number <= lane.PaidChunks) return; // an older ticket: superseded, harmless
        long most = options.Mode == ExchangeMode.PayBefore ? Math.Min(lane.Requested, lane.Sent + lane.Window) : lane.Sent;
        bool valid = m.Number <= most && m.Number <= lane.Anchored && m.Amount == options.Price * m.Number;
        if (!valid)
        {
            outbox.Send(MessageKind.Refuse, b.User, id, m.Lane, 0, default, RefuseReason.BadTicket);
            return;
        }

        bool wasCommitted = b.Account.Uncommitted == Credits.Zero;
        if (options.Mode == ExchangeMode.PayBefore)
        {
            SendPaid(ref b, ref lane, m, outbox);
        }
        else
        {
            TakePayments(ref b, ref lane, m, outbox);
            if (options.SlowStart) WidenWindow(now, ref b, ref lane);
        }

        CommitIfDue(now, ref b, lane, wasCommitted, outbox);
        if (IsStuck(b)) Resume(now, ref b, outbox);
        else SendChunks(now, ref b, ref lane, m.Lane, outbox);
    }

    private void TakePayments(ref PayerBook b, ref NodeLane lane, in Message m, Outbox outbox)
    {
        long chunks = m.Number - lane.PaidChunks;
        b.InFlight -= chunks;
        if (!_clock.IsLottery) b.Account.TakePayment(options.Price * chunks);
        for (long chunk = lane.PaidChunks + 1; chunk <= m.Number; chunk++)
        {
            outbox.Paid(b.User, id, m.Lane, chunk, _clock.IsLottery ? TakeTicket(ref b) : options.Price);
            if (options.Mode == ExchangeMode.Encrypted) outbox.Send(MessageKind.Key, b.User, id, m.Lane, chunk, default);
        }

        lane.GoodSince += (int)chunks;
        lane.PaidChunks = m.Number;
    }

    /// <summary>Payment before the chunk: a unit that may not be sent is not taken either.</summary>
    private void SendPaid(ref PayerBook b, ref NodeLane lane, in Message m, Outbox outbox)
    {
        while (lane.PaidChunks < m.Number)
        {
            if (!MaySend(b))
            {
                HoldBack(ref b, m.Lane, outbox);
                return;
            }

            Credits worth = TakeTicket(ref b);
            lane.PaidChunks++;
            lane.Sent++;
            outbox.Paid(b.User, id, m.Lane, lane.PaidChunks, worth);
            outbox.Send(MessageKind.Chunk, b.User, id, m.Lane, lane.Sent, default);
        }
    }

    /// <summary>Takes the ticket for one chunk, which may be worth nothing in a lottery.</summary>
    private Credits TakeTicket(ref PayerBook b)
    {
        Credits worth = _clock.Worth(ref b.Commit);
        if (worth > Credits.Zero) b.Account.TakePayment(worth);
        return worth;
    }

    private void CommitIfDue(Instant now, ref PayerBook b, in NodeLane lane, bool wasCommitted, Outbox outbox)
    {
        bool fires = _clock.FiresOnPayment(b.Commit, b.Account.Uncommitted, b.Account.Available, b.ServingNodes);
        // What is held back waits for pending payments to become visible; nothing else would commit the last of them.
        bool waits = b.State == BookState.Throttled && _lease is null;
        if (fires || IsEnding(b, lane) || waits || WantsMore(b)) Commit(ref b, outbox);
        else if (_clock.UsesTimer && wasCommitted) b.CommitBy = _clock.NextInterval(b.Commit, now);
    }

    private void OnClose(ref PayerBook b, ref NodeLane lane, ushort number, Outbox outbox)
    {
        if (b.State == BookState.Frozen || lane.State == NodeLaneState.Closed) return;
        lane.State = NodeLaneState.Closed;
        lane.Requested = lane.Sent;
        Commit(ref b, outbox);
        outbox.Send(MessageKind.End, b.User, id, number, lane.Sent, default);
    }

    /// <summary>
    /// What was under way is lost: chunks that nobody paid are given up, and the next session counts from 1 again. What was paid is
    /// committed, since nothing tells whether the user comes back.
    /// </summary>
    private Instant OnDisconnected(in Message m, Outbox outbox)
    {
        if (!TryFind(m.User, out int index) || m.Lane >= _books[index].Lanes) return Instant.Never;
        ref PayerBook b = ref _books[index];
        ref NodeLane lane = ref LaneOf(ref b, m.Lane);
        b.InFlight -= lane.InFlight;
        lane = default;
        Commit(ref b, outbox);
        return b.Deadline;
    }

    /// <summary>Committed at once, like what is paid after the end: nothing else may come to commit it.</summary>
    private Instant OnPaidLate(in Message m, Outbox outbox)
    {
        ref PayerBook b = ref BookOf(m.User);
        b.Account.TakePayment(m.Amount);
        Commit(ref b, outbox);
        return b.Deadline;
    }

    private Instant OnLedgerEntry(Instant now, in LedgerEntry entry, Outbox outbox)
    {
        ref PayerBook b = ref BookOf(entry.User);
        b.Account.SeeClaim(entry.Amount, entry.Node == id);
        b.IsFlagged = entry.IsFrozen;
        if (b.Hints is not null && entry.Node != id && entry.Kind == LedgerEntryKind.Claim)
            b.Account.ChangeHintedPending(b.Hints.SeeClaim(entry.Node, entry.Cumulative));
        if (options.Limits is not null) SeeLimit(ref b, entry, outbox);
        Adapt(ref b);
        if (entry.Kind == LedgerEntryKind.Withdrawal) SeeWithdrawal(ref b, outbox);
        if (b.State == BookState.Throttled) Resume(now, ref b, outbox);
        return b.Deadline;
    }

    /// <summary>
    /// The payer takes money back: what it has spent here is claimed before that leaves, and what it spends from here on as it comes, if too
    /// little is left. It may ask for no further chunk, so this waits for none.
    /// </summary>
    private void SeeWithdrawal(ref PayerBook b, Outbox outbox)
    {
        Commit(ref b, outbox);
        if (b.State != BookState.Open || _lease is not null || MaySend(b)) return;
        for (int lane = 0; lane < b.Lanes; lane++)
        {
            if (LaneOf(ref b, lane).State != NodeLaneState.Open) continue;
            HoldBack(ref b, (ushort)lane, outbox);
            return;
        }
    }

    private void Resume(Instant now, ref PayerBook b, Outbox outbox)
    {
        b.State = BookState.Open;
        for (int lane = 0; lane < b.Lanes; lane++) SendChunks(now, ref b, ref LaneOf(ref b, lane), (ushort)lane, outbox);
    }

    private Instant OnHint(in Message m)
    {
        if (!TryFind(m.User, out int index)) return Instant.Never;
        ref PayerBook b = ref _books[index];
        if (b.Hints is not null && m.Node != id)
        {
            b.Account.ChangeHintedPending(b.Hints.Hint(m.Node, m.Amount));
            Adapt(ref b);
        }

        return b.Deadline;
    }

    private Instant OnWakeUp(Instant now, UserId user, Outbox outbox)
    {
        if (!TryFind(user, out int index)) return Instant.Never;
        ref PayerBook b = ref _books[index];
        if (b.CommitBy <= now)
        {
            b.CommitBy = Instant.Never;
            Commit(ref b, outbox);
        }

        if (b.PayBy <= now) NarrowWindows(now, ref b);
        return b.Deadline;
    }

    private void Adapt(ref PayerBook b) =>
        _clock.Adapt(ref b.Commit, b.Account.Uncommitted, b.Account.Available, b.ServingNodes);

    private void SendChunks(Instant now, ref PayerBook b, ref NodeLane lane, ushort number, Outbox outbox)
    {
        if (options.Mode == ExchangeMode.PayBefore) return; // there a payment sends its chunk
        while (b.State == BookState.Open && lane.State == NodeLaneState.Open && lane.Sent < lane.Requested
            && lane.Sent < lane.Anchored && lane.InFlight < lane.Window)
        {
            if (!MaySend(b))
            {
                HoldBack(ref b, number, outbox);
                return;
            }

            if (options.SlowStart && lane.InFlight == 0) AwaitPayment(now, ref b, ref lane);
            lane.Sent++;
            b.InFlight++;
            outbox.Send(MessageKind.Chunk, b.User, id, number, lane.Sent, default);
        }
    }

    private bool MaySend(in PayerBook b) => !b.IsFlagged && FreezeRule.MaySend(
        options.FreezeRule, b.Account.LedgerBalance, b.Account.OwnPending, b.Account.HintedPending,
        options.Price * b.InFlight, options.Price, options.FreezeThreshold, b.ServingNodes, b.Account.Paid, b.Limit.Usable);

    private void HoldBack(ref PayerBook b, ushort lane, Outbox outbox)
    {
        if (_lease is null ? CommitAndMayRecover(ref b, outbox) : AskAndMayRecover(ref b, outbox))
        {
            b.State = BookState.Throttled;
            return;
        }

        b.State = BookState.Frozen;
        if (_lease is not null) Commit(ref b, outbox); // gives back what is left of the lease
        outbox.Froze(b.User, id);
        for (int each = 0; each < b.Lanes; each++)
        {
            ref NodeLane open = ref LaneOf(ref b, each);
            if (open.State == NodeLaneState.Open || each == lane)
                outbox.Send(MessageKind.Refuse, b.User, id, (ushort)each, open.Sent, default, RefuseReason.Frozen);
        }
    }

    /// <summary>Enough has come in for a payer that was frozen to be served again, by what the node sees and by the ledger's flag.</summary>
    private bool MayUnfreeze(in PayerBook b) =>
        b.State == BookState.Frozen && !b.IsFlagged && options.UnfreezeThreshold is { } enough
        && b.Account.Available - (options.Price * b.InFlight) >= enough;

    /// <summary>The sessions that were frozen are over, each until its lane says HELLO; chunks that nobody has paid by then are given up.</summary>
    private static void Unfreeze(ref PayerBook b)
    {
        b.State = BookState.Open;
        for (int number = 0; number < b.Lanes; number++)
        {
            ref NodeLane lane = ref LaneOf(ref b, number);
            if (lane.State == NodeLaneState.None) continue;
            lane.IsOver = true;
            lane.Requested = lane.Sent;
        }
    }

    private bool CommitAndMayRecover(ref PayerBook b, Outbox outbox)
    {
        Commit(ref b, outbox);
        bool somethingWillBecomeVisible = b.Account.OwnPending > Credits.Zero || b.InFlight > 0;
        return somethingWillBecomeVisible && FreezeRule.MayRecover(
            options.FreezeRule, b.Account.LedgerBalance, options.Price, options.FreezeThreshold, b.ServingNodes);
    }

    /// <summary>No further chunk will ever be sent in the lane's session.</summary>
    private static bool IsEnding(in PayerBook b, in NodeLane lane) =>
        b.State == BookState.Frozen || lane.State == NodeLaneState.Closed;

    private static ref NodeLane LaneOf(ref PayerBook b, int lane) => ref lane == 0 ? ref b.First : ref b.More![lane - 1];

    private ref PayerBook BookOf(UserId user)
    {
        if (!TryFind(user, out int index)) Invariant.Break("node: a ledger entry of an unknown user");
        return ref _books[index];
    }

    private bool TryFind(UserId user, out int index)
    {
        index = _lastFound;
        if (index >= 0 && _books[index].User == user) return true;
        if (!_bookOfUser.TryGetValue(user.Value, out index)) return false;
        _lastFound = index;
        return true;
    }
}
