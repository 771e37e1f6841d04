using System.Net;
using System.Net.Sockets;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Workloads;
using Fleek.Sim.Live.Gateways;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Metrics;
using Fleek.Sim.Live.Runs.Control;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Sockets.Impairment;
using Fleek.Sim.Live.Users;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>One user of a live run: its account, its lanes, when it wants chunks, and what came of it.</summary>
internal sealed class PlayedUser : IBlockSink, IAsyncDisposable
{
    private sealed class PlayedLane(LiveLane terms, int place)
    {
        public LiveLane Terms { get; } = terms;

        public int Place { get; } = place;

        public UserLane? Lane { get; set; }

        public UserFollower? Follower { get; set; }

        public long Wanted, OpenedNs = -1, FirstNs = -1;
    }

    private readonly LiveScenario _scenario;
    private readonly Scenario _terms;
    private readonly ulong _seed;
    private readonly UserId _user;
    private readonly LiveMetrics _metrics;
    private readonly IdentityKey _payer = IdentityKey.Ephemeral(), _device = IdentityKey.Ephemeral();
    private readonly PlayedLane[] _lanes;
    private readonly UserHost _host;
    private SignedGrant _grant;
    private GatewayLink? _gateway;
    private Dictionary<int, Peer> _nodes = [];
    private Hash256 _content;
    private long _blocks, _delivered;
    private long _deniedNs = long.MaxValue, _insolventNs = long.MaxValue, _endNs = long.MaxValue;
    private LiveClock? _clock;

    public PlayedUser(LiveScenario scenario, ulong seed, LiveUser user, LiveMetrics metrics)
    {
        (_scenario, _terms, _seed, _user, _metrics) = (scenario, scenario.Scenario, seed, new UserId(user.Id), metrics);
        _lanes = [.. user.Lanes.Select((lane, place) => new PlayedLane(lane, place))];
        _host = new UserHost(_device, this);
    }

    public int Id => _user.Value;

    public PublicKey Payer => _payer.Key;

    /// <summary>Brings what its lanes have counted into the metrics.</summary>
    public void Follow()
    {
        foreach (PlayedLane lane in _lanes) lane.Follower?.Take();
    }

    /// <summary>Brings its money and its grant to the ledger.</summary>
    public async Task OpenAccountAsync(ILedgerLink ledger, CancellationToken cancel)
    {
        Credits balance = _terms.Users.BalanceOf(_user), cap = _scenario.GrantOf(_user);
        if (balance > Credits.Zero) await RequireAsync(ledger, LedgerTransactions.Of(new Deposit(Payer, balance, IsStake: false)), "a deposit", cancel);
        Grant grant = new(
            _scenario.Chain, _payer.Key, _device.Key, 0, 0, cap, cap, _terms.Payments.Price, NodeScope.Any, 1, new Instant(long.MaxValue), default);
        _grant = new SignedGrant(grant, grant.Sign(_payer));
        await RequireAsync(ledger, LedgerTransactions.Of(_grant), "a grant", cancel);
    }

    /// <summary>Has a gateway pay: its grant is brought to the ledger, its nodes are the user's.</summary>
    public async Task AskGatewayAsync(GatewayOfUser gateway, ILedgerLink ledger, CancellationToken cancel)
    {
        GatewaySessionOptions options = new(
            _scenario.Chain, Keys.Parse(gateway.Gateway.Key), _scenario.SiteOf(Id), Keys.Parse(gateway.Owner), _terms.Payments.Price);
        try
        {
            _gateway = await GatewayLink.OpenAsync(IPEndPoint.Parse(gateway.Gateway.Address), options, _device, cancel);
        }
        catch (Exception problem) when (problem is GatewayRefusedException or SocketException)
        {
            throw new LiveRunException($"user {Id} has no session: {problem.Message}", null, problem);
        }

        _grant = _gateway.Read(session => session.Grants[^1]);
        await RequireAsync(ledger, LedgerTransactions.Of(_grant), "a grant of the gateway", cancel);
    }

    private async Task RequireAsync(ILedgerLink ledger, byte[] transaction, string what, CancellationToken cancel)
    {
        LedgerReceipt receipt = await ledger.SubmitAsync(transaction, cancel);
        if (receipt.Verdict.IsRefused) throw new LiveRunException($"the ledger refuses {what} of user {Id}: {receipt.Verdict.Refusal}", null);
    }

    public void Prepare(IReadOnlyDictionary<int, Peer> nodes, in Hash256 content, long blocks) => (_nodes, _content, _blocks) = (nodes.ToDictionary(), content, blocks);

