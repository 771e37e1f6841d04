using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>
/// Nodes, clients, one ledger and the network between them, driven by a seed and a list of moves. An observer sees every frame, log
/// and ledger state, and asserts the protocol's invariants after every step.
/// </summary>
internal sealed class ExchangeWorld
{
    public static readonly Hash256 Chain = Blake3.Hash("a chain of worlds"u8);
    public static readonly Credits Price = new(1_000);

    /// <summary>The longest delay of a frame in ticks.</summary>
    public const int MaxDelay = 100;

    /// <summary>Epochs do not follow each other closer: what is submitted is final before its epoch closes.</summary>
    private const long EpochTicks = 20 * MaxDelay;
    private const int MaxSteps = 200_000;

    private readonly PriorityQueue<Action, (long At, long Order)> _queue = new();
    private readonly Random _random;
    private readonly List<(ExchangeConnection Connection, byte[] Frame)> _past = [];
    private long _order, _connections, _lastEpoch = -EpochTicks;

    public ExchangeWorld(ExchangeSetup setup, DriverBug bug = DriverBug.None)
    {
        Setup = setup;
        Bug = bug;
        _random = new Random(setup.Seed);
        Observer = new ExchangeObserver(this);
        Payers = [.. setup.Balances.Select((_, i) => Signatures.Signer(100 + i))];
        Devices = [.. setup.Grants.Select((_, i) => Signatures.Signer(200 + i))];
        Grants = [.. setup.Grants.Select(Grant)];
        Ledger = new LedgerHost(this);
        Nodes = [.. Enumerable.Range(0, setup.Nodes).Select(i => new ExchangeNode(this, i, Business))];
        Ledger.Begin();
        Dictionary<(int, int), int> lanes = [];
        foreach (LaneSetup lane in setup.Lanes)
        {
            lanes.TryGetValue((lane.Node, lane.Grant), out int number);
            lanes[(lane.Node, lane.Grant)] = number + 1;
            Clients.Add(new ExchangeClient(this, Clients.Count, lane, number));
        }
    }

    public ExchangeSetup Setup { get; }

    public DriverBug Bug { get; }

    public FakeSignatures Signatures { get; } = new();

    public ExchangeObserver Observer { get; }

    public LedgerHost Ledger { get; }

    /// <summary>Measures double spending, where a test wants that.</summary>
    public SpendMeter? Meter { get; set; }

    public ISigner[] Payers { get; }

    public ISigner[] Devices { get; }

    public SignedGrant[] Grants { get; }

    public ExchangeNode[] Nodes { get; }

    public List<ExchangeClient> Clients { get; } = [];

    /// <summary>Written if it is there.</summary>
    public ExchangeTranscript? Transcript { get; private set; }

    /// <summary>The time that has passed.</summary>
    public long Ticks { get; private set; }

    public Instant Now => new(1 + Ticks);

    public int Steps { get; private set; }

    /// <summary>Whether anything but healing still happens.</summary>
    public bool IsHealing { get; private set; }

    /// <summary>Whether all hang up for good.</summary>
    public bool IsOver { get; private set; }

    public NodeOptions Business => new(
        Price, FreezeRuleKind.OwnPending, Credits.Zero,
        new CommitRule { Kind = CommitRuleKind.Threshold, Threshold = Price * Setup.CommitAfter }, Setup.NodeWindow, Setup.Nodes, 1)
    {
        Mode = Setup.Mode,
    };

    public int Draw(int below) => _random.Next(below);

    public int Delay() => 1 + _random.Next(MaxDelay);

    public void After(long ticks, Action action) => _queue.Enqueue(action, (Ticks + ticks, _order++));

    public ExchangeConnection Connect(ExchangeClient client) => new(this, ++_connections, client, Nodes[client.Setup.Node]);

    /// <summary>A connection whose other end is not a client.</summary>
    public ExchangeConnection Connect(ExchangeNode node, Action<byte[]> taken) => new(this, ++_connections, null, node) { Taken = taken };

    public void Remember(ExchangeConnection connection, byte[] frame)
    {
        if (frame.Length < 4_000) _past.Add((connection, frame));
    }

