using Fleek.Core.Actors;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.Kernel;
using Fleek.Sim.World.Faults;
using Fleek.Sim.World.Fidelity;
using Fleek.Sim.World.Measuring;
using Fleek.Sim.World.Network;
using Fleek.Sim.World.Population;
using Fleek.Sim.World.Sequencing;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.World;

/// <summary>
/// One run: the production actors of Core, driven by the simulated clock. It carries messages, orders the ledger's log and
/// wakes actors; it decides nothing about money and changes no account except through an actor's Step, or through an actor's Advance
/// where a stream of exchanges is said in one sentence.
/// </summary>
/// <remarks>
/// Accounts meet nowhere: a node keeps each payer's books apart, links are not shared, and a claim's lag does not depend on other
/// claims. So groups of accounts may be run one after another, each from the start to its end, and everything that happens to an
/// account is the same as if all ran together. A small group stays in the processor's caches, and its memory is used again.
/// </remarks>
internal sealed partial class SimulatedWorld : IEventHandler, IDisposable
{
    private const int EventsBetweenCancelChecks = 1 << 16;

    private readonly Scenario _scenario;
    private readonly ulong _seed;
    private readonly Surroundings _surroundings;
    private readonly RunObserver? _observer;
    private readonly ITraceSink? _trace;
    private readonly NodeGroups _groups;
    private readonly NodeCore?[] _nodes;
    private readonly Adversary _adversary;
    private readonly PayerState[] _payers;
    private readonly int _lanesPerUser;
    private readonly LinkModel _links;
    private WorldFaults? _faults;

    /// <summary>The exchange by real cryptography, if the scenario wants it; null: by its costs alone.</summary>
    private readonly RealExchange? _real;
    private readonly ISequencer _sequencer;
    private readonly LedgerState _ledger;
    private readonly Demand _demand;
    private readonly Tally _tally;
    private readonly Outbox _outbox;
    private readonly RingPool<Letter> _letters = new();
    private readonly Slots<(Redeem Redeem, Sequenced Place)> _submitted = new();
    private readonly Slots<(int Lane, LedgerEntry Entry, Instant Final)> _seen = new();
    private readonly Slots<(int Lane, Input Hint)> _hints = new();
    private readonly Slots<(int Lane, Message Claim, LimitRequest Request)> _held = new();
    private readonly Slots<(PayerStep Step, UserId User, Sequenced Place)> _payerSteps = new();
    private readonly int _groupSize;

    /// <summary>The accounts of the group that runs: their first id, their actors, and the lanes of each in turn.</summary>
    private readonly UserCore[] _users;
    private readonly Lane[] _lanes;
    private readonly TraceHash[] _hashes;
    private int _firstUser, _userCount;
    private EventLoop _loop;
    private bool _watchAsked;
    private long _messagesSent, _messagesDelivered, _executed;
    private TraceHash _hash, _decisionHash;

    /// <param name="accountsTogether">Accounts of a group; all run together, in the order of time, if somebody watches.</param>
    public SimulatedWorld(
        Scenario scenario, ulong seed, Surroundings surroundings, ITraceSink? trace, int accountsTogether, RunObserver? observer = null,
        CryptographyCosts? costs = null)
    {
        PaymentsSpec payments = scenario.Payments;
        _scenario = scenario;
        _seed = seed;
        _surroundings = surroundings;
        _trace = trace;
        _observer = observer;
        _loop = new EventLoop(this);
        _groups = new NodeGroups(scenario, seed);
        _nodes = new NodeCore?[scenario.Nodes];
        _adversary = new Adversary(scenario, _groups.Common);
        _ledger = new LedgerState(RulesOf(scenario));
        _lanesPerUser = scenario.LanesPerUser;
        // A fault of a node and a block of the ledger meet all accounts, and a trace is in the order of time.
        bool real = scenario.Cryptography.Mode == CryptographyMode.Real;
        bool together = real || trace is not null || observer is not null || scenario.Faults is not null || scenario.Ledger.IsShared;
        _groupSize = together ? scenario.Users.Count : Math.Min(accountsTogether, scenario.Users.Count);
        _users = new UserCore[_groupSize];
        _payers = new PayerState[_groupSize];
        _lanes = new Lane[_groupSize * _lanesPerUser];
        _hashes = new TraceHash[_groupSize];
        _stays = new Stay[_groupSize];
        _links = new LinkModel(
            scenario.Network.Delay == DelayKind.None, scenario.Network.LaneBandwidthBitsPerSecond, payments.ChunkBytes,
            costs ?? ModelledCryptography.Costs);
        if (real) _real = new RealExchange(scenario, seed, _groups.Common, _lanes.Length);
        _sequencer = Sequencers.For(scenario, seed, surroundings);
        _demand = new Demand(scenario, seed, surroundings);
        _tally = new Tally(scenario, _groups);
        _outbox = Outbox.ForWindow(payments.WindowChunks, _lanesPerUser);
    }

