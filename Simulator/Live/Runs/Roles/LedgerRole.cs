using System.Net;
using System.Net.Sockets;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Audit;
using Fleek.Sim.Live.Ledgers.Raft;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>One replica of a live run's ledger.</summary>
internal sealed class LedgerRole(BeLedger order) : IRole
{
    private readonly LiveScenario _scenario = new(order.Terms);
    private readonly RoleMetrics _metrics = new(order.Terms, "ledger");
    private SettlementAudit? _audit;
    private IdentityKey? _key;
    private LinkIdentity? _identity;
    private IPEndPoint? _parties, _peers;
    private LedgerReplica? _replica;

    public LiveCounters Counters => _metrics.Live.Totals();

    public Task<Introduced> IntroduceAsync(CancellationToken cancel)
    {
        _key = IdentityKey.OpenOrCreate(Path.Combine(order.Folder, "ledger.key"));
        _identity = new LinkIdentity(_key);
        (_parties, _peers) = (FreePort.For(IPEndPoint.Parse(order.Listen)), FreePort.For(IPEndPoint.Parse(order.ListenForPeers)));
        return Task.FromResult(
            new Introduced(Environment.ProcessId, Dns.GetHostName(), RoleHost.Version, $"{_key.Key}", new Dictionary<int, string>())
            {
                Address = $"{_parties}", RaftAddress = $"{_peers}",
            });
    }

    public async Task<Started> StartAsync(Start start, CancellationToken cancel)
    {
        HashSet<PublicKey> allowed = [.. start.Allowed.Select(Keys.Parse)];
        HashSet<PublicKey> replicas = [.. start.Ledger.Select(peer => Keys.Parse(peer.Key))];
        LedgerTerms terms = new(_scenario.Chain, _scenario.LedgerSettings) { Depositors = new HashSet<PublicKey>(start.Depositors.Select(Keys.Parse)) };
        LedgerMember[] members = [.. start.Ledger.Select((peer, i) => new LedgerMember(
            $"ledger {i}", IPEndPoint.Parse(peer.RaftAddress!), IPEndPoint.Parse(peer.Address), Keys.Parse(peer.Key)))];
        LedgerReplicaOptions options = new(
            terms, members, order.Replica, Path.Combine(order.Folder, _scenario.RunFolder), new SecureLedgerTransport(_identity!, allowed.Contains))
        {
            Settled = BeginAudit(),
            PeerServer = _identity!.ServerOptions(replicas.Contains), PeerClient = _identity.ClientOptions(replicas.Contains),
        };
        try
        {
            _replica = await LedgerReplica.StartAsync(options, cancel);
        }
        catch (SocketException problem)
        {
            throw new LiveRunException($"cannot listen on {_parties} and {_peers}: {problem.Message}", "another program may have taken a port", problem);
        }

        _metrics.Live.Meter.CreateObservableGauge("fleek.ledger.height", () => _replica.Read(ledger => ledger.Height), null, "Heights so far.");
        _metrics.Live.Meter.CreateObservableCounter("fleek.ledger.transactions", () => _replica.Transactions, "{transaction}", "Applied by this process.");
        return new Started(new Dictionary<int, string>()) { Metrics = await _metrics.ServeAsync(cancel) };
    }

    /// <summary>Takes each height to the database, where the run records settlements.</summary>
    private Action<long, IReadOnlyList<LedgerClaim>>? BeginAudit()
    {
        if (order.Audit is not { } connection) return null;
        _audit = new SettlementAudit(new AuditOptions(connection, _scenario.Chain, $"ledger {order.Replica}"));
        return _audit.Take;
    }

    public string? Problem => null;

    public Task BeginAsync() => Task.CompletedTask;

    public Task DrainAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_replica is not null) await _replica.DisposeAsync();
        if (_audit is not null) await _audit.DisposeAsync();
        await _metrics.DisposeAsync();
        _identity?.Dispose();
        _key?.Dispose();
    }
}
