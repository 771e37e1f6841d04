using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Storage;

namespace Fleek.Sim.Live.Nodes;

/// <summary>A live node: who it is, what it serves, where it writes and whom it asks. What it is given it uses alone, and disposes of none.</summary>
/// <param name="Endpoint">How it does business.</param>
/// <param name="Signer">Holds its key; used by its one thread.</param>
/// <param name="Content">What it serves.</param>
/// <param name="Log">Where it writes what it must not forget.</param>
/// <param name="Ledger">Its own link.</param>
public sealed record NodeHostOptions(
    NodeEndpointOptions Endpoint, ISigner Signer, IContentStore Content, INodeLog Log, ILedgerLink Ledger)
{
    /// <summary>The epoch of the ledger as the node starts; it hears of later ones.</summary>
    public long Epoch { get; init; }

    public ConnectionLimits Limits { get; init; } = new();

    /// <summary>Other nodes that serve the same payers; null if there are none, or they are not told.</summary>
    public IHintChannel? Hints { get; init; }

    /// <summary>
    /// Whether the node's own thread hands chunks to the kernel, which copies them, or the thread pool does meanwhile. The pool was faster where
    /// it was measured: docs/live.md.
    /// </summary>
    public bool SendsInline { get; init; }

    /// <summary>How long a claim waits for others, to be submitted in one transaction.</summary>
    public TimeSpan RedeemDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Redeem transactions that may be under way at once; what comes meanwhile is gathered.</summary>
    public int RedeemsUnderWay { get; init; } = 4;

    /// <summary>Before a transaction that no replica took is submitted again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(500);
}