    private Instant Now => new(_loop.Now);

    /// <summary>What the run opened and checked, if its cryptography was real.</summary>
    public RealExchange? Real => _real;

    public void Dispose() => _real?.Dispose();

    /// <summary>Runs until every ticket is redeemed and nothing is under way, and reports.</summary>
    public RunResult Run(CancellationToken cancel)
    {
        for (int first = 0; first < _scenario.Users.Count; first += _groupSize)
            RunGroup(first, Math.Min(_groupSize, _scenario.Users.Count - first), cancel);
        _ledger.Audit();
        return new RunResult(Measured(), _hash.Value, _executed, _tally.Exchanges) { DecisionHash = _decisionHash.Value };
    }

    private void RunGroup(int firstUser, int count, CancellationToken cancel)
    {
        Begin(firstUser, count);
        while (_loop.Step())
            if (_loop.Executed % EventsBetweenCancelChecks == 0) cancel.ThrowIfCancellationRequested();
        cancel.ThrowIfCancellationRequested();
        _executed += _loop.Executed;
        Settle();
        _cascades?.Clear();
    }

    private void Begin(int firstUser, int count)
    {
        _firstUser = firstUser;
        _userCount = count;
        _loop = new EventLoop(this);
        bool backwards = _observer is { RegisterBackwards: true };
        for (int i = 0; i < count; i++) Register(backwards ? firstUser + count - 1 - i : firstUser + i);
        _faults = WorldFaults.For(_scenario, _lanes.AsSpan(0, count * _lanesPerUser), _seed);
        ScheduleCrashes();
        for (int lane = 0; lane < count * _lanesPerUser; lane++) OpenStream(lane);
    }

    /// <summary>Runs what an event stands for; the loop's only way in.</summary>
    public void Run(in EventNotice due)
    {
        int index = due.Handle >> WhatBits;
        switch ((What)(due.Handle & ((1 << WhatBits) - 1)))
        {
            case What.Up:
                DeliverUp(index);
                break;
            case What.Down:
                DeliverDown(index);
                break;
            case What.Demand:
                OnDemand(index);
                break;
            case What.Final:
                (Redeem redeem, Sequenced place) = _submitted.Take(index);
                OnFinal(redeem, place);
                break;
            case What.Seen:
                OnSeen(_seen.Take(index));
                break;
            case What.Decision:
                OnDecision(index);
                break;
            case What.Wake:
                WakeNode(index);
                break;
            case What.Hint:
                OnHint(_hints.Take(index));
                break;
            case What.Sample:
                Sample(index);
                break;
            case What.Crash:
                Crash(index);
                break;
            case What.Restart:
                Restart(index);
                break;
            case What.Payer:
                OnPayerStep(_payerSteps.Take(index));
                break;
            case What.Held:
                (int lane, Message claim, LimitRequest request) = _held.Take(index);
                SubmitNow(lane, claim, request);
                break;
            case What.Move:
                MoveOn(index);
                break;
            case What.Finish when !IsGone(_lanes[index].User):
                StepUser(index, Input.Finish(_lanes[index].User));
                break;
        }
    }

