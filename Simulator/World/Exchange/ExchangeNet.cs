using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Exchange;

/// <summary>
/// Nodes, lanes and one ledger on a virtual clock: the endpoints of production with real cryptography, over simulated links. What computing takes
/// does not count on that clock.
/// </summary>
/// <param name="verifier">Used by all in turn.</param>
/// <param name="begin">The clock's first moment.</param>
internal sealed class ExchangeNet(ExchangeBank bank, ISignatureVerifier verifier, Instant begin)
{
    /// <summary>A view without news says so after this long, to nodes that check how old it is.</summary>
    private static readonly Duration AliveEvery = Duration.FromMilliseconds(200);

    private readonly List<ExchangeNode> _nodes = [];
    private readonly List<ExchangeLane> _lanes = [];
    private readonly List<ExchangeConnection> _connections = [];
    private readonly Queue<ExchangeNode> _due = new();
    private Instant _nextAlive = Instant.Never;
    private long _lastConnection;

    public Instant Now { get; private set; } = begin;

    public ExchangeBank Bank => bank;

    public ISignatureVerifier Verifier => verifier;

    public FramePool Frames { get; } = new();

    /// <param name="keepsLog">Whether it can be restarted.</param>
    public ExchangeNode AddNode(NodeEndpointOptions options, ISigner signer, IRandomBytes random, ExchangeShelf shelf, bool keepsLog)
    {
        ExchangeNode node = new(this, new NodeId(_nodes.Count), options, signer, random, shelf, keepsLog);
        _nodes.Add(node);
        bank.Join(node);
        if (node.ChecksFreshness) _nextAlive = Instant.Min(_nextAlive, Now);
        return node;
    }

    /// <summary>Adds a lane; it connects when it is told to.</summary>
    public ExchangeLane AddLane(ExchangeNode node, ISigner device, IRandomBytes random, ExchangeLaneOptions options)
    {
        ExchangeLane lane = new(this, node, device, random, options);
        _lanes.Add(lane);
        return lane;
    }

    public ExchangeConnection Connect(ExchangeLane lane, ExchangeNode node, ExchangeTerms link)
    {
        ExchangeConnection connection = new(++_lastConnection, lane, node, link, Frames);
        _connections.Add(connection);
        return connection;
    }

    public ExchangeNode NodeOf(PublicKey key) =>
        _nodes.Find(node => node.Key == key) ?? throw new ArgumentException("no node of this net has the key", nameof(key));

    /// <summary>A node tells the others what it holds of a payer.</summary>
    public void Hint(ExchangeNode from, in PublicKey payer, Credits cumulative)
    {
        foreach (ExchangeNode node in _nodes)
            if (node != from) node.Hear(new ExchangeNews(ExchangeNewsKind.Hint, 0, payer, from.Key, default, default, cumulative));
    }

    /// <summary>A node has something to hear; it hears it before anything else happens.</summary>
    public void MarkDue(ExchangeNode node) => _due.Enqueue(node);

    /// <summary>Lets nodes hear what a transaction from outside brought.</summary>
    public void Settle()
    {
        while (_due.TryDequeue(out ExchangeNode? node)) node.Carry();
    }

    /// <summary>Does what comes next on the clock; false if nothing does by then.</summary>
    public bool Step(Instant until)
    {
        Settle();
        Instant next = _nextAlive;
        ExchangeNode? wakes = null;
        ExchangeLane? acts = null;
        ExchangeConnection? from = null;
        bool isUp = false;
        foreach (ExchangeConnection connection in _connections) Earlier(connection, ref next, ref from, ref isUp);
        foreach (ExchangeLane lane in _lanes)
        {
            if (lane.NextAct >= next) continue;
            (next, acts) = (lane.NextAct, lane);
        }

        foreach (ExchangeNode node in _nodes)
        {
            if (node.NextWake > next || node.NextWake == Instant.Never) continue;
            (next, wakes) = (node.NextWake, node);
        }

        if (next == Instant.Never || next > until) return false;
        Now = Instant.Max(Now, next);
        if (wakes is not null) wakes.Wake();
        else if (acts is not null) acts.Act();
        else if (from is not null) Receive(from, isUp);
        else TellAlive();
        Settle();
        return true;
    }

    /// <summary>Lets the clock run on to a moment before which nothing happens.</summary>
    public void Pass(Instant to) => Now = Instant.Max(Now, to);

    private static void Earlier(ExchangeConnection connection, ref Instant next, ref ExchangeConnection? from, ref bool isUp)
    {
        Instant up = connection.Up.NextArrival, down = connection.Down.NextArrival;
        if (up <= down && up < next) (next, from, isUp) = (up, connection, true);
        else if (down < up && down < next) (next, from, isUp) = (down, connection, false);
    }

    private void Receive(ExchangeConnection connection, bool isUp)
    {
        byte[] frame = (isUp ? connection.Up : connection.Down).Receive(out int length);
        if (isUp && length > 0) connection.Node.Take(connection, frame.AsSpan(0, length));
        else if (isUp) connection.Node.Closed(connection);
        else if (length > 0) connection.Lane.Take(connection, frame.AsSpan(0, length));
        else connection.Lane.Closed(connection);
        if (length > 0) Frames.Return(frame);
        bool isEmpty = connection.Up.NextArrival == Instant.Never && connection.Down.NextArrival == Instant.Never;
        if (connection.IsOver && isEmpty) _connections.Remove(connection);
    }

    private void TellAlive()
    {
        _nextAlive = Now + AliveEvery;
        foreach (ExchangeNode node in _nodes)
            if (node.ChecksFreshness) node.Hear(default(ExchangeNews) with { Kind = ExchangeNewsKind.Alive });
    }
}
