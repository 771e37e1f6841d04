using System.Buffers;
using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.World.Fidelity;

/// <summary>Which frame belongs to which letter, and what must hold between them.</summary>
internal sealed partial class RealExchange
{
    /// <summary>Collects a node's frames, seals its chunks, and tells it that its records are durable: the disk takes no time.</summary>
    private void CarryNode(Instant now, int lane, NodeEndpoint node)
    {
        for (long record = -1; ; record = -1)
        {
            foreach (ref readonly EndpointEffect effect in _outbox.Effects)
            {
                bool sends = effect.Kind is EndpointEffectKind.Send or EndpointEffectKind.SendChunk;
                Invariant.Require(!sends || effect.Connection == lane, "real: a step of one lane sends on another");
                if (effect.Kind == EndpointEffectKind.Send) _frames.Add(Frame.Copy(effect.Number, _outbox.BytesOf(effect)));
                else if (effect.Kind == EndpointEffectKind.SendChunk) _frames.Add(Seal(node, effect));
                else if (effect.Kind == EndpointEffectKind.Record) record = effect.Number;
            }

            _outbox.Clear();
            if (record < 0) return;
            node.OnRecorded(now, record, _outbox);
        }
    }

    private Frame Seal(NodeEndpoint node, in EndpointEffect chunk)
    {
        ReadOnlySpan<byte> block = _content.Block(chunk.Block), tree = _content.TreeOf(chunk.Block);
        Span<byte> proof = stackalloc byte[SliceProof.MaxBytes];
        int length = _content.Prove(chunk.Block, !node.IsFirstOfRequest(chunk), proof);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(block.Length + tree.Length + length + ChunkFrameSlack);
        return Frame.Of(chunk.Number, buffer, node.Seal(chunk, block, proof[..length], tree, buffer));
    }

    /// <summary>The frame of a node's letter.</summary>
    private Frame TakeFrame(in Message letter)
    {
        FrameType type = Frame.TypeOf(letter.Kind);
        long number = letter.Kind == MessageKind.Welcome ? 0 : letter.Number; // WELCOME is about no unit
        int found = _frames.FindIndex(f => f.Type == type && f.Number == number);
        Invariant.Require(found >= 0, "real: a letter without its frame");
        return TakeAt(found);
    }

    private Frame TakeAt(int index)
    {
        Frame frame = _frames[index];
        _frames.RemoveAt(index);
        return frame;
    }

    /// <summary>Collects a client's frames, and compares the plain text that it delivers with what the content has.</summary>
    private void TakeClientFrames(RealLane lane)
    {
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
        {
            if (effect.Kind == EndpointEffectKind.Send) _frames.Add(Frame.Copy(effect.Number, _outbox.BytesOf(effect)));
            if (effect.Kind != EndpointEffectKind.Deliver) continue;
            bool same = effect.Content == _content.Id && lane.Client.PlaintextOf(effect).SequenceEqual(_content.Block(effect.Block));
            Invariant.Require(same, "real: a plain text that is not the block");
        }

        _outbox.Clear();
        if (lane.Client.Fault != ClientFault.None) Invariant.Break($"real: the client stopped for {lane.Client.Fault}");
    }

    /// <summary>Puts the frames of a client's step into its letters, and the step's effects into the world's names.</summary>
    private void CarryUser(int index, Message? letter = null)
    {
        RealLane lane = _lanes[index];
        TakeClientFrames(lane);
        if (letter is { } m) RequireTold(_clientSteps, m, m with { User = default, Node = default });
        bool asks = _clientSteps.Effects.Any(e => e.Kind == EffectKind.Send && e.Message.Kind == MessageKind.Request);
        foreach (Effect effect in _clientSteps.Effects)
        {
            Message its = effect.Message with { User = lane.User, Node = lane.Node };
            // A client has one lane; how many there are stands in its HELLO.
            if (its.Kind == MessageKind.Hello) its = its with { Number = lane.ServingNodes };
            if (effect.Kind == EffectKind.Send) lane.Up.Enqueue(TakeFrames(lane, its, asks));
            _effects.Add(new Effect(effect.Kind, its));
        }

        Invariant.Require(_frames.TrueForAll(f => f.Type == FrameType.Request), "real: the client sent a frame that its actor did not ask for");
        lane.Waiting.AddRange(_frames);
        _frames.Clear();
        _clientSteps.Clear();
    }

    /// <summary>The frames of a user's letter: its own, and before it requests that no letter carried yet.</summary>
    /// <param name="asks">The step has a letter for its requests.</param>
    private Frame[] TakeFrames(RealLane lane, in Message letter, bool asks)
    {
        List<Frame> taken = [.. lane.Waiting];
        lane.Waiting.Clear();
        FrameType type = Frame.TypeOf(letter.Kind);
        if (type == FrameType.Request || !asks)
        {
            taken.AddRange(_frames.Where(f => f.Type == FrameType.Request));
            _frames.RemoveAll(f => f.Type == FrameType.Request);
        }

        if (type == FrameType.Request) return [.. taken];
        long number = letter.Kind == MessageKind.Pay ? letter.Number : 0; // the client numbers no other frame
        int found = _frames.FindIndex(f => f.Type == type && f.Number == number);
        Invariant.Require(found >= 0, "real: a letter without its frame");
        taken.Add(TakeAt(found));
        return [.. taken];
    }

    /// <summary>That frames told an actor what the letter says, and nothing else.</summary>
    private static void RequireTold(ActorSteps steps, in Message letter, in Message expected)
    {
        int others = 0, same = 0;
        foreach (Message told in steps.Told)
        {
            if (told == expected) same++;
            else if (told.Kind != MessageKind.Request) others++;
        }

        // A client takes END without its actor; requests add up to what letters said, earlier or later.
        bool counts = letter.Kind is not (MessageKind.End or MessageKind.Request);
        if (others > 0 || (counts && same != 1)) Invariant.Break($"real: the frames of a {letter.Kind} say something else");
    }

    /// <summary>That the node holds a ticket for what it claims.</summary>
    private void RequireRedeemable(NodeEndpoint node, int lane, Credits claim) =>
        Invariant.Require(node.TicketOf(_lanes[lane].Key).Cumulative == claim, "real: a claim that the node holds no ticket for");
}
