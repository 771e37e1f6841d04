using System.Diagnostics;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs;

/// <summary>
/// Leads a live run: starts the roles, lets demand begin, ends it in order, and asks all sides what came of it. It carries no content and no
/// money itself.
/// </summary>
/// <param name="heard">Told, once a second and more often, what all roles have counted together.</param>
/// <param name="log">Takes lines of roles' standard error, with the role's name.</param>
public sealed class LiveConductor(LiveSetting setting, Action<TimeSpan, LiveCounters> heard, Action<string, string> log)
{
    /// <summary>A node's stake, in prices of a chunk.</summary>
    private const long StakeChunks = 1_000;

    /// <summary>Beside the scenario's lag, for what the ledger itself takes to show a deposit.</summary>
    private static readonly TimeSpan ViewMargin = TimeSpan.FromSeconds(1);

    private readonly List<RoleProcess> _replicas = [], _nodes = [], _users = [];
    private readonly Dictionary<RoleProcess, LiveCounters> _counters = [];
    private readonly Stopwatch _demand = new();
    private readonly Lock _gate = new();

    /// <summary>Runs it from its start to its end.</summary>
    /// <param name="stop">Ends demand early; what is under way is finished, committed and reported all the same.</param>
    /// <exception cref="LiveRunException">A role failed, or did not get ready in time.</exception>
    public async Task<LiveOutcome> RunAsync(CancellationToken stop)
    {
        try
        {
            using CancellationTokenSource start = new(setting.StartLimit);
            (IReadOnlyDictionary<int, string> payers, IReadOnlyList<Peer> ledger, ConductorLink link) = await StartAsync(start.Token);
            await using ConductorLink own = link;
            return await PlayAsync(payers, own, stop);
        }
        catch (OperationCanceledException problem)
        {
            throw new LiveRunException(
                "a role did not answer in time", "the machine may be too busy: fewer users (--users), or a lower --max-rate", problem);
        }
        finally
        {
            foreach (RoleProcess role in All) await role.DisposeAsync();
        }
    }

    private IEnumerable<RoleProcess> All => [.. _users, .. _nodes, .. _replicas];

    private async Task<(IReadOnlyDictionary<int, string> Payers, IReadOnlyList<Peer> Ledger, ConductorLink Link)> StartAsync(CancellationToken cancel)
    {
        ConductorLink link = new();
        List<Introduced> replicas = [], nodes = [], users = [];
        for (int i = 0; i < setting.Replicas; i++) _replicas.Add(Launch($"ledger {i}"));
        foreach (int _ in Dealt(NodeIds, setting.NodeProcesses).Select((_, i) => i)) _nodes.Add(Launch($"nodes {_nodes.Count}"));
        foreach (int _ in Dealt(UserIds, setting.UserProcesses).Select((_, i) => i)) _users.Add(Launch($"users {_users.Count}"));
        int[][] nodeIds = Dealt(NodeIds, setting.NodeProcesses), userIds = Dealt(UserIds, setting.UserProcesses);
        for (int i = 0; i < _replicas.Count; i++)
            await _replicas[i].SendAsync(new BeLedger(setting.Terms, i, FolderOf(_replicas[i]), "127.0.0.1:0"), cancel);
        for (int i = 0; i < _nodes.Count; i++)
            await _nodes[i].SendAsync(new BeNodes(setting.Terms, nodeIds[i], FolderOf(_nodes[i]), "127.0.0.1:0"), cancel);
        for (int i = 0; i < _users.Count; i++)
            await _users[i].SendAsync(new BeUsers(setting.Terms, userIds[i], FolderOf(_users[i])), cancel);
        foreach (RoleProcess role in _replicas) replicas.Add(await role.ExpectAsync<Introduced>(Tick, cancel));
        foreach (RoleProcess role in _nodes) nodes.Add(await role.ExpectAsync<Introduced>(Tick, cancel));
        foreach (RoleProcess role in _users) users.Add(await role.ExpectAsync<Introduced>(Tick, cancel));
        RequireOneVersion([.. replicas, .. nodes, .. users]);

        List<Peer> ledger = [.. replicas.Select(r => new Peer(r.Key, r.Address!) { RaftAddress = r.RaftAddress })];
        string[] allowed = [link.Key, .. replicas.Select(r => r.Key), .. nodes.SelectMany(n => n.Parties.Values), .. users.Select(u => u.Key)];
        string[] depositors = [link.Key, .. users.Select(u => u.Key)];
        await StartAllAsync(_replicas, new Start(ledger, allowed, depositors, new Dictionary<int, Peer>()), cancel);
        link.Connect(ledger);
        await link.StakeAsync(nodes.SelectMany(n => n.Parties.Values), setting.Scenario.Payments.Price * StakeChunks, cancel);
        Dictionary<int, Peer> addresses = [];
        IReadOnlyList<Started> listening = await StartAllAsync(_nodes, new Start(ledger, allowed, depositors, new Dictionary<int, Peer>()), cancel);
        for (int i = 0; i < listening.Count; i++)
            foreach ((int node, string address) in listening[i].Addresses) addresses[node] = new Peer(nodes[i].Parties[node], address);
        await StartAllAsync(_users, new Start(ledger, allowed, depositors, addresses) { Content = listening[0].Content }, cancel);
        return (users.SelectMany(u => u.Parties).ToDictionary(), ledger, link);
    }

