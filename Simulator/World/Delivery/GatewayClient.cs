using Fleek.Core.Endpoints;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Connections;

namespace Fleek.Sim.World.Delivery;

/// <summary>Drives the production endpoint of one device towards the gateway: asks for a session and tells what was delivered.</summary>
internal sealed class GatewayClient
{
    private const long OneConnection = 1;

    private readonly DeliveryWorld _world;
    private readonly Connection _way;
    private readonly int _place;
    private readonly GatewaySession _session;
    private readonly EndpointOutbox _outbox = new();
    private long _number;
    private Action? _ready;

    public GatewayClient(DeliveryWorld world, Connection way, int place, in NodeKeys device)
    {
        (_world, _way, _place) = (world, way, place);
        GatewayHost gateway = world.Gateway;
        _session = new GatewaySession(
            new GatewaySessionOptions(gateway.Chain, gateway.Key, gateway.Site, gateway.Owner, world.Price), device.Signer, device.Verifier,
            device.Random);
    }

    public GatewaySession Session => _session;

    /// <summary>Asks over a connection that is open; the caller is told when offer and manifest are there and checked.</summary>
    public void Ask(Action ready)
    {
        _ready = ready;
        _session.Ask(_world.Timeline.Now, OneConnection, null, _outbox);
        Carry();
    }

    /// <summary>Tells the gateway what a node delivered.</summary>
    public void Notify(int node, long units, Credits amount)
    {
        _session.OnDelivered(node, units, amount);
        _session.Notify(wantsMore: false, _outbox);
        Carry();
    }

    public void FromGateway(byte[] frame) => _way.ToClient(frame.Length, () =>
    {
        _session.OnFrame(_world.Timeline.Now, frame, _outbox);
        Carry();
        Invariant.Require(
            _session.State != SessionState.Closed, $"delivery: no session with the gateway: {_session.Fault}, {_session.Denial}");
        if (_session.State != SessionState.Ready || _ready is not { } ready) return;
        _ready = null;
        ready();
    });

    private void ToGateway(byte[] frame)
    {
        if (_number == 0) _number = _world.Gateway.Accept(this, _place);
        _world.Gateway.OnFrame(_number, frame);
    }

    private void Carry()
    {
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
        {
            Invariant.Require(effect.Kind == EndpointEffectKind.Send, "delivery: a device hangs up on its gateway");
            byte[] frame = _outbox.BytesOf(effect).ToArray();
            _way.ToServer(frame.Length, () => ToGateway(frame));
        }

        _outbox.Clear();
    }
}
