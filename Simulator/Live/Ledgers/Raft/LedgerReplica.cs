using System.Net;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.Membership;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;
using DotNext.Net.Security;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>
/// One replica of a ledger: a log that most replicas have before a transaction is final, the state machine that it drives, and a door for
/// parties. It survives crashes of a minority, and of all with what was final; it does not survive a replica that lies.
/// </summary>
public sealed class LedgerReplica : IAsyncDisposable
{
    private const int LogChunkBytes = 4 << 20;

    /// <summary>Another replica may take so long for one request, such as writing a snapshot durably.</summary>
    private static readonly TimeSpan _answering = TimeSpan.FromSeconds(5);

    private readonly LedgerReplicaOptions _options;
    private readonly LedgerStateMachine _machine;
    private readonly WriteAheadLog _log;
    private readonly RaftCluster _cluster;
    private readonly LedgerSequencer _sequencer;
    private readonly LedgerDoor _door;
    private bool _stopped;

    private LedgerReplica(LedgerReplicaOptions options)
    {
        _options = options;
        _machine = new LedgerStateMachine(options.Terms, Path.Combine(options.Folder, "snapshots"), options.SnapshotEvery, options.Members.Count > 1 ? options.SnapshotRenewal : null)
        {
            Settled = options.Settled,
        };
        WriteAheadLog.Options log = new()
        {
            Location = Path.Combine(options.Folder, "log"),
            ChunkSize = LogChunkBytes,
            // Pages of this process: what is not flushed does not outlive it, so that killing it is as bad as cutting its power.
            MemoryManagement = WriteAheadLog.MemoryManagementStrategy.PrivateMemory,
            HashAlgorithm = WriteAheadLog.IntegrityHashAlgorithm.XxHash3,
        };
        _log = options.FlushesBeforeAcknowledging ? new FlushingLog(log, _machine) : new WriteAheadLog(log, _machine);
        _cluster = new RaftCluster(Configuration(options)) { AuditTrail = _log };
        _sequencer = new LedgerSequencer(
            () => !_cluster.LeadershipToken.IsCancellationRequested,
            async (entry, cancel) => await _cluster.ReplicateAsync(entry, context: null, cancel).ConfigureAwait(false), _machine, options.Terms.Tick);
        _door = new LedgerDoor(options, _cluster, _machine, _sequencer, StatusAsync);
    }

    /// <summary>Whether this replica leads, as far as it knows.</summary>
    public bool IsLeader => _sequencer.IsLeader;

    /// <summary>Connections that were refused or closed, by the reason.</summary>
    public IReadOnlyDictionary<string, long> Refusals => _door.Refusals;

    /// <summary>Connections of parties at present.</summary>
    public int Connections => _door.Connections;

    /// <summary>Transactions that were applied since this process began.</summary>
    public long Transactions => _machine.Transactions;

    /// <summary>Opens the log, joins the others and the door. Elections go on after it returns.</summary>
    /// <exception cref="InvalidDataException">The newest snapshot is damaged, or of another ledger.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">A port is taken.</exception>
    public static async Task<LedgerReplica> StartAsync(LedgerReplicaOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.Folder);
        LedgerReplica replica = new(options);
        try
        {
            replica._door.Listen();
            await replica._log.InitializeAsync(cancel).ConfigureAwait(false);
            await replica._cluster.StartAsync(cancel).ConfigureAwait(false);
            replica._sequencer.Start();
            replica._door.Start();
            return replica;
        }
        catch
        {
            await replica.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Where it stands; takes a time in proportion to the accounts.</summary>
    public ValueTask<LedgerStatus> StatusAsync()
    {
        long bytes = 0;
        foreach (string file in Directory.EnumerateFiles(_options.Folder, "*", SearchOption.AllDirectories)) bytes += LengthOf(file);
        string name = _options.Members[_options.Self].Name;
        return new(_machine.Read(machine => LedgerStatus.Of(machine.Ledger, name, IsLeader, _machine.Applied, bytes)));
    }

    /// <summary>A hash of all that is replicated: equal on replicas that have applied the same entries.</summary>
    public Hash256 ReplicaHash() => _machine.ReplicaHash();

    /// <summary>Runs something on the ledger between two entries.</summary>
    public T Read<T>(Func<ExchangeLedger, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return _machine.Read(machine => read(machine.Ledger));
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopped) return;
        _stopped = true;
        await _door.DisposeAsync().ConfigureAwait(false);
        await _sequencer.DisposeAsync().ConfigureAwait(false);
        await _cluster.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await _cluster.DisposeAsync().ConfigureAwait(false);
        await _log.DisposeAsync().ConfigureAwait(false);
    }

    private static RaftCluster.TcpConfiguration Configuration(LedgerReplicaOptions options)
    {
        int election = (int)options.ElectionTimeout.TotalMilliseconds;
        RaftCluster.TcpConfiguration configuration = new(options.ListensForPeers ?? options.Members[options.Self].Peers)
        {
            PublicEndPoint = options.Members[options.Self].Peers,
            ConfigurationStorage = null!,
            ColdStart = false,
            LowerElectionTimeout = election,
            UpperElectionTimeout = 2 * election,
            RequestTimeout = _answering,
            ConnectTimeout = options.ElectionTimeout,
            TransmissionBlockSize = 1 << 16,
            IsLeaderLeaseEnabled = true,
            LoggerFactory = options.Log ?? NullLoggerFactory.Instance,
            SslOptions = options is { PeerServer: { } server, PeerClient: { } client }
                ? new SslOptions { ServerOptions = server, ClientOptions = client }
                : null,
        };
        InMemoryClusterConfigurationStorage<EndPoint> members = (InMemoryClusterConfigurationStorage<EndPoint>)configuration.ConfigurationStorage;
        var initial = members.CreateInitialConfigurationBuilder();
        foreach (LedgerMember member in options.Members) initial.Add(member.Peers);
        initial.Build();
        return configuration;
    }

    /// <summary>The log removes its files as it goes.</summary>
    private static long LengthOf(string file)
    {
        try
        {
            return new FileInfo(file).Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