    private async Task<LiveOutcome> PlayAsync(IReadOnlyDictionary<int, string> payers, ConductorLink link, CancellationToken stop)
    {
        using CancellationTokenSource limit = new();
        // Nodes see the ledger as it was a lag ago: before that, accounts that were just filled look empty to them.
        await Task.Delay(TimeSpan.FromSeconds(setting.Scenario.Ledger.Lag.Seconds) + ViewMargin, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _demand.Start();
        foreach (RoleProcess role in _users) await role.SendAsync(new Begin(), limit.Token);
        await using CancellationTokenRegistration early = stop.Register(() => _ = DrainUsersAsync());
        limit.CancelAfter(TimeSpan.FromSeconds(setting.Scenario.Duration.Seconds) + setting.DrainLimit);
        // Nodes tick meanwhile; their lines are read together, so that no pipe fills.
        Task<NodesDone>[] nodesEnd = [.. _nodes.Select(node => node.ExpectAsync<NodesDone>(Tick, CancellationToken.None))];
        Task<UsersDone>[] usersEnd = [.. _users.Select(user => user.ExpectAsync<UsersDone>(Tick, limit.Token))];
        Task users = Task.WhenAll(usersEnd);
        if (await Task.WhenAny([users, .. nodesEnd]) is Task<NodesDone> gone) await gone;
        await users;
        _demand.Stop();
        limit.CancelAfter(setting.DrainLimit);
        foreach (RoleProcess node in _nodes) await node.SendAsync(new Drain(), limit.Token);
        NodesDone[] nodes = await Task.WhenAll(nodesEnd).WaitAsync(limit.Token);

        UserEnd[] ends = [.. usersEnd.SelectMany(user => user.Result.Users).OrderBy(user => user.Id)];
        IReadOnlyDictionary<int, Credits> left = await link.BalancesAsync(payers, limit.Token);
        IReadOnlyList<LedgerStatus> replicas = await link.SettledStatusAsync(setting.Replicas, limit.Token);
        NodeEnd[] nodeEnds = [.. nodes.SelectMany(node => node.Nodes).OrderBy(node => node.Id)];
        LiveBooks books = new(setting.Scenario, ends, nodeEnds, left, replicas);
        Dictionary<string, ProcessUse> uses = [];
        for (int i = 0; i < _users.Count; i++) uses[_users[i].Name] = usersEnd[i].Result.Use;
        for (int i = 0; i < _nodes.Count; i++) uses[_nodes[i].Name] = nodes[i].Use;
        return new LiveOutcome(
            books.Measure(), books.Checks(), books.Lanes(), replicas, nodeEnds, ends, uses, Sum(), _demand.Elapsed, stop.IsCancellationRequested);
    }

    private async Task DrainUsersAsync()
    {
        try
        {
            foreach (RoleProcess role in _users) await role.SendAsync(new Drain(), CancellationToken.None);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // It ended by itself at the same time.
        }
    }

    private async Task<IReadOnlyList<Started>> StartAllAsync(IReadOnlyList<RoleProcess> roles, Start start, CancellationToken cancel)
    {
        // All at once: replicas wait for each other.
        foreach (RoleProcess role in roles) await role.SendAsync(start, cancel);
        List<Started> started = [];
        foreach (RoleProcess role in roles) started.Add(await role.ExpectAsync<Started>(Tick, cancel));
        return started;
    }

    private IEnumerable<int> NodeIds => setting.Terms.Users.SelectMany(user => user.Lanes).Select(lane => lane.Node).Distinct().Order();

    private IEnumerable<int> UserIds => setting.Terms.Users.Select(user => user.Id);

    private static int[][] Dealt(IEnumerable<int> ids, int processes)
    {
        int[] all = [.. ids];
        return [.. Enumerable.Range(0, Math.Min(processes, all.Length))
            .Select(process => all.Where((_, i) => i % processes == process).ToArray())];
    }

    private RoleProcess Launch(string name) => RoleProcess.StartHere(name, setting.Program, log);

    private string FolderOf(RoleProcess role) => Path.Combine(setting.Folder, role.Name.Replace(' ', '-'));

    private void Tick(RoleProcess role, LiveCounters counters)
    {
        lock (_gate) _counters[role] = counters;
        heard(_demand.Elapsed, Sum());
    }

    private LiveCounters Sum()
    {
        lock (_gate) return _counters.Values.Aggregate(new LiveCounters(), (sum, one) => sum.Plus(one));
    }

    private static void RequireOneVersion(IReadOnlyList<Introduced> all)
    {
        if (all.Select(role => role.Version).Distinct().Count() == 1) return;
        string versions = string.Join(", ", all.Select(role => $"{role.Host} has {role.Version}").Distinct());
        throw new LiveRunException($"hosts have different builds: {versions}", "install the same build on all");
    }
}
