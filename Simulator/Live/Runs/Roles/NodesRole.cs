using System.Net;
using System.Security.Cryptography;
using Fleek.Core.Endpoints;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Metrics;
using Fleek.Sim.Live.Nodes;
using Fleek.Sim.Live.Runs.Control;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Storage.Contents;
using Fleek.Sim.Live.Storage.Logs;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>Some of the nodes of a live run, in one process; each has its key, its log, its link to the ledger, its port and its thread.</summary>
internal sealed class NodesRole(BeNodes order, ControlLine line) : IRole
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private sealed record Member(
        int Id, IdentityKey Key, INodeLog Log, ILedgerLink Ledger, NodeHost Host, TcpFrameListener Listener, NodeFollower Follower);

    private readonly LiveScenario _scenario = new(order.Terms);
    private readonly Dictionary<int, IdentityKey> _keys = [];
    private readonly List<Member> _members = [];
    private readonly LocalHints _hints = new();

    private readonly RoleMetrics _metrics = new(order.Terms, "node");
    private DiskContentStore? _content;

    public LiveCounters Counters
    {
        get
        {
            foreach (Member member in _members) member.Follower.Take();
            return _metrics.Live.Totals();
        }
    }

    public Task<Introduced> IntroduceAsync(CancellationToken cancel)
    {
        foreach (int node in order.Nodes) _keys[node] = IdentityKey.OpenOrCreate(Path.Combine(FolderOf(node), "node.key"));
        IReadOnlyDictionary<int, string> parties = _keys.ToDictionary(key => key.Key, key => $"{key.Value.Key}");
        return Task.FromResult(new Introduced(Environment.ProcessId, Dns.GetHostName(), RoleHost.Version, parties.First().Value, parties));
    }

    public async Task<Started> StartAsync(Start start, CancellationToken cancel)
    {
        StoredContent stored = await StoreAsync(cancel);
        foreach ((int node, IdentityKey key) in _keys)
        {
            ILedgerLink ledger = LedgerLinks.Open(start.Ledger, key, new Duration(start.ViewLagNanoseconds));
            NodeEndpointOptions business = new(_scenario.Chain, _scenario.BusinessOf(node), SecretOf(FolderOf(node)))
            {
                HeaderInterval = Math.Min(16, _scenario.Scenario.Payments.WindowChunks),
            };
            DiskNodeLog log = DiskNodeLog.Open(Path.Combine(FolderOf(node), _scenario.RunFolder));
            log.Flushed = _metrics.Live.Flushed;
            NodeHost host = new(new NodeHostOptions(business, key, _content!, log, ledger)
            {
                Hints = _scenario.Scenario.Payments.Commit.Kind == CommitRuleKind.ProportionalHints ? _hints.Join(key.Key) : null,
            });
            TcpFrameListener listener = new(IPEndPoint.Parse(order.Listen[node]), host.Accept);
            NodeFollower follower = new(host.Counters, _scenario.Scenario.Payments.Price, _metrics.Live);
            _members.Add(new Member(node, key, log, ledger, host, listener, follower));
        }

        if (!start.GoesOn) await WarmUp.RunAsync(_scenario, cancel);
        return new Started(_members.ToDictionary(m => m.Id, m => $"{m.Listener.At}"))
        {
            Content = new ContentName($"{stored.Content}", stored.Blocks), Metrics = await _metrics.ServeAsync(cancel),
        };
    }

    /// <summary>A log that takes nothing more: no key leaves any longer, and only a restart helps.</summary>
    public string? Problem => _members.Where(member => member.Host.State is NodeHostState.LogFailed or NodeHostState.Faulted)
        .Select(member => $"node {member.Id} has stopped releasing keys: {member.Host.Failure?.Message}").FirstOrDefault();

    public Task BeginAsync() => Task.CompletedTask;

    /// <summary>Commits what is outstanding, and says what it came to.</summary>
    public async Task DrainAsync()
    {
        Dictionary<int, List<NodeLaneEnd>> lanes = [];
        foreach (Member member in _members) lanes[member.Id] = await member.Host.AskAsync(LanesOf);
        KernelCounters[] kernel = await Task.WhenAll(_members.Select(member => member.Host.KernelAsync()));
        bool[] final = await Task.WhenAll(_members.Select(member => member.Host.DrainAsync(Patience)));
        NodeEnd[] ends = [.. _members.Select((member, i) => EndOf(member, lanes[member.Id], kernel[i], final[i]))];
        await line.SendAsync(new NodesDone(ends, ProcessUse.OfThis()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Member member in _members)
        {
            await member.Listener.DisposeAsync();
            await member.Host.DisposeAsync();
            await member.Ledger.DisposeAsync();
            await member.Log.DisposeAsync();
        }

        RemoveContent();
        await _metrics.DisposeAsync();
        foreach (IdentityKey key in _keys.Values) key.Dispose();
    }

    /// <summary>
    /// What all nodes of the process serve, on its disk as any node has it. One that was started again finds what it has; it needs no room for it.
    /// </summary>
    private async Task<StoredContent> StoreAsync(CancellationToken cancel)
    {
        _content = DiskContentStore.Open(ContentFolder);
        if (_content.List() is [{ } known]) return known;
        using MemoryStream bytes = new(_scenario.Content());
        await _content.AddAsync(bytes, cancel);
        return _content.List()[0];
    }

    /// <summary>The bytes come of the run's seed, and can be made again: once nobody serves them they are not kept.</summary>
    private void RemoveContent()
    {
        if (_content is null) return;
        _content.Dispose();
        Directory.Delete(ContentFolder, recursive: true);
    }

    private string ContentFolder => Path.Combine(order.Folder, _scenario.RunFolder, "content");

    private static Hash256 SecretOf(string folder)
    {
        Span<byte> secret = stackalloc byte[SecretFile.SecretBytes];
        SecretFile.OpenOrCreate(Path.Combine(folder, "chunk-keys.key"), SecretKind.ChunkKeys, secret);
        Hash256 value = Hash256.FromBytes(secret);
        CryptographicOperations.ZeroMemory(secret);
        return value;
    }

    private static List<NodeLaneEnd> LanesOf(NodeEndpoint endpoint) =>
        [.. endpoint.Lanes.Select(lane => new NodeLaneEnd($"{lane.Payer}", $"{lane.Lane.GrantId}", lane.Cumulative.Units, lane.IsFrozen))];

    private static NodeEnd EndOf(Member member, List<NodeLaneEnd> lanes, KernelCounters kernel, bool isFinal)
    {
        NodeCounters counters = member.Host.Counters;
        Dictionary<string, long> disconnections = Enum.GetValues<DisconnectReason>()
            .Where(reason => counters.Disconnects[reason] > 0).ToDictionary(reason => $"{reason}", reason => counters.Disconnects[reason]);
        return new NodeEnd(
            member.Id, lanes, counters.Claims, counters.Chunks, counters.Records, member.Log.Bytes, kernel.Sent, kernel.Received, disconnections,
            counters.StaleViews, isFinal);
    }

    /// <summary>Its keys stay from run to run, in the role's folder where it is the only one.</summary>
    private string FolderOf(int node) => order.Nodes.Count == 1 ? order.Folder : Path.Combine(order.Folder, $"node-{node}");
}
