using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Exchange;

/// <summary>What a node of an exchange sees of the ledger; what a kind does not need is default.</summary>
/// <param name="Number">The height, or the epoch that began.</param>
/// <param name="Node">Who claimed; default where the payer moved money.</param>
/// <param name="Amount">What it takes from the signed balance, or the balance of an account that is opened.</param>
/// <param name="Cumulative">What the node was credited from the account in all, or others under the grant.</param>
internal readonly record struct ExchangeNews(
    ExchangeNewsKind Kind, long Number, PublicKey Payer, PublicKey Node, Hash256 Grant, Credits Amount, Credits Cumulative);

/// <summary>Kinds of <see cref="ExchangeNews"/>.</summary>
internal enum ExchangeNewsKind : byte
{
    /// <summary>The view of an account begins.</summary>
    Opened,

    /// <summary>A claim, or money that the payer moved.</summary>
    Entry,

    /// <summary>Other nodes were credited under a grant.</summary>
    GrantSpent,

    Epoch,

    /// <summary>Nothing new, but the view is up to date.</summary>
    Alive,

    /// <summary>Another node holds tickets of the payer.</summary>
    Hint,
}
