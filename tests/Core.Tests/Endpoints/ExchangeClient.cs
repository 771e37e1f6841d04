using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A device's process for one lane: the endpoint, the application behind it, and a driver that connects again.</summary>
internal sealed class ExchangeClient
{
    private const int PatienceTicks = 8 * ExchangeWorld.MaxDelay;

    /// <summary>A malicious client is refused again and again, and gives up at some time.</summary>
    private const int MaxOpenings = 30;

    private readonly ExchangeWorld _world;
    private readonly EndpointOutbox _outbox = new();
    private readonly List<(Hash256 Content, long Block)> _lacking = [];
    private readonly int _number;
    private int _run, _asked;
    private bool _reconnects;

    public ExchangeClient(ExchangeWorld world, int index, LaneSetup setup, int number)
    {
        _world = world;
        _number = number;
        Index = index;
        Setup = setup;
        Endpoint = NewEndpoint();
    }

    public int Index { get; }

    public LaneSetup Setup { get; }

    public ClientEndpoint Endpoint { get; private set; }

    public ClientOptions Options { get; private set; } = null!;

    public ISigner Device => _world.Devices[Setup.Grant];

    public LaneKey Lane => new(Options.Grant.Grant.Id(), Options.Node, Options.Lane, Options.Epoch);

    public ExchangeConnection? Connection { get; private set; }

    /// <summary>Whether a crash lost what was paid and not usable.</summary>
    public bool LostMemory { get; private set; }

    /// <summary>Whether a crash lost what the lane has cost.</summary>
    public bool WasForgetful { get; private set; }

    /// <summary>How often it connected.</summary>
    public int Openings { get; private set; }

    /// <summary>Blocks that the application was given and did not lack.</summary>
    public int Repeated { get; private set; }

    /// <summary>The node will not serve what is still wanted.</summary>
    public bool IsTurnedAway { get; private set; }

    public int Lacking => _lacking.Count;

    public bool IsContent => _lacking.Count == 0 && Endpoint.Outstanding == 0;

    /// <summary>Changes what leaves, where the client is malicious.</summary>
    public Func<ExchangeConnection, byte[], IEnumerable<byte[]>>? Twist { get; set; }

    public void Begin()
    {
        foreach (int content in Setup.Wants) Want(content);
        Connect();
    }

    public void Want(int content)
    {
        Hash256 id = ExchangeShelf.Ids[content];
        int blocks = ExchangeShelf.Blocks(content);
        for (int block = 0; block < blocks; block++) _lacking.Add((id, block));
        Fetch(id, 0, blocks);
        Connect();
    }

    public void Take(ExchangeConnection connection, byte[] frame)
    {
        if (connection != Connection) return;
        _world.Observer.ClientTakes(connection, frame);
        Endpoint.OnFrame(_world.Now, frame, _outbox);
        Carry();
    }

    public void Closed(ExchangeConnection connection)
    {
        if (connection != Connection) return;
        Connection = null;
        Endpoint.OnClosed(_world.Now, _outbox);
        Carry();
        _world.Observer.ClientLeft(this);
        ConnectLater();
    }

    public void HangUp() => Connection?.Break();

    /// <summary>The process dies: the device's key and what the application has are left.</summary>
    public void Crash()
    {
        LostMemory |= Endpoint.Outstanding > 0;
        WasForgetful = true;
        HangUp();
        Connection = null;
        _world.Observer.ClientForgets(this);
        Renew();
        ConnectLater();
    }

    public void AskForKeys()
    {
        if (Connection is null) return;
        Endpoint.AskForKeys(_outbox);
        Carry();
    }

    /// <summary>A dispute made a key public.</summary>
    public void KeyPublished(in Hash256 session, long unit, in Hash256 key)
    {
        Assert.True(Endpoint.OnKeyPublished(_world.Now, session, unit, key, _outbox), "a key that was published is of no use");
        Carry();
    }

    /// <summary>A dispute gave the price of units back.</summary>
    public void Refunded(in Hash256 session, long first, long last)
    {
        Assert.Equal(last - first + 1, Endpoint.OnRefunded(session, first, last, _outbox));
        Carry();
    }

    /// <summary>What an application does that has waited too long.</summary>
    public void Heal()
    {
        if (IsContent || IsTurnedAway) return;
        if (Connection is null) Connect();
        else if (Endpoint.Outstanding > 0 && Endpoint.State is ClientState.Open) AskForKeys();
        else if (Endpoint.State is ClientState.Closing or ClientState.Stopped || _world.Setup.Hostile) HangUp(); // a frame may be lost
    }

