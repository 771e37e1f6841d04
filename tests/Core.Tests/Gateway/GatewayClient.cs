using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A device with its session, whose frames go to the gateway and back at once unless a test changes or drops them.</summary>
internal sealed class GatewayClient
{
    private readonly GatewayCase _world;
    private readonly EndpointOutbox _outbox = new();

    public GatewayClient(GatewayCase world, int name, int block, GatewaySessionOptions? options)
    {
        _world = world;
        Block = block;
        Device = world.Signatures.Signer(10_000 + name);
        Session = new GatewaySession(options ?? world.SessionOptions, Device, world.Signatures, new KeyedRandomBytes(2, name, 0));
    }

    public int Block { get; }

    public ISigner Device { get; }

    public GatewaySession Session { get; }

    public long Connection { get; private set; }

    /// <summary>Changes what comes from the gateway; null drops it.</summary>
    public Func<byte[], byte[]?>? OnDown { get; set; }

    /// <summary>Frames that this side sent.</summary>
    public List<byte[]> Sent { get; } = [];

    public GatewayClient Ask(ContentManifest? known = null)
    {
        Connection = _world.Connect(Block);
        Session.Ask(_world.Now, Connection, known, _outbox);
        Carry();
        return this;
    }

    public void Notify(bool wantsMore)
    {
        Session.Notify(wantsMore, _outbox);
        Carry();
    }

    /// <summary>Comes back on a new connection.</summary>
    public List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> Reattach()
    {
        Connection = _world.Connect(GatewayCase.Address(Block), out Nonce challenge);
        Session.Reattach(Connection);
        byte[] frame = FrameGens.Bytes(new ChallengeFrame(challenge).Write);
        Session.OnFrame(_world.Now, frame, _outbox);
        return Carry();
    }

    /// <summary>Takes a frame as if it came from the gateway.</summary>
    public SessionFault Take(byte[] frame)
    {
        Session.OnFrame(_world.Now, frame, _outbox);
        _outbox.Clear();
        return Session.Fault;
    }

    private List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> Carry()
    {
        List<byte[]> up = [];
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
            if (effect.Kind == EndpointEffectKind.Send) up.Add(_outbox.BytesOf(effect).ToArray());
        _outbox.Clear();
        List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> answers = [];
        foreach (byte[] frame in up)
        {
            Sent.Add(frame);
            answers.AddRange(_world.Tell(Connection, frame));
        }

        foreach ((EndpointEffectKind kind, long connection, byte[] frame) in answers)
        {
            if (kind != EndpointEffectKind.Send || connection != Connection) continue;
            byte[]? taken = OnDown is null ? frame : OnDown(frame);
            if (taken is not null) Session.OnFrame(_world.Now, taken, _outbox);
            Assert.DoesNotContain(_outbox.Effects.ToArray(), e => e.Kind == EndpointEffectKind.Send);
            _outbox.Clear();
        }

        return answers;
    }
}