    private void Register(int user)
    {
        UserId id = new(user);
        ReadOnlySpan<int> serving = _surroundings.NodesServing(user);
        Span<NodeId> nodes = new NodeId[serving.Length];
        int first = FirstLaneOf(user);
        for (int place = 0; place < serving.Length; place++)
        {
            nodes[place] = new NodeId(serving[place]);
            Lane lane = new() { User = id, Node = nodes[place], WakeNs = long.MaxValue, IsHostile = _adversary.HasNode(place) };
            lane.Up.DelayNs = _surroundings.UserToNode(user, serving[place]).Nanoseconds;
            lane.Down.DelayNs = _surroundings.NodeToUser(user, serving[place]).Nanoseconds;
            _demand.Open(ref lane, place);
            _lanes[first + place] = lane;
            _real?.Open(first + place, id, nodes[place]);
            if (place < _scenario.Users.ServingNodesOf(id)) ScheduleDemand(first + place);
        }

        _users[user - _firstUser] = new UserCore(
            id, nodes, statedNodes: _scenario.Users.StatedNodes > 0 ? _scenario.Users.StatedNodes : _scenario.Users.ServingNodesOf(id));
        _payers[user - _firstUser] = default;
        _stays[user - _firstUser] = default;
        _hashes[user - _firstUser] = default;
        _ledger.Deposit(id, _scenario.Users.BalanceOf(id));
        if (_scenario.Users.Collateral > Credits.Zero) _ledger.Lock(id, _scenario.Users.Collateral);
        if (_scenario.Payments.Limits is { } limits) _ledger.SetLimits(id, limits);
        _trace?.Record(new TraceEvent(Instant.Zero, TraceEventKind.Deposit, id, null, 0, _scenario.Users.BalanceOf(id)));
        EntityId clock = new(EntityKind.Clock, user);
        Schedule(Instant.Zero + _scenario.Duration, Phase.Exchange, clock, clock, 0, What.Finish, first);
        if (_scenario.Sampling is not null) ScheduleSample(user, _scenario.Sampling);
        BeginAttack(id);
    }

    private NodeCore NodeAt(NodeId node) => _nodes[node.Value] ??= new NodeCore(node, _groups.Of(node));

    private NodeCore NodeOf(int lane) => _lanes[lane].IsHostile ? _adversary.NodeAt(_lanes[lane].Node) ?? NodeAt(_lanes[lane].Node) : NodeAt(_lanes[lane].Node);

    /// <summary>What a lane's user has paid its node, as the node knows it.</summary>
    private Credits PaidOn(int lane) =>
        _real?.Paid(_lanes[lane].Node, _lanes[lane].User) ?? NodeOf(lane).AccountOf(_lanes[lane].User).Paid;

    private int FirstLaneOf(int user) => (user - _firstUser) * _lanesPerUser;

    private int PlaceOf(int lane) => lane - FirstLaneOf(_lanes[lane].User.Value);

    /// <summary>The lane between a user and a node; most effects are about the lane at hand.</summary>
    private int LaneBetween(UserId user, NodeId node, int atHand)
    {
        if (_lanes[atHand].Node == node) return atHand;
        int first = FirstLaneOf(user.Value);
        for (int lane = first; lane < first + _lanesPerUser; lane++)
            if (_lanes[lane].Node == node) return lane;
        Invariant.Break("world: a node that does not serve the user");
        return -1;
    }

    /// <summary>After the last event of a group: nothing in flight, every ticket redeemed, both sides of every account agree.</summary>
    private void Settle()
    {
        Invariant.Require(_messagesSent == _messagesDelivered, "world: a message was neither delivered nor lost");
        Invariant.Require(
            _tally.Sent == _tally.Exchanges + UnpaidChunksLost || _adversary.LeavesUnpaid, "world: an honest user left a chunk unpaid");
        for (int i = 0; i < _userCount * _lanesPerUser; i++)
        {
            ref readonly Lane lane = ref _lanes[i];
            Credits claimed = PaidOn(i) + ForgottenClaim(i);
            Invariant.Require(claimed == _ledger.Claimed(lane.User, lane.Node), "world: a ticket was never redeemed");
            NodeOf(i).Forget(lane.User);
            _decisionHash.Add(lane.Decisions.Value);
        }

        _real?.Settle();
        for (int user = _firstUser; user < _firstUser + _userCount; user++)
        {
            Credits left = _scenario.Users.BalanceOf(new UserId(user)) - _tally.PaidBy(new UserId(user)) + LostByNodes(user) + _payers[user - _firstUser].Moved;
            Invariant.Require(left == _ledger.SignedBalance(new UserId(user)), "world: ledger and payments disagree");
            if (_scenario.Users.Collateral > Credits.Zero) _tally.Ended(new UserId(user), _ledger);
            _hash.Add(_hashes[user - _firstUser].Value);
        }
    }
}
