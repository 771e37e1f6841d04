using System.Diagnostics;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Hosts;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Audit;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs;

/// <summary>
/// Leads a live run: starts the roles, lets demand begin, ends it in order, and asks all sides what came of it. It carries no content and no
/// money itself.
/// </summary>
/// <param name="heard">Told, once a second and more often, what all roles have counted together.</param>
/// <param name="log">Takes lines of roles' standard error, with the role's name.</param>
/// <param name="told">Takes what happened to a role, with its name.</param>
public sealed class LiveConductor(
    LiveSetting setting, Action<TimeSpan, LiveCounters> heard, Action<string, string> log, Action<string, string> told)
{
    /// <summary>A node's stake, in prices of a chunk.</summary>
    private const long StakeChunks = 1_000;

    /// <summary>Beside the scenario's lag, for what the ledger itself takes to show a deposit.</summary>
    private static readonly TimeSpan ViewMargin = TimeSpan.FromSeconds(1);

    private readonly List<LedRole> _replicas = [], _nodes = [], _gateways = [], _users = [];
    private readonly Stopwatch _demand = new();
    private readonly RunAudit? _audit = setting.Audit is { } connection ? new RunAudit(connection, setting.Terms) : null;
    private Duration _agreement;

    /// <summary>Runs it from its start to its end.</summary>
    /// <param name="stop">Ends demand early; what is under way is finished, committed and reported all the same.</param>
    /// <exception cref="LiveRunException">A role failed, or did not get ready in time.</exception>
    public async Task<LiveOutcome> RunAsync(CancellationToken stop)
    {
        await using ConductorLink link = new();
        // Ended before the roles are let go: nobody is to be started again then.
        using CancellationTokenSource over = new();
        try
        {
            using CancellationTokenSource start = new(setting.StartLimit);
            if (_audit is not null) await _audit.ProbeAsync(start.Token);
            IReadOnlyDictionary<int, string> payers = await StartAsync(link, start.Token);
            return await PlayAsync(payers, link, stop, over.Token);
        }
        catch (OperationCanceledException problem)
        {
            throw new LiveRunException(
                "a role did not answer in time", "the machine may be too busy: fewer users (--users), or a lower --max-rate", problem);
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(_users.Select(LetGoAsync));
            await Task.WhenAll(_gateways.Concat(_nodes).Select(LetGoAsync));
            await Task.WhenAll(_replicas.Select(LetGoAsync));
        }

        static async Task LetGoAsync(LedRole role) => await role.DisposeAsync();
    }

    private IEnumerable<LedRole> All => [.. _replicas, .. _nodes, .. _gateways, .. _users];

    private async Task<IReadOnlyDictionary<int, string>> StartAsync(ConductorLink link, CancellationToken cancel)
    {
        foreach (RoleOrder order in setting.Roles)
            RolesOf(order.Kind).Add(new LedRole(order, setting, _demand, Counted, log, told));
        await Task.WhenAll(All.Select(role => role.IntroduceAsync(cancel)));
        RequireOneVersion([.. All.Select(role => role.Introduced)]);

        List<Peer> ledger = [.. _replicas.Select(r => new Peer(r.Introduced.Key, r.Introduced.Address!) { RaftAddress = r.Introduced.RaftAddress })];
        string[] depositors = [link.Key, .. _gateways.Concat(_users).Select(u => u.Introduced.Key)];
        string[] nodes = [.. _nodes.SelectMany(n => n.Introduced.Parties.Values)];
        Start start = new(ledger, [.. depositors, .. ledger.Select(r => r.Key), .. nodes], depositors, new Dictionary<int, Peer>());
        await StartAllAsync(_replicas, start, cancel);
        link.Connect(ledger);
        await link.StakeAsync(nodes, setting.Scenario.Payments.Price * StakeChunks, cancel);
        if ((await link.StatusAsync(cancel)).FirstOrDefault(replica => replica.IsLeader) is { } leader)
            told("the ledger", $"is led by {_replicas[int.Parse(leader.Replica.Split(' ')[^1])].Name}");
        // What nodes see is as old as the scenario says: what agreement takes is a part of it.
        _agreement = await link.AgreementAsync(nodes[0], cancel);
        start = start with { ViewLagNanoseconds = Math.Max(0, (setting.Scenario.Ledger.Lag - _agreement).Nanoseconds) };
        await StartAllAsync(_nodes, start, cancel);
        Dictionary<int, Peer> addresses = [];
        foreach (LedRole role in _nodes)
            foreach ((int node, string address) in role.Started.Addresses) addresses[node] = new Peer(role.Introduced.Parties[node], address);
        start = start with { Nodes = addresses, Content = _nodes[0].Started.Content };
        await StartAllAsync(_gateways, start, cancel);
        Dictionary<int, GatewayOfUser> gateways = [];
        foreach (LedRole gateway in _gateways)
        {
            foreach ((int user, string payer) in gateway.Introduced.Parties)
                gateways[user] = new GatewayOfUser(new Peer(gateway.Introduced.Key, gateway.Started.Addresses[0]), payer);
        }

        await StartAllAsync(_users, start with { Gateways = gateways }, cancel);
        Dictionary<int, string> payers = _users.SelectMany(u => u.Introduced.Parties).ToDictionary();
        foreach ((int user, GatewayOfUser gateway) in gateways) payers[user] = gateway.Owner;
        return payers;
    }

    private async Task<LiveOutcome> PlayAsync(
        IReadOnlyDictionary<int, string> payers, ConductorLink link, CancellationToken stop, CancellationToken over)
    {
        // Nodes see the ledger as it was a lag ago: before that, accounts that were just filled look empty to them.
        await Task.Delay(TimeSpan.FromSeconds(setting.Scenario.Ledger.Lag.Seconds) + ViewMargin, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(over);
        _demand.Start();
        foreach (LedRole role in _users) await role.BeginAsync(limit.Token);
        await using CancellationTokenRegistration early = stop.Register(() =>
        {
            foreach (LedRole role in _users) _ = role.DrainAsync();
        });
        limit.CancelAfter(TimeSpan.FromSeconds(setting.Scenario.Duration.Seconds) + setting.DrainLimit);
        // All lines are read meanwhile: nodes tick, no pipe fills, and who dies is noticed.
        Task<NodesDone>[] nodesEnd = [.. _nodes.Select(node => node.FollowAsync<NodesDone>(over))];
        Task<UsersDone>[] usersEnd = [.. _users.Select(user => user.FollowAsync<UsersDone>(over))];
        Task<GatewayDone>[] gatewaysEnd = [.. _gateways.Select(gateway => gateway.FollowAsync<GatewayDone>(over))];
        Task ledger = FollowLedgerAsync(over);
        Task users = Task.WhenAll(usersEnd).WaitAsync(limit.Token);
        await EndOfAsync(users, [ledger, .. nodesEnd, .. gatewaysEnd]);
        _demand.Stop();
        limit.CancelAfter(setting.DrainLimit);
        await Task.WhenAll(_gateways.Concat(_nodes).Select(role => role.DrainAsync()));
        Task<NodesDone[]> drained = Task.WhenAll(nodesEnd);
        await EndOfAsync(drained.WaitAsync(limit.Token), [ledger]);
        NodesDone[] nodes = await drained;
        GatewayDone[] gateways = await Task.WhenAll(gatewaysEnd).WaitAsync(limit.Token);

        UserEnd[] ends = [.. usersEnd.SelectMany(user => user.Result.Users).OrderBy(user => user.Id)];
        IReadOnlyDictionary<int, Credits> left = await link.BalancesAsync(payers, limit.Token);
        IReadOnlyList<LedgerStatus> replicas = await link.SettledStatusAsync(_replicas.Count(replica => !replica.IsGone), limit.Token);
        NodeEnd[] nodeEnds = [.. nodes.SelectMany(node => node.Nodes).OrderBy(node => node.Id)];
        LiveBooks books = new(setting.Scenario, ends, nodeEnds, left, replicas)
        {
            EarlierCommits = _nodes.Sum(node => node.Earlier.Commits), Noted = gateways.SelectMany(gateway => gateway.NotedUnits).ToDictionary(),
        };
        Dictionary<string, ProcessUse> uses = [];
        for (int i = 0; i < _users.Count; i++) uses[_users[i].Name] = usersEnd[i].Result.Use;
        for (int i = 0; i < _nodes.Count; i++) uses[_nodes[i].Name] = nodes[i].Use;
        for (int i = 0; i < _gateways.Count; i++) uses[_gateways[i].Name] = gateways[i].Use;
        List<ExactCheck> checks = [.. books.Checks()];
        AuditSummary? audited = null;
        if (_audit is not null)
        {
            (audited, ExactCheck recorded) = await _audit.CompareAsync(replicas, limit.Token);
            checks.Add(recorded);
        }

        return new LiveOutcome(
            books.Measure(), checks, books.Lanes(), replicas, nodeEnds, ends, uses, Sum(), _demand.Elapsed, stop.IsCancellationRequested)
        {
            Agreement = _agreement,
            Gateways = gateways.Select((end, i) => (_gateways[i].Name, end)).ToDictionary(end => end.Name, end => end.end),
            Audit = audited,
            Metrics = All.Where(role => role.Started.Metrics is not null).ToDictionary(role => role.Name, role => role.Started.Metrics!),
            Deaths = [.. All.SelectMany(role => role.Deaths).OrderBy(death => death.Seconds)],
        };
    }

    /// <summary>Until something has ended; one of the others that ends in failure before it ends the run.</summary>
    private static async Task EndOfAsync(Task wanted, IEnumerable<Task> others)
    {
        List<Task> watched = [.. others];
        while (!wanted.IsCompleted)
        {
            Task ended = await Task.WhenAny([wanted, .. watched]);
            if (ended == wanted) break;
            await ended;
            watched.Remove(ended);
        }

        await wanted;
    }

    /// <summary>Replicas may die as long as most of them are there.</summary>
    private async Task FollowLedgerAsync(CancellationToken over)
    {
        List<Task<NodesDone>> following = [.. _replicas.Select(replica => replica.FollowAsync<NodesDone>(over))];
        while (following.Count > 0)
        {
            Task<NodesDone> ended = await Task.WhenAny(following);
            following.Remove(ended);
            try
            {
                await ended;
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
            catch (LiveRunException problem) when (following.Count > _replicas.Count / 2)
            {
                told("ledger:", $"{following.Count} of {_replicas.Count} replicas go on without it ({problem.Message})");
            }
        }
    }

    private static Task StartAllAsync(IReadOnlyList<LedRole> roles, Start start, CancellationToken cancel) =>
        Task.WhenAll(roles.Select(role => role.StartAsync(start, cancel)));

    private List<LedRole> RolesOf(RoleKind kind) => kind switch
    {
        RoleKind.Ledger => _replicas,
        RoleKind.Node => _nodes,
        RoleKind.Gateway => _gateways,
        _ => _users,
    };

    private void Counted() => heard(_demand.Elapsed, Sum());

    private LiveCounters Sum() => All.Aggregate(new LiveCounters(), (sum, role) => sum.Plus(role.Counters));

    private static void RequireOneVersion(IReadOnlyList<Introduced> all)
    {
        if (all.Select(role => role.Version).Distinct().Count() == 1) return;
        string versions = string.Join(", ", all.Select(role => $"{role.Host} has {role.Version}").Distinct());
        throw new LiveRunException($"hosts have different builds: {versions}", "install the same build on all");
    }
}
