using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Ledgers;

/// <summary>One thing that a ledger tells a party, in the order of the log. What a kind does not need is default.</summary>
/// <param name="Height">The ledger's height, after it.</param>
public readonly record struct LedgerNews(LedgerNewsKind Kind, long Height)
{
    /// <summary>Whose account.</summary>
    public PublicKey Payer { get; init; }

    /// <summary>Who claimed; default where the payer moved money.</summary>
    public PublicKey Node { get; init; }

    /// <summary>What an entry takes from the account's signed balance; an opened account's signed balance.</summary>
    public Credits Amount { get; init; }

    /// <summary>What the node has claimed from the account in all, or was credited under the grant.</summary>
    public Credits Cumulative { get; init; }

    /// <summary>The id of the grant.</summary>
    public Hash256 Grant { get; init; }

    public long Epoch { get; init; }
}