    /// <summary>Wants chunks until demand ends, waits for what was wanted, and closes.</summary>
    public async Task PlayAsync(Instant begin, LiveClock clock, TimeSpan patience, CancellationToken drain, CancellationToken stop)
    {
        _clock = clock;
        await Task.WhenAll(_lanes.Select(lane => WantAsync(lane, begin, drain, stop)));
        if (drain.IsCancellationRequested) _endNs = (clock.Now - begin).Nanoseconds;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        foreach (PlayedLane lane in _lanes) await SettleAsync(lane, limit.Token);
        stop.ThrowIfCancellationRequested();
        await _host.FinishAsync(patience);
        if (_gateway is not null) await NotifyAsync(_gateway, limit.Token);
    }

    /// <summary>Tells the gateway what each node was paid, and waits until it has counted that.</summary>
    private async Task NotifyAsync(GatewayLink gateway, CancellationToken limit)
    {
        Credits all = Credits.Zero;
        foreach (PlayedLane played in _lanes)
        {
            if (played.Lane is not { } lane) continue;
            PublicKey node = Keys.Parse(_nodes[played.Terms.Node].Key);
            (long units, Credits paid) = lane.Read(client => (client.DeliveredUnits, client.Cumulative));
            all += paid;
            gateway.Read(session =>
            {
                session.OnDelivered(IndexOf(session, node), units, paid);
                return true;
            });
        }

        gateway.Notify(wantsMore: false);
        try
        {
            while (gateway.Read(session => session.Noted) < all && gateway.Read(session => session.Denial) == DenyReason.None) await Task.Delay(10, limit);
        }
        catch (OperationCanceledException)
        {
            // What it counted is asked of the gateway itself.
        }
    }

    private static int IndexOf(GatewaySession session, PublicKey node)
    {
        for (int i = 0; i < session.Nodes.Length; i++)
            if (session.Nodes[i].Node == node) return i;
        throw new LiveRunException("the gateway's session has other nodes than the user's lanes", null);
    }

    /// <summary>What it came to.</summary>
    public UserEnd End(Instant begin)
    {
        List<UserLaneEnd> lanes = [];
        foreach (PlayedLane played in _lanes)
        {
            if (played.Lane is not { } lane)
            {
                lanes.Add(new UserLaneEnd(played.Terms.Node, $"{_grant.Grant.Id()}", 0, 0, 0, 0, null, null));
                continue;
            }

            if (lane.Failure is { } failure) throw new LiveRunException($"user {Id}, node {played.Terms.Node}: {failure}", null);
            lanes.Add(lane.Read(client => new UserLaneEnd(
                played.Terms.Node, $"{_grant.Grant.Id()}", client.DeliveredUnits, lane.Counters.DeliveredBytes, client.Cumulative.Units,
                client.Outstanding, client.Refusal == RefuseReason.None ? null : $"{client.Refusal}",
                client.Fault == ClientFault.None ? null : $"{client.Fault}")));
        }

        long until = Math.Min(Interlocked.Read(ref _insolventNs), Math.Min(_endNs, _terms.Duration.Nanoseconds) + begin.Nanoseconds);
        double denied = Interlocked.Read(ref _deniedNs) < until ? (until - Interlocked.Read(ref _deniedNs)) / 1e9 : 0;
        return new UserEnd(Id, lanes, denied, TtfbMs());
    }

    public void Deliver(UserLane lane, in DeliveredBlock block, ReadOnlySpan<byte> plain)
    {
        PlayedLane played = Array.Find(_lanes, l => l.Lane == lane)!;
        if (played.FirstNs < 0)
        {
            played.FirstNs = block.At.Nanoseconds;
            _metrics.FirstByte(TimeSpan.FromMicroseconds((played.FirstNs - played.OpenedNs) / 1e3));
        }

        long delivered = Interlocked.Increment(ref _delivered);
        Credits left = _terms.Users.BalanceOf(_user) - (_terms.Payments.Price * delivered);
        if (left < _terms.Payments.Price) NoteFirst(ref _insolventNs, block.At);
    }

    public void Refused(UserLane lane, RefuseReason reason)
    {
        if (reason == RefuseReason.Frozen) NoteFirst(ref _deniedNs, _clock!.Now);
    }

    public void Ended(UserLane lane)
    {
        // What it came to is asked when all lanes have ended.
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        if (_gateway is not null) await _gateway.DisposeAsync();
        _payer.Dispose();
        _device.Dispose();
    }

