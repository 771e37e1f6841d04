using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>A redeemed ticket, and what it moved.</summary>
/// <param name="New">What the ticket says beyond the lane's earlier ones.</param>
/// <param name="UnitPrice">Of its chain.</param>
/// <param name="Credited">Of <paramref name="New"/>, what grant, caps and disputes let through.</param>
/// <param name="Paid">Of <paramref name="Credited"/>, what the payer had; the rest is its debt.</param>
public readonly record struct LedgerClaim(
    LaneKey Lane, PublicKey Payer, Credits New, Credits UnitPrice, Credits Credited, Credits Paid)
{
    /// <summary>Chunks that it pays.</summary>
    public long Units => New.Units / UnitPrice.Units;
}
