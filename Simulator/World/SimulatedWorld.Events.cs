using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World;

/// <summary>What events stand for, and the letters on their way.</summary>
internal sealed partial class SimulatedWorld
{
    private const int WhatBits = 4;

    /// <summary>What is due; beside the index that each names, it is the handle of an event.</summary>
    private enum What
    {
        /// <summary>The first letter of a lane arrives at the node, or at the user.</summary>
        Up,
        Down,

        /// <summary>The user's application wants a chunk on a lane.</summary>
        Demand,

        /// <summary>A submitted claim is final; the index is its slot.</summary>
        Final,

        /// <summary>A node sees a ledger entry later than it was final; the index is its slot.</summary>
        Seen,

        /// <summary>A stream that is fast-forwarded on a lane has something to decide.</summary>
        Decision,

        /// <summary>A lane's node wants to be woken for the account.</summary>
        Wake,

        /// <summary>A hint arrives at a node; the index is its slot.</summary>
        Hint,

        /// <summary>The account of a user is sampled.</summary>
        Sample,

        /// <summary>A node goes down, or comes up.</summary>
        Crash,
        Restart,

        /// <summary>A payer moves money, or does something else that is not a demand; the index is its slot.</summary>
        Payer,

        /// <summary>A hostile node submits what it held back; the index is its slot.</summary>
        Held,

        /// <summary>A user leaves a node for another; the index is its first lane.</summary>
        Move,

        /// <summary>The scenario's duration is over.</summary>
        Finish,
    }

    private void Schedule(Instant at, Phase phase, EntityId target, EntityId origin, long sequence, What what, int index) =>
        _loop.Schedule(at.Nanoseconds, EventKey.Of(phase, target, origin), sequence, (index << WhatBits) | (int)what);

    private void SendUp(int lane, in Message m)
    {
        ref Direction up = ref _lanes[lane].Up;
        if (m.Kind == MessageKind.Hello) _lanes[lane].HelloAt = Now;
        long arrives = _links.ArrivalNs(m.Kind, _loop.Now, up.DelayNs, ref up.Link);
        Post(ref up, new Letter(FaultyArrivalNs(lane, LaneDirection.Up, m, arrives), m));
        if (up.Letters.Count == 1) ArmUp(lane);
    }

    private void SendDown(int lane, in Message m)
    {
        ref Direction down = ref _lanes[lane].Down;
        long arrives = _links.ArrivalNs(m.Kind, _loop.Now, down.DelayNs, ref down.Link);
        Post(ref down, new Letter(FaultyArrivalNs(lane, LaneDirection.Down, m, arrives), m));
        if (down.Letters.Count == 1) ArmDown(lane);
    }

    private void Post(ref Direction direction, in Letter letter)
    {
        _messagesSent++;
        _letters.Enqueue(ref direction.Letters, letter);
    }

    private void DeliverUp(int lane)
    {
        ref Direction up = ref _lanes[lane].Up;
        if (up.ArmedNs != _loop.Now) return; // overtaken by a fast-forward
        Message letter = TakeLetter(ref up);
        StepNode(lane, Input.From(letter));
        if (letter.Kind == MessageKind.Pay) _cascades?.Paid(lane);
        if (_lanes[lane].Up.Letters.Count > 0) ArmUp(lane);
    }

    private void DeliverDown(int lane)
    {
        ref Direction down = ref _lanes[lane].Down;
        if (down.ArmedNs != _loop.Now) return;
        Message message = TakeLetter(ref down);
        if (!IsGone(_lanes[lane].User)) StepUser(lane, Input.From(message));
        if (_lanes[lane].Down.Letters.Count > 0) ArmDown(lane);
    }

    private Message TakeLetter(ref Direction direction)
    {
        _messagesDelivered++;
        direction.ArmedNs = -1;
        return _letters.Dequeue(ref direction.Letters).Message;
    }

    private void ArmUp(int lane)
    {
        ref Lane l = ref _lanes[lane];
        EntityId node = new(EntityKind.Node, l.Node.Value), user = new(EntityKind.User, l.User.Value);
        Arm(ref l.Up, node, user, What.Up, lane);
    }

    private void ArmDown(int lane)
    {
        ref Lane l = ref _lanes[lane];
        EntityId node = new(EntityKind.Node, l.Node.Value), user = new(EntityKind.User, l.User.Value);
        Arm(ref l.Down, user, node, What.Down, lane);
    }

    private void Arm(ref Direction direction, EntityId target, EntityId origin, What what, int lane)
    {
        direction.ArmedNs = _letters.Peek(direction.Letters).ArrivalNs;
        Schedule(new Instant(direction.ArmedNs), Phase.Exchange, target, origin, 0, what, lane);
    }
}
