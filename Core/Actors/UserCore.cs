using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Actors;

/// <summary>State of a user's side of one lane.</summary>
public enum UserLaneState : byte
{
    /// <summary>Nothing was wanted yet.</summary>
    Idle,

    /// <summary>HELLO sent.</summary>
    Opening,

    /// <summary>Chunks flow.</summary>
    Open,

    /// <summary>The node refused: nothing more is asked of it.</summary>
    Refused,

    /// <summary>CLOSE sent.</summary>
    Closed,
}

/// <summary>
/// A client that pays for what it gets, with one lane or more to each node that serves it. <see cref="Step"/> is the only door in.
/// An honest one: it pays each chunk as soon as it has it, and nothing that it has not got.
/// </summary>
public sealed partial class UserCore
{
    private struct Lane
    {
        public NodeId Node { get; init; }

        /// <summary>Its number among the lanes to that node.</summary>
        public ushort Number { get; init; }

        public UserLaneState State { get; set; }

        public Credits Price { get; set; }

        /// <summary>Last chunk that the application wants, and that has come, is anchored, is keyed.</summary>
        public long Wanted { get; set; }

        public long Received { get; set; }

        public long Anchored { get; set; }

        public long Keyed { get; set; }

        /// <summary>Last unit paid: ahead of Received where payment goes before.</summary>
        public long Paid { get; set; }

        /// <summary>W, as WELCOME said.</summary>
        public long Window { get; set; }

        /// <summary>To be opened again, once every key that is owed has come.</summary>
        public bool Reopens { get; set; }

        /// <summary>Nothing more is wanted, and CLOSE waits for the price that WELCOME says.</summary>
        public bool Finished { get; set; }
    }

    private readonly UserId _id;
    private readonly int _servingNodes;
    private readonly ExchangeMode _mode;
    private readonly Lane[] _lanes;

    /// <param name="id">The user's account.</param>
    /// <param name="servingNodes">The nodes that serve it; distinct.</param>
    /// <param name="lanesPerNode">Lanes to each of them.</param>
    /// <param name="statedNodes">How many nodes serve it, as it says to them; 0: the truth.</param>
    public UserCore(
        UserId id, ReadOnlySpan<NodeId> servingNodes, ExchangeMode mode = ExchangeMode.Encrypted, int lanesPerNode = 1, int statedNodes = 0)
    {
        _id = id;
        _servingNodes = statedNodes > 0 ? statedNodes : servingNodes.Length;
        _mode = mode;
        _lanes = new Lane[servingNodes.Length * lanesPerNode];
        for (int i = 0; i < _lanes.Length; i++)
            _lanes[i] = new Lane { Node = servingNodes[i / lanesPerNode], Number = (ushort)(i % lanesPerNode) };
    }

    public UserId Id => _id;

    /// <summary>State of a lane by its place: node after node in the order of the list, and the lanes to each by their number.</summary>
    public UserLaneState StateOf(int lane) => _lanes[lane].State;

    /// <summary>Takes one input, writes its effects in order; a user waits for nothing but messages.</summary>
    public Instant Step(Instant now, in Input input, Outbox outbox)
    {
        _ = now;
        outbox.AssertDrained();
        switch (input.Kind)
        {
            case InputKind.Message:
                OnMessage(input.Message, outbox);
                break;
            case InputKind.Demand:
                OnDemand(ref LaneTo(input.Message), input.Message.Number, outbox);
                break;
            case InputKind.Leave:
                Close(ref LaneTo(input.Message), outbox);
                break;
            case InputKind.Disconnected:
                OnDisconnected(ref LaneTo(input.Message));
                break;
            case InputKind.Connected:
                Connect(ref LaneTo(input.Message), outbox);
                break;
            case InputKind.Finish:
                for (int i = 0; i < _lanes.Length; i++) Close(ref _lanes[i], outbox);
                break;
            default:
                Invariant.Break("user: an input that is not for a user");
                break;
        }

        return Instant.Never;
    }

    private void OnDemand(ref Lane lane, long chunks, Outbox outbox)
    {
        Invariant.Require(chunks > 0, "user: a demand for nothing");
        if (lane.Finished || lane.State is UserLaneState.Refused or UserLaneState.Closed) return;
        lane.Wanted += chunks;
        if (lane.State == UserLaneState.Idle) Open(ref lane, outbox);
        else if (lane.State == UserLaneState.Open) Ask(ref lane, outbox);
    }

    private void Open(ref Lane lane, Outbox outbox)
    {
        if (lane.State != UserLaneState.Idle || lane.Wanted == 0) return;
        lane.State = UserLaneState.Opening;
        outbox.Send(MessageKind.Hello, _id, lane.Node, lane.Number, _servingNodes, default);
    }

    /// <summary>A lane that was refused still gets the keys that it paid for; then the next session counts from 1 again.</summary>
    private void Connect(ref Lane lane, Outbox outbox)
    {
        if (lane.State == UserLaneState.Refused)
        {
            lane.Reopens = lane.Keyed < lane.Paid;
            if (lane.Reopens) return;
            lane = new Lane { Node = lane.Node, Number = lane.Number, Wanted = lane.Wanted - lane.Keyed };
        }

        Open(ref lane, outbox);
    }

