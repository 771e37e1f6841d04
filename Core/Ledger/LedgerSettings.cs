using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// The constants of an <see cref="ExchangeLedger"/>: all replicas have the same. Heights are positions in the ledger's log.
/// </summary>
public sealed record LedgerSettings
{
    /// <summary>An epoch's length: epoch e is open from height e times this on.</summary>
    public required long EpochHeights { get; init; }

    /// <summary>
    /// G: for how long tickets of an epoch are redeemed after its end; above the worst time from submitting to final.
    /// </summary>
    public required long GraceHeights { get; init; }

    /// <summary>T_r: the time to answer a dispute, and how long after an epoch's close its units may be disputed.</summary>
    public required long DisputeHeights { get; init; }

    /// <summary>Between asking for money of an account and getting what is then left of it.</summary>
    public required long WithdrawHeights { get; init; }

    /// <summary>
    /// Between asking for stake and getting it: no shorter than an epoch with all its disputes, else a cheat is gone before.
    /// </summary>
    public required long UnbondingHeights { get; init; }

    /// <summary>What a payer pays to have a grant registered.</summary>
    public Credits GrantFee { get; init; }

    /// <summary>
    /// Of a million units that a node earns in an epoch, so many are fees; rounded down on the sum, not on each redeem.
    /// </summary>
    public long RedeemFeeMillionths { get; init; }

    /// <summary>What a node pays, from its earnings alone, when it left a dispute over a key unanswered.</summary>
    public Credits WithheldKeyFee { get; init; }

    /// <summary>What a proof of cheating takes from a node's stake.</summary>
    public Credits SlashAmount { get; init; }

    /// <summary>What the poster of a dispute stands to lose.</summary>
    public Credits PosterDeposit { get; init; }

    /// <summary>Throws if a setting is out of range.</summary>
    /// <exception cref="ArgumentException">It is named.</exception>
    internal void Validate()
    {
        const long longest = 1L << 40;
        Check(EpochHeights is > 0 and <= longest, nameof(EpochHeights));
        Check(GraceHeights is >= 0 and <= longest, nameof(GraceHeights));
        Check(DisputeHeights is > 0 and <= longest, nameof(DisputeHeights));
        Check(WithdrawHeights is >= 0 and <= longest, nameof(WithdrawHeights));
        Check(UnbondingHeights <= 8 * longest, nameof(UnbondingHeights));
        Check(UnbondingHeights >= EpochHeights + GraceHeights + (2 * DisputeHeights), nameof(UnbondingHeights));
        Check(RedeemFeeMillionths is >= 0 and <= 1_000_000, nameof(RedeemFeeMillionths));
        Check(GrantFee >= Credits.Zero, nameof(GrantFee));
        Check(WithheldKeyFee >= Credits.Zero, nameof(WithheldKeyFee));
        Check(SlashAmount >= Credits.Zero, nameof(SlashAmount));
        Check(PosterDeposit >= Credits.Zero, nameof(PosterDeposit));
    }

    /// <summary>All of them, in the order of a snapshot.</summary>
    internal long[] All() =>
    [
        EpochHeights, GraceHeights, DisputeHeights, WithdrawHeights, UnbondingHeights, GrantFee.Units, RedeemFeeMillionths,
        WithheldKeyFee.Units, SlashAmount.Units, PosterDeposit.Units,
    ];

    private static void Check(bool holds, string name)
    {
        if (!holds) throw new ArgumentException("out of range", name);
    }
}
