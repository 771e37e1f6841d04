using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers.Raft;

/// <summary>How a party reaches a replicated ledger.</summary>
/// <param name="Replicas">All of them, in the order of the members.</param>
/// <param name="Party">Who it is, as <paramref name="Transport"/> shows.</param>
public sealed record RaftLedgerLinkOptions(IReadOnlyList<LedgerAddress> Replicas, PublicKey Party, ILedgerTransport Transport)
{
    /// <summary>What the transport needs and nobody else has: disposed of with the link.</summary>
    public IDisposable? Owned { get; init; }

    /// <summary>From the moment at which a transaction is final until this party sees it.</summary>
    public Duration Lag { get; init; }

    /// <summary>A transaction without an answer for so long is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A replica that says nothing for so long, not even that nothing is new, is left for another.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From calling a replica to its welcome.</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromSeconds(5);
}