    public void Finish()
    {
        if (Connection is null) Connect();
        Endpoint.Finish(_world.Now, _outbox);
        Carry();
    }

    public void Connect()
    {
        if (Connection is not null || Endpoint.State != ClientState.Disconnected) return;
        if (IsTurnedAway && Endpoint.Outstanding == 0) return;
        if (Twist is not null && Openings >= MaxOpenings) return;
        if (Options.Epoch < _world.Ledger.Ledger.Epoch && Endpoint.Outstanding == 0) Renew();
        Connection = _world.Connect(this);
        Openings++;
        Endpoint.OnConnected(_world.Now, Connection.Id, _outbox);
        Carry();
    }

    private void ConnectLater()
    {
        if (_reconnects || _world.IsOver) return;
        _reconnects = true;
        int run = _run;
        _world.After(_world.Delay() * 2, () =>
        {
            _reconnects = false;
            if (_lacking.Count > 0 || Endpoint.Outstanding > 0 || run != _run) Connect();
        });
    }

    private ClientEndpoint NewEndpoint()
    {
        Options = new ClientOptions(
            ExchangeWorld.Chain, _world.Grants[Setup.Grant], _world.Nodes[Setup.Node].Key, _world.Ledger.Ledger.Epoch)
        {
            Lane = _number, Mode = _world.Setup.Mode, Tickets = _world.Setup.Tickets, Window = Setup.Window,
        };
        return new ClientEndpoint(
            Options, Device, _world.Signatures, new KeyedRandomBytes((ulong)_world.Setup.Seed, 1_000 + Index, _run));
    }

    /// <summary>A new endpoint, of the ledger's present epoch, that wants what the application lacks.</summary>
    public void Renew()
    {
        _run++;
        _asked = 0;
        _world.Observer.ClientRenews(this);
        Endpoint = NewEndpoint();
        foreach ((Hash256 content, long block) in _lacking.ToArray()) Fetch(content, block, 1);
    }

    private void Fetch(in Hash256 content, long first, long count)
    {
        if (Endpoint.State == ClientState.Stopped) return;
        Endpoint.Fetch(_world.Now, content, ExchangeShelf.Shelf.Tree(content).Blocks, first, count, _outbox);
        Carry();
    }

    private void Carry()
    {
        EndpointEffect[] effects = _outbox.Effects.ToArray();
        byte[][] frames = [.. effects.Select(e => e.Kind == EndpointEffectKind.Send ? _outbox.BytesOf(e).ToArray() : [])];
        _outbox.Clear();
        for (int i = 0; i < effects.Length; i++) Carry(effects[i], frames[i]);
    }

    private void Carry(in EndpointEffect effect, byte[] frame)
    {
        switch (effect.Kind)
        {
            case EndpointEffectKind.Send when Connection is { } connection:
                if (Twist is null)
                {
                    _world.Observer.ClientSends(connection, frame);
                    connection.ToNode(frame);
                }
                else
                {
                    foreach (byte[] other in Twist(connection, frame)) connection.ToNode(other);
                }

                break;
            case EndpointEffectKind.Deliver:
                _world.Observer.Delivered(this, effect, Endpoint.PlaintextOf(effect));
                if (!_lacking.Remove((effect.Content, effect.Block))) Repeated++;
                break;
            case EndpointEffectKind.HangUp:
                HangUp();
                break;
            case EndpointEffectKind.Stopped:
                Stopped((RefuseReason)effect.Number);
                break;
        }
    }

    private void Stopped(RefuseReason reason)
    {
        if (reason == RefuseReason.None) return;
        IsTurnedAway |= reason is RefuseReason.Frozen or RefuseReason.GrantExhausted or RefuseReason.PriceAboveGrant or RefuseReason.BadGrant;
        int run = _run;
        ExchangeConnection? connection = Connection;
        _world.After(PatienceTicks, () => GoOn(run, connection));
    }

    /// <summary>The session is over: the keys that are owed are asked for on its connection, then comes the next.</summary>
    private void GoOn(int run, ExchangeConnection? connection)
    {
        if (run != _run || connection is null || connection != Connection || connection.IsBroken) return;
        if (Endpoint.Outstanding > 0 && _asked < 3)
        {
            _asked++;
            AskForKeys();
            _world.After(PatienceTicks, () => GoOn(run, connection));
            return;
        }

        HangUp();
        if (Options.Epoch >= _world.Ledger.Ledger.Epoch) return;
        Connection = null;
        Renew();
        ConnectLater();
    }
}
