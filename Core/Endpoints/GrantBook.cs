using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>A grant that was shown and checked, and what was served under it here.</summary>
internal sealed class GrantBook(in SignedGrant signed, PayerEntry payer)
{
    public readonly SignedGrant Signed = signed;

    public Hash256 Id { get; } = signed.Grant.Id();

    public PayerEntry Payer { get; } = payer;

    /// <summary>This node's way in its scope, as a device showed it first: the ledger wants it with every claim.</summary>
    public ClaimPath Path { get; set; } = ClaimPath.Any;

    /// <summary>Whether the log has the way, or needs none.</summary>
    public bool IsPathRecorded { get; set; }

    /// <summary>How many lanes of it are kept.</summary>
    public int Lanes { get; set; }

    /// <summary>What all its lanes here have cost.</summary>
    public Credits Paid { get; set; }

    /// <summary>What was promised to open sessions and is not paid.</summary>
    public Credits Promised { get; set; }

    /// <summary>What the ledger shows that other nodes were credited under it.</summary>
    public Credits SpentElsewhere { get; set; }

    /// <summary>Whether it has a share of this node, which is nobody else's.</summary>
    public bool IsCapped => Signed.Grant.MaxSpendPerNode > Credits.Zero;

    /// <summary>
    /// What this node may still promise: the static share of a node if the grant has one, which no staleness can make too much; else
    /// what is left of the whole as far as the ledger's view goes.
    /// </summary>
    public Credits Left
    {
        get
        {
            Grant grant = Signed.Grant;
            Credits whole = grant.MaxSpend - Credits.Min(grant.MaxSpend, SpentElsewhere);
            Credits cap = IsCapped ? Credits.Min(grant.MaxSpendPerNode, grant.MaxSpend) : whole;
            return cap - Credits.Min(cap, Paid + Promised);
        }
    }

    public void Promise(Credits amount)
    {
        Invariant.Require(amount <= Left || Planted.Is(ProtocolBug.GrantCapPerLane), "I11: more is promised than a grant bears");
        Promised += amount;
    }
}