    /// <summary>
    /// The next session counts from 1 again, and what this one did not deliver is wanted from it. Units that were paid and not keyed are
    /// another matter: the session that they were paid in can still be asked for their keys.
    /// </summary>
    private void OnDisconnected(ref Lane lane)
    {
        if (lane.State is not (UserLaneState.Opening or UserLaneState.Open)) return;
        long gone = _mode == ExchangeMode.Encrypted ? lane.Paid : lane.Keyed;
        UserLaneState state = lane.Finished ? UserLaneState.Closed : UserLaneState.Idle;
        lane = new Lane { Node = lane.Node, Number = lane.Number, Wanted = lane.Wanted - gone, State = state };
    }

    private void OnMessage(in Message m, Outbox outbox)
    {
        ref Lane lane = ref LaneTo(m);
        switch (m.Kind)
        {
            case MessageKind.Welcome when lane.State == UserLaneState.Opening:
                lane.State = UserLaneState.Open;
                lane.Price = m.Amount;
                lane.Window = m.Number;
                if (lane.Finished) CloseUnasked(ref lane, outbox);
                else Ask(ref lane, outbox);
                break;
            case MessageKind.Chunk:
                OnChunk(ref lane, m.Number, outbox);
                break;
            case MessageKind.Key:
                OnKey(ref lane, m.Number, outbox);
                break;
            case MessageKind.Refuse:
                if (lane.State != UserLaneState.Closed) lane.State = UserLaneState.Refused;
                outbox.Refused(_id, lane.Node, lane.Number, m.Reason);
                break;
            default:
                break; // WELCOME after a close, END: nothing to do
        }
    }

    private void OnChunk(ref Lane lane, long number, Outbox outbox)
    {
        // Not the next of its FIFO lane, or not asked for, or dearer than money can say: a protocol violation buys nothing.
        if (number != lane.Received + 1 || number > lane.Wanted) return;
        if (!CanPay(lane, number)) return;
        lane.Received = number;
        RollAnchor(ref lane, outbox);
        if (_mode != ExchangeMode.PayBefore) Pay(ref lane, number, outbox);
        else PayAhead(ref lane, outbox);
        if (_mode != ExchangeMode.Encrypted) Deliver(ref lane, number, outbox);
    }

    private void OnKey(ref Lane lane, long number, Outbox outbox)
    {
        if (number == lane.Keyed + 1 && number <= lane.Received) Deliver(ref lane, number, outbox);
        if (lane.Reopens) Connect(ref lane, outbox);
    }

    private void Deliver(ref Lane lane, long number, Outbox outbox)
    {
        lane.Keyed = number;
        outbox.Delivered(_id, lane.Node, lane.Number, number);
    }

    private static bool CanPay(in Lane lane, long number) =>
        lane.Price > Credits.Zero && number <= long.MaxValue / lane.Price.Units;

    private void Pay(ref Lane lane, long number, Outbox outbox)
    {
        lane.Paid = number;
        outbox.Send(MessageKind.Pay, _id, lane.Node, lane.Number, number, lane.Price * number);
    }

    /// <summary>Payment before the chunk: as far ahead of what has come as the window lets it.</summary>
    private void PayAhead(ref Lane lane, Outbox outbox)
    {
        long unit = Math.Min(lane.Wanted, lane.Received + Math.Min(lane.Window, lane.Anchored - lane.Received));
        if (unit > lane.Paid && CanPay(lane, unit)) Pay(ref lane, unit, outbox);
    }

    private void Ask(ref Lane lane, Outbox outbox)
    {
        RollAnchor(ref lane, outbox);
        outbox.Send(MessageKind.Request, _id, lane.Node, lane.Number, lane.Wanted, default);
        if (_mode == ExchangeMode.PayBefore) PayAhead(ref lane, outbox);
    }

    /// <summary>Keeps the anchored chunks at least half a chain ahead of what is wanted now.</summary>
    private void RollAnchor(ref Lane lane, Outbox outbox)
    {
        if (lane.Anchored >= AnchorSchedule.CoveredAfter(lane.Received)) return;
        lane.Anchored += ModelledCryptography.ChunksPerAnchor;
        outbox.Send(MessageKind.Anchor, _id, lane.Node, lane.Number, lane.Anchored, default);
    }

    private void Close(ref Lane lane, Outbox outbox)
    {
        lane.Reopens = false;
        if (lane.State == UserLaneState.Opening)
        {
            lane.Finished = true;
            return;
        }

        if (lane.State == UserLaneState.Open)
            outbox.Send(MessageKind.Close, _id, lane.Node, lane.Number, lane.Paid, lane.Price * lane.Paid);
        if (lane.State != UserLaneState.Refused) lane.State = UserLaneState.Closed;
    }

    /// <summary>Nothing was asked for: a chunk that comes all the same is not paid.</summary>
    private void CloseUnasked(ref Lane lane, Outbox outbox)
    {
        lane.Wanted = 0;
        Close(ref lane, outbox);
    }

    private ref Lane LaneTo(in Message m)
    {
        for (int i = 0; i < _lanes.Length; i++)
            if (_lanes[i].Node == m.Node && _lanes[i].Number == m.Lane) return ref _lanes[i];
        Invariant.Break("user: a message of a node that does not serve this user");
        return ref _lanes[0];
    }
}