    /// <summary>Plays once more what failed, and tells how it went.</summary>
    public static string TranscriptOf(ExchangeSetup setup, ReadOnlySpan<ExchangeMove> moves, DriverBug bug = DriverBug.None)
    {
        ExchangeWorld world = new(setup, bug);
        world.Transcript = new ExchangeTranscript(world);
        try
        {
            world.Play(moves);
        }
        catch (Exception failure)
        {
            world.Transcript.Say(failure.Message);
        }

        return world.Transcript.ToString();
    }

    /// <summary>Runs the schedule, then heals everything, and says what must be true of the end.</summary>
    public void Play(params ReadOnlySpan<ExchangeMove> moves)
    {
        Begin();
        foreach (ExchangeMove move in moves) Plan(move);
        Run();
        Heal();
    }

    /// <summary>Runs without moves but for one that comes behind a step; false if the world came to rest before.</summary>
    public bool Play(int step, MoveKind kind)
    {
        Begin();
        while (Steps < step && Step())
        {
        }

        bool isReached = Steps == step;
        if (isReached) Do(new ExchangeMove((int)Ticks, kind, 0, 0));
        Run();
        Heal();
        return isReached;
    }

    private void Begin()
    {
        foreach (ExchangeClient client in Clients) After(Delay(), client.Begin);
    }

    private void Heal()
    {
        IsHealing = true;
        Transcript?.Say("heals");
        for (int round = 0; round < 12 && Clients.Exists(c => !c.IsContent); round++)
        {
            foreach (ExchangeClient client in Clients) client.Heal();
            Run();
        }

        foreach (ExchangeClient client in Clients) client.Finish();
        Run();
        IsOver = true;
        foreach (ExchangeClient client in Clients) client.HangUp();
        Run();
        Observer.CheckEnd();
    }

    private void Plan(ExchangeMove move) => After(move.At, () => Do(move));

    /// <summary>Takes the next steps until nothing is under way.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    public bool Step()
    {
        if (!_queue.TryDequeue(out Action? action, out (long At, long Order) when)) return false;
        Ticks = when.At;
        Assert.True(++Steps < MaxSteps, "the world does not come to rest");
        action();
        Observer.CheckStep();
        return true;
    }

    public void Do(ExchangeMove move)
    {
        Transcript?.Say(move.ToString());
        ExchangeClient client = Clients[move.Target % Clients.Count];
        switch (move.Kind)
        {
            case MoveKind.Cut:
                client.Connection?.Break();
                break;
            case MoveKind.CrashNode:
                Nodes[move.Target % Nodes.Length].Crash();
                break;
            case MoveKind.CrashClient:
                client.Crash();
                break;
            case MoveKind.Epoch when Ticks - _lastEpoch >= EpochTicks:
                _lastEpoch = Ticks;
                Observer.Tally.Count("epochs");
                Ledger.NextEpoch();
                foreach (ExchangeNode node in Nodes) After(Delay(), node.SeeEpoch);
                break;
            case MoveKind.Withdraw:
                Ledger.WithdrawHalf(move.Target % Payers.Length);
                break;
            case MoveKind.Want:
                client.Want(move.Value % ExchangeShelf.FirstLong);
                break;
            case MoveKind.AskForKeys:
                client.AskForKeys();
                break;
            case MoveKind.Replay when _past.Count > 0:
                Replay(move);
                break;
        }
    }

    private void Replay(ExchangeMove move)
    {
        Observer.Tally.Count("frames replayed");
        (ExchangeConnection from, byte[] frame) = _past[move.Value % _past.Count];
        ExchangeConnection to = Clients[move.Target % Clients.Count].Connection ?? from;
        // What went up is sent up, and what went down, down: a frame of the other kind is refused by its type alone.
        if (move.Value % 2 == 0) to.ToNode(frame);
        else to.ToClient(frame);
    }

    private SignedGrant Grant(GrantSetup setup, int index)
    {
        Grant grant = new(
            Chain, Payers[setup.Payer].Key, Devices[index].Key, 0, 1_000, Price * setup.MaxSpend, Price * setup.PerNode, Price,
            NodeScope.Any, 8, new Instant(long.MaxValue), new Nonce(0, (ulong)index));
        return new SignedGrant(grant, grant.Sign(Payers[setup.Payer]));
    }
}
