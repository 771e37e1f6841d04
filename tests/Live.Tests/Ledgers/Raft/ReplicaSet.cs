using System.Net;
using System.Net.Sockets;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Ledgers.Raft;

namespace Fleek.Tests.Live.Ledgers.Raft;

/// <summary>Replicas of one ledger in this process, on free ports of loopback, with a folder each.</summary>
internal sealed class ReplicaSet : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleek-ledger-").FullName;
    private readonly LedgerReplica?[] _replicas;
    private readonly long _snapshotEvery;

    public ReplicaSet(int count, LedgerTerms? terms = null, long snapshotEvery = 64L << 20)
    {
        (Terms, _snapshotEvery) = (terms ?? LedgerCase.Terms, snapshotEvery);
        Members = MembersOf(count);
        _replicas = new LedgerReplica?[count];
    }

    public LedgerTerms Terms { get; }

    public IReadOnlyList<LedgerMember> Members { get; }

    public Func<LedgerReplicaOptions, LedgerReplicaOptions> Change { get; init; } = static options => options;

    public LedgerReplica this[int at] => _replicas[at] ?? throw new InvalidOperationException("the replica does not run");

    public IEnumerable<LedgerReplica> Running => _replicas.OfType<LedgerReplica>();

    public static IReadOnlyList<LedgerMember> MembersOf(int count)
    {
        int[] ports = FreePorts(2 * count);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new LedgerMember(
                $"ledger-{i}", new IPEndPoint(IPAddress.Loopback, ports[2 * i]), new IPEndPoint(IPAddress.Loopback, ports[(2 * i) + 1]))),
        ];
    }

    public string FolderOf(int at) => Path.Combine(_folder, $"{at}");

    public async Task StartAsync(int at)
    {
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        LedgerReplicaOptions options = new(Terms, Members, at, FolderOf(at), new PlainLedgerTransport(default))
        {
            SnapshotEvery = _snapshotEvery,
        };
        _replicas[at] = await LedgerReplica.StartAsync(Change(options), patience.Token);
    }

    public Task StartAllAsync() => Task.WhenAll(Enumerable.Range(0, Members.Count).Select(StartAsync));

    public async Task StopAsync(int at)
    {
        if (_replicas[at] is { } running) await running.DisposeAsync();
        _replicas[at] = null;
    }

    public RaftLedgerLink Connect(PublicKey party, Duration lag = default) =>
        new(new RaftLedgerLinkOptions([.. Members.Select(m => m.Address)], party, new PlainLedgerTransport(party)) { Lag = lag });

    /// <summary>The place of the replica that leads.</summary>
    public async Task<int> LeaderAsync()
    {
        int leader = -1;
        await Until(() => (leader = Array.FindIndex(_replicas, r => r?.IsLeader == true)) >= 0, "no replica leads");
        return leader;
    }

    public static async Task Until(Func<bool> holds, string otherwise)
    {
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        while (!holds())
        {
            Assert.False(patience.IsCancellationRequested, otherwise);
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (int i = 0; i < _replicas.Length; i++) await StopAsync(i);
        Directory.Delete(_folder, recursive: true);
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] taken = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in taken) listener.Start();
        int[] ports = [.. taken.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        foreach (TcpListener listener in taken) listener.Stop();
        return ports;
    }
}
