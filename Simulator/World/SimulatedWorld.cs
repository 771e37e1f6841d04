using Fleek.Core.Actors;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.Kernel;
using Fleek.Sim.World.Measuring;
using Fleek.Sim.World.Network;
using Fleek.Sim.World.Population;
using Fleek.Sim.World.Sequencing;
using Fleek.Sim.World.Tracing;
using RandomStream = Fleek.Core.Primitives.RandomStream;

namespace Fleek.Sim.World;

/// <summary>
/// One run: the production actors of Core, driven by the simulated clock. It carries messages, orders the ledger's log and
/// wakes actors; it decides nothing about money and changes no account except through an actor's Step.
/// </summary>
internal sealed partial class SimulatedWorld : IEventHandler
{
    private const int NoHandle = -1;
    private const int EventsBetweenCancelChecks = 1 << 16;
    private static readonly EntityId LedgerEntity = new(EntityKind.Ledger, 0);
    private static readonly EntityId ClockEntity = new(EntityKind.Clock, 0);

    private readonly Scenario _scenario;
    private readonly ulong _seed;
    private readonly RunObserver? _observer;
    private readonly ITraceSink? _trace;
    private readonly EventLoop _loop;
    private readonly NodeOptions _nodeOptions;
    private readonly NodeCore?[] _nodes;
    private readonly UserCore[] _users;
    private readonly Lane[] _lanes;
    private readonly int _lanesPerUser;
    private readonly LinkModel _links;
    private readonly ISequencer _sequencer;
    private readonly LedgerState _ledger = new();
    private readonly Demand _demand;
    private readonly Tally _tally;
    private readonly Outbox _outbox;
    private readonly Slots<Input> _inputs = new();
    private readonly Slots<Redeem> _submitted = new();
    private readonly long[] _nodeSequence, _userSequence, _armedNs;
    private readonly Queue<UserId> _toWatch = new();
    private long _messagesSent, _messagesDelivered;
    private TraceHash _hash;

    public SimulatedWorld(Scenario scenario, ulong seed, Surroundings surroundings, ITraceSink? trace, RunObserver? observer = null)
    {
        PaymentsSpec payments = scenario.Payments;
        _scenario = scenario;
        _seed = seed;
        _trace = trace;
        _observer = observer;
        _loop = new EventLoop(this);
        _nodeOptions = new NodeOptions(
            payments.Price, payments.FreezeRule, payments.FreezeThreshold, payments.Commit, payments.WindowChunks, scenario.Nodes, seed);
        _nodes = new NodeCore?[scenario.Nodes];
        _nodeSequence = new long[scenario.Nodes];
        _armedNs = new long[scenario.Nodes];
        Array.Fill(_armedNs, long.MaxValue);
        _users = new UserCore[scenario.Users.Count];
        _userSequence = new long[scenario.Users.Count];
        _lanesPerUser = scenario.Users.ServingNodes;
        _lanes = new Lane[_users.Length * _lanesPerUser];
        _links = new LinkModel(
            scenario.Network.Delay == DelayKind.None, scenario.Network.LaneBandwidthBitsPerSecond, payments.ChunkBytes);
        _sequencer = Sequencers.For(scenario, seed);
        _demand = new Demand(scenario.Workload, scenario.Duration);
        _tally = new Tally(scenario);
        _outbox = Outbox.ForWindow(payments.WindowChunks, _lanesPerUser);
        bool backwards = observer is { RegisterBackwards: true };
        for (int i = 0; i < _users.Length; i++) Register(backwards ? _users.Length - 1 - i : i, surroundings);
        Schedule(Instant.Zero + scenario.Duration, Phase.Exchange, ClockEntity, ClockEntity, 0, NoHandle);
    }

    private Instant Now => new(_loop.Now);

    /// <summary>Runs until every ticket is redeemed and nothing is under way, and reports.</summary>
    public RunResult Run(CancellationToken cancel)
    {
        while (_loop.Step())
            if (_loop.Executed % EventsBetweenCancelChecks == 0) cancel.ThrowIfCancellationRequested();
        AssertSettled();
        return new RunResult(_tally.Measure(_ledger), _hash.Value, _loop.Executed, _tally.Exchanges);
    }

