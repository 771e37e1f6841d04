using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A connection between a client and a node: two directions that keep the order of frames, until it breaks.</summary>
internal sealed class ExchangeConnection(ExchangeWorld world, long id, ExchangeClient? client, ExchangeNode node)
{
    private long _lastUp, _lastDown;

    public long Id => id;

    /// <summary>Null where somebody else than a client holds that end.</summary>
    public ExchangeClient? Client => client;

    public ExchangeNode Node => node;

    /// <summary>The lane that the client opened it for: by its end the client may be in the next epoch.</summary>
    public LaneKey Lane { get; } = client?.Lane ?? default;

    public bool IsBroken { get; private set; }

    /// <summary>The HELLO that the node took on it, without the frame's header; empty before.</summary>
    public byte[] Hello { get; set; } = [];

    /// <summary>The session that WELCOME opened.</summary>
    public Hash256 Session { get; set; }

    /// <summary>The first anchor that the node was shown on it.</summary>
    public Anchor FirstAnchor { get; set; }

    /// <summary>What was requested on it, in order.</summary>
    public List<RequestFrame> Requests { get; } = [];

    /// <summary>Frames to one who is no client.</summary>
    public Action<byte[]>? Taken { get; init; }

    public void ToNode(byte[] frame) => Carry(frame, ref _lastUp, () =>
    {
        world.Transcript?.Arrived(this, up: true, frame);
        node.Take(this, frame);
    });

    public void ToClient(byte[] frame) => Carry(frame, ref _lastDown, () =>
    {
        world.Transcript?.Arrived(this, up: false, frame);
        if (client is not null) client.Take(this, frame);
        else Taken?.Invoke(frame);
    });

    /// <summary>All that is under way is lost; both ends hear of it, each in its time.</summary>
    public void Break()
    {
        if (IsBroken) return;
        IsBroken = true;
        world.Observer.Tally.Count("connections broken");
        world.Transcript?.Say($"connection {id} breaks");
        world.After(world.Delay(), () => node.Closed(this));
        if (client is not null) world.After(world.Delay(), () => client.Closed(this));
    }

    private void Carry(byte[] frame, ref long last, Action arrives)
    {
        if (IsBroken) return;
        if (world.Setup.Hostile && !world.IsHealing)
        {
            world.Remember(this, frame);
            int fate = world.Draw(40);
            if (fate <= 2) world.Observer.Tally.Count(fate == 0 ? "frames dropped" : fate == 1 ? "frames repeated" : "frames out of order");
            if (fate == 0) return;
            if (fate == 1) world.After(world.Delay(), () => Arrive(arrives));
            if (fate == 2)
            {
                world.After(world.Delay() * 3, () => Arrive(arrives));
                return;
            }
        }

        last = Math.Max(last, world.Ticks + world.Delay());
        world.After(last - world.Ticks, () => Arrive(arrives));
    }

    private void Arrive(Action arrives)
    {
        if (!IsBroken) arrives();
    }
}
