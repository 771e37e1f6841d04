using System.Net;
using System.Security.Cryptography;
using Fleek.Core.Gateway;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Gateways;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Runs.Control;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>
/// A gateway of a live run: it pays for some of the users, each as a site of its own with the user's account, and carries nothing. Users get
/// grants and nodes from it, and notify it of what came.
/// </summary>
internal sealed class GatewayRole(BeGateway order, ControlLine line) : IRole, INodeCandidates
{
    /// <summary>A grant lasts for the whole run, and what is left over when it ends.</summary>
    private static readonly Duration Slack = Duration.FromSeconds(3_600L);

    private readonly LiveScenario _scenario = new(order.Terms);
    private readonly Dictionary<int, IdentityKey> _payers = [];
    private readonly Dictionary<Hash256, NodeEntry[]> _candidates = [];
    private readonly RoleMetrics _metrics = new(order.Terms, "gateway");
    private IdentityKey? _key;
    private ILedgerLink? _ledger;
    private GatewayHost? _host;
    private TcpFrameListener? _listener;

    public LiveCounters Counters => _metrics.Live.Totals();

    public string? Problem => null;

    public Task<Introduced> IntroduceAsync(CancellationToken cancel)
    {
        _key = IdentityKey.OpenOrCreate(Path.Combine(order.Folder, "gateway.key"));
        foreach (int user in order.Users) _payers[user] = IdentityKey.Ephemeral();
        return Task.FromResult(new Introduced(
            Environment.ProcessId, Dns.GetHostName(), RoleHost.Version, $"{_key.Key}", _payers.ToDictionary(p => p.Key, p => $"{p.Value.Key}")));
    }

    public async Task<Started> StartAsync(Start start, CancellationToken cancel)
    {
        _ledger = LedgerLinks.Open(start.Ledger, _key!, Duration.Zero);
        LiveUser[] users = [.. order.Terms.Users.Where(user => _payers.ContainsKey(user.Id))];
        await Task.WhenAll(users.Select(user => DepositAsync(user, cancel)));

        // Every node may take all that a grant of a user of this run allows: it is the account that runs out, as without a gateway.
        int most = users.Max(user => user.Lanes.Count);
        Credits cap = users.Select(user => _scenario.GrantOf(new UserId(user.Id))).Max() * most;
        GatewayTerms terms = new(cap, _scenario.Scenario.Payments.Price)
        {
            NodesPerSession = most, Lanes = 1, GrantEpochs = 1, MaxSessionsPerPrefix = users.Length, MaxSessions = users.Length,
            GrantTime = _scenario.Scenario.Duration + Slack, SessionTime = _scenario.Scenario.Duration + Slack,
        };
        Hash256 secret = Hash256.FromBytes(RandomNumberGenerator.GetBytes(Hash256.Length));
        _host = new GatewayHost(new GatewayOptions(_scenario.Chain, terms, secret), _key!, this);
        ContentName content = start.Content ?? throw new ControlException("a gateway is not told what there is to fetch");
        foreach (LiveUser user in users) Add(user, start, content, cap);
        _listener = new TcpFrameListener(IPEndPoint.Parse(order.Listen), _host.Accept);
        _metrics.Live.Meter.CreateObservableCounter("fleek.gateway.offers", () => _host.Answers.Offers, "{offer}", "Grants offered, those sent again included.");
        _metrics.Live.Meter.CreateObservableCounter("fleek.gateway.denials", () => _host.Answers.Denials, "{denial}", "Noes.");
        _metrics.Live.Meter.CreateObservableCounter("fleek.gateway.sent", () => _host.Bytes.Sent, "By", "Frames to clients: a gateway carries no content.");
        return new Started(new Dictionary<int, string> { [0] = $"{_listener.At}" }) { Metrics = await _metrics.ServeAsync(cancel) };
    }

    public Task BeginAsync() => Task.CompletedTask;

    /// <summary>Says what it was notified of.</summary>
    public Task DrainAsync()
    {
        GatewayHost host = _host ?? throw new ControlException("a gateway is drained before it was started");
        Dictionary<Hash256, long> bySite = host.Ask(gateway => gateway.Sessions.GroupBy(session => session.Site)
            .ToDictionary(site => site.Key, site => site.Sum(session => session.Noted.Units)));
        Dictionary<int, long> noted = _payers.Keys.ToDictionary(user => user, user => bySite.GetValueOrDefault(_scenario.SiteOf(user)));
        return line.SendAsync(new GatewayDone(noted, host.Bytes.Received, host.Bytes.Sent, host.Answers.Offers, host.Answers.Denials, ProcessUse.OfThis()));
    }

    public ReadOnlySpan<NodeEntry> Of(in Hash256 site, IpAddress client) => _candidates.GetValueOrDefault(site);

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null) await _listener.DisposeAsync();
        if (_host is not null) await _host.DisposeAsync();
        if (_ledger is not null) await _ledger.DisposeAsync();
        foreach (IdentityKey payer in _payers.Values) payer.Dispose();
        _key?.Dispose();
        await _metrics.DisposeAsync();
    }

    private void Add(LiveUser user, Start start, ContentName content, Credits authorised)
    {
        Hash256 site = _scenario.SiteOf(user.Id);
        if (!Hash256.TryParse(content.Id, out Hash256 id)) throw new ControlException($"'{content.Id}' is no content");
        IdentityKey payer = _payers[user.Id];
        ContentManifest manifest = ContentManifest.Sign(
            site, 1, new Instant(long.MaxValue), [(LiveScenario.ContentUrl, id, content.Blocks * _scenario.Scenario.Payments.ChunkBytes)], payer);
        _candidates[site] = [.. user.Lanes.Select(lane => EntryOf(start.Nodes[lane.Node]))];
        _host!.Add(new GatewaySite(site, payer, manifest), authorised);
    }

    private static NodeEntry EntryOf(Peer node)
    {
        PublicKey key = Keys.Parse(node.Key);
        IPEndPoint at = IPEndPoint.Parse(node.Address);
        // Nodes of live runs speak plain TCP and have no certificate; chunks and payments prove themselves. The node's key stands in its place.
        return new NodeEntry(key, NodeTransport.Tls, IpAddress.FromBytes(at.Address.GetAddressBytes()), at.Port, key.Bytes, default);
    }

    private async Task DepositAsync(LiveUser user, CancellationToken cancel)
    {
        Credits balance = _scenario.Scenario.Users.BalanceOf(new UserId(user.Id));
        if (balance <= Credits.Zero) return;
        LedgerReceipt receipt = await _ledger!.SubmitAsync(LedgerTransactions.Of(new Deposit(_payers[user.Id].Key, balance, IsStake: false)), cancel);
        if (receipt.Verdict.IsRefused) throw new LiveRunException($"the ledger refuses a deposit for user {user.Id}: {receipt.Verdict.Refusal}", null);
    }
}