    /// <summary>Runs what an event stands for; the loop's only way in.</summary>
    public void Run(in EventNotice due)
    {
        EntityId target = EventKey.Target(due.Key);
        switch (target.Kind)
        {
            case EntityKind.Node when due.Handle == NoHandle:
                WakeNode(target.Index);
                break;
            case EntityKind.Node:
                StepNode(target.Index, TakeInput(due.Handle));
                break;
            case EntityKind.User:
                StepUser(target.Index, TakeInput(due.Handle));
                break;
            case EntityKind.Demand:
                OnDemand(target.Index);
                break;
            case EntityKind.Ledger:
                OnFinal(_submitted.Take(due.Handle));
                break;
            case EntityKind.Sampler:
                Sample(target.Index);
                break;
            case EntityKind.Clock:
                for (int user = 0; user < _users.Length; user++) StepUser(user, Input.Finish(new UserId(user)));
                break;
        }
    }

    private void Register(int user, Surroundings surroundings)
    {
        UserId id = new(user);
        ReadOnlySpan<int> serving = surroundings.NodesServing(user);
        Span<NodeId> nodes = new NodeId[serving.Length];
        for (int i = 0; i < serving.Length; i++)
        {
            nodes[i] = new NodeId(serving[i]);
            int lane = (user * _lanesPerUser) + i;
            _lanes[lane] = new Lane
            {
                User = id,
                Node = nodes[i],
                UpDelayNs = surroundings.UserToNode(user, serving[i]).Nanoseconds,
                DownDelayNs = surroundings.NodeToUser(user, serving[i]).Nanoseconds,
                Demand = new RandomStream(_seed, StreamPurpose.Demand, ((long)user << 10) + i),
            };
            ScheduleDemand(lane);
        }

        _users[user] = new UserCore(id, nodes);
        _ledger.Deposit(id, _scenario.Users.Balance);
        _trace?.Record(new TraceEvent(Instant.Zero, TraceEventKind.Deposit, id, null, 0, _scenario.Users.Balance));
        if (_scenario.Sampling is not null) ScheduleSample(user, _scenario.Sampling);
    }

    private void Schedule(Instant at, Phase phase, EntityId target, EntityId origin, long sequence, int handle) =>
        _loop.Schedule(at.Nanoseconds, EventKey.Of(phase, target, origin), sequence, handle);

    private Input TakeInput(int handle)
    {
        Input input = _inputs.Take(handle);
        if (input.Kind == InputKind.Message) _messagesDelivered++;
        return input;
    }

    private NodeCore NodeAt(int node) => _nodes[node] ??= new NodeCore(new NodeId(node), _nodeOptions);

    private int LaneBetween(UserId user, NodeId node)
    {
        int first = user.Value * _lanesPerUser;
        for (int lane = first; lane < first + _lanesPerUser; lane++)
            if (_lanes[lane].Node == node) return lane;
        Invariant.Break("world: a node that does not serve the user");
        return -1;
    }

    /// <summary>After the last event: nothing in flight, every ticket redeemed, both sides of every account agree.</summary>
    private void AssertSettled()
    {
        Invariant.Require(_messagesSent == _messagesDelivered, "world: a message was neither delivered nor lost");
        Invariant.Require(_tally.Sent == _tally.Exchanges, "world: an honest user left a chunk unpaid");
        _ledger.Audit();
        foreach (ref readonly Lane lane in _lanes.AsSpan())
        {
            PayerAccount account = _nodes[lane.Node.Value]?.AccountOf(lane.User) ?? default;
            Invariant.Require(account.Paid == _ledger.Claimed(lane.User, lane.Node), "world: a ticket was never redeemed");
        }

        for (int user = 0; user < _users.Length; user++)
        {
            Credits left = _scenario.Users.Balance - _tally.PaidBy(new UserId(user));
            Invariant.Require(left == _ledger.SignedBalance(new UserId(user)), "world: ledger and payments disagree");
        }
    }
}
