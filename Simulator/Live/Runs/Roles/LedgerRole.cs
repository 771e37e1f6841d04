using System.Net;
using System.Net.Sockets;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Raft;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs.Roles;

/// <summary>One replica of a live run's ledger.</summary>
internal sealed class LedgerRole(BeLedger order) : IRole
{
    private readonly LiveScenario _scenario = new(order.Terms);
    private IdentityKey? _key;
    private LinkIdentity? _identity;
    private IPEndPoint? _parties, _peers;
    private LedgerReplica? _replica;

    public LiveCounters Counters { get; } = new();

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

        return new Started(new Dictionary<int, string>());
    }

    public string? Problem => null;

    public Task BeginAsync() => Task.CompletedTask;

    public Task DrainAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_replica is not null) await _replica.DisposeAsync();
        _identity?.Dispose();
        _key?.Dispose();
    }
}