    private List<double> TtfbMs() =>
        [.. _lanes.Where(l => l.FirstNs >= 0).Select(l => (l.FirstNs - l.OpenedNs) / 1e6)];

    private static void NoteFirst(ref long when, Instant at)
    {
        if (Interlocked.Read(ref when) == long.MaxValue) Interlocked.CompareExchange(ref when, at.Nanoseconds, long.MaxValue);
    }

    /// <summary>Wants a chunk at each time of the lane's demand. A machine that is late wants what it missed at once.</summary>
    private async Task WantAsync(PlayedLane lane, Instant begin, CancellationToken drain, CancellationToken stop)
    {
        RandomStream stream = DemandTimes.StreamOf(_user, lane.Place, _seed);
        double rate = DemandTimes.RateOf(_terms, lane.Terms.LanesOfNode);
        bool isPoisson = DemandTimes.IsPoisson(_terms.Workload, _user, _seed);
        ConstantRate constant = isPoisson ? default : DemandTimes.Constant(_terms.Workload.Demand, rate, ref stream);
        Instant at = Instant.Zero;
        for (long n = 1; ; n++)
        {
            at = isPoisson ? at + DemandTimes.NextGap(rate, ref stream) : new Instant(constant.At(n));
            if (at.Nanoseconds >= _terms.Duration.Nanoseconds) return;
            Duration wait = begin + (at - Instant.Zero) - _clock!.Now;
            if (wait > Duration.Zero && !await WaitedAsync(wait, drain, stop)) return;
            if (drain.IsCancellationRequested || IsOver(lane.Lane)) return;
            Want(lane);
        }
    }

    /// <summary>Who was refused asks no more.</summary>
    private static bool IsOver(UserLane? lane) =>
        lane is not null && (lane.State != LiveLaneState.Running || lane.Read(client => client.Refusal != RefuseReason.None));

    private static async Task<bool> WaitedAsync(Duration wait, CancellationToken drain, CancellationToken stop)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(drain, stop);
        try
        {
            await Task.Delay(TimeSpan.FromTicks(Math.Max(1, wait.Nanoseconds / 100)), either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Want(PlayedLane lane)
    {
        if (lane.Lane is null)
        {
            lane.OpenedNs = _clock!.Now.Nanoseconds;
            lane.Lane = _host.Open(OptionsOf(lane.Terms));
            lane.Follower = new UserFollower(lane.Lane.Counters, _metrics);
        }

        lane.Lane.Fetch(_content, _blocks, lane.Wanted++ % _blocks, 1);
    }

    private UserLaneOptions OptionsOf(LiveLane terms)
    {
        Peer node = _nodes[terms.Node];
        PublicKey key = Keys.Parse(node.Key);
        ClientOptions client = (_gateway?.Read(session => session.LaneTo(IndexOf(session, key), 0)) ?? new ClientOptions(_scenario.Chain, _grant, key, 0)) with
        {
            Window = _terms.Payments.WindowChunks, ServingNodes = _terms.Users.ServingNodesOf(_user), PaysAfterClose = true,
        };
        IPEndPoint at = IPEndPoint.Parse(node.Address);
        LinkValues link = new()
        {
            DelayOut = new Duration(terms.UpNanoseconds), DelayBack = new Duration(terms.DownNanoseconds),
            BitsPerSecondOut = _terms.Network.LaneBandwidthBitsPerSecond, BitsPerSecondBack = _terms.Network.LaneBandwidthBitsPerSecond,
            Seed = _seed,
        };
        return new UserLaneOptions(client, async cancel =>
            new ImpairedByteStream(await TcpByteStream.ConnectAsync(at, cancel).ConfigureAwait(false), link));
    }

    /// <summary>What is wanted and refused does not come; keys of what is paid may.</summary>
    private static bool IsUnderWay(ClientEndpoint client) =>
        client.Outstanding > 0 || (client.WantedUnits > 0 && client.Refusal == RefuseReason.None);

    /// <summary>Until all that was wanted on a lane has come, or the lane has ended.</summary>
    private static async Task SettleAsync(PlayedLane played, CancellationToken limit)
    {
        if (played.Lane is not { } lane) return;
        try
        {
            while (lane.State == LiveLaneState.Running && lane.Read(IsUnderWay)) await Task.Delay(20, limit);
        }
        catch (OperationCanceledException)
        {
            // Patience is over: what has not come is left.
        }
    }
}
