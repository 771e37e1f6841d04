using System.Net;
using System.Net.Security;
using Microsoft.Extensions.Logging;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>What one replica of a ledger is started with.</summary>
/// <param name="Terms">The same for all replicas.</param>
/// <param name="Members">All replicas, in the same order everywhere; one alone makes a ledger too.</param>
/// <param name="Self">Its place among them.</param>
/// <param name="Folder">Its log and its snapshots; nobody else's.</param>
/// <param name="Transport">How parties show who they are.</param>
public sealed record LedgerReplicaOptions(
    LedgerTerms Terms, IReadOnlyList<LedgerMember> Members, int Self, string Folder, ILedgerTransport Transport)
{
    /// <summary>Between replicas; without these two any process that reaches the port can pose as a replica.</summary>
    public SslServerAuthenticationOptions? PeerServer { get; init; }

    /// <inheritdoc cref="PeerServer"/>
    public SslClientAuthenticationOptions? PeerClient { get; init; }

    /// <summary>Bytes of the log between two snapshots.</summary>
    public long SnapshotEvery { get; init; } = 64L << 20;

    /// <summary>
    /// Among several replicas a snapshot is taken anew after so long. In 6.12.0 a replica that has installed a snapshot, and whose answer is
    /// lost, refuses the same snapshot for ever and gets nothing else: a newer one helps it.
    /// </summary>
    public TimeSpan SnapshotRenewal { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where it listens for other replicas, if that is not where they reach it.</summary>
    public IPEndPoint? ListensForPeers { get; init; }

    /// <summary>Connections of parties at once; further ones are closed.</summary>
    public int MaxConnections { get; init; } = 1 << 14;

    /// <summary>Of one key.</summary>
    public int MaxConnectionsPerParty { get; init; } = 64;

    /// <summary>A replica that hears nothing of a leader calls an election after a time drawn from this to twice this.</summary>
    public TimeSpan ElectionTimeout { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Told of each height and what was redeemed at it, such as an audit: must be quick. After a restart heights since the last
    /// snapshot come again.
    /// </summary>
    public Action<long, IReadOnlyList<Core.Ledger.LedgerClaim>>? Settled { get; init; }

    /// <summary>Hears what the engine says of elections, replication and its log; nobody unless given.</summary>
    public ILoggerFactory? Log { get; init; }

    /// <summary>Only a test leaves it out, to see what it is good for.</summary>
    internal bool FlushesBeforeAcknowledging { get; init; } = true;
}
