using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>
/// P8 and P9: nodes lease parts of the account from the log. A claim that asks for it also raises its node's limit, if no more than
/// <see cref="Reserve"/> of it is left, by as much as is not leased yet and at most <see cref="Quota"/>.
/// </summary>
/// <remarks>
/// The escrow method (O'Neil, "The escrow transactional method", TODS 1986) and the demarcation protocol (Barbara and Garcia-Molina,
/// EDBT 1992) on a replicated log. With a bootstrap of zero a node asks before its first chunk; that is the explicit lease P8.
/// </remarks>
public sealed record LeaseTerms : LimitTerms
{
    /// <summary>Q: most that one claim leases. Positive, and at least <see cref="Bootstrap"/>.</summary>
    public required Credits Quota { get; init; }

    /// <summary>R: a node asks for more when so much is left. Not negative.</summary>
    public required Credits Reserve { get; init; }

    /// <summary>c0: what an assigned node may be credited before it has leased anything; the threshold covers it for all of them.</summary>
    public Credits Bootstrap { get; init; }

    /// <summary>
    /// A node gives back what it does not need when the payer has closed or is frozen. If not, what a node leased stays with it for good.
    /// </summary>
    public bool ReleasesOnClose { get; init; } = true;

    /// <summary>Whether the account has no start-up credit that the threshold would not cover: F >= kappa c0 (theorem T5').</summary>
    public bool CoversBootstrap => (Int128)AssignedNodes * Bootstrap.Units <= Threshold.Units;

    /// <summary>
    /// Whether what one claim leases, or the reserve, is such that a node which cannot send another chunk may always ask for more.
    /// </summary>
    public bool Suits(Credits price) => Reserve >= price || Quota.Units % price.Units == 0;

    public override void Validate()
    {
        base.Validate();
        Check(Quota > Credits.Zero, nameof(Quota));
        Check(Reserve >= Credits.Zero, nameof(Reserve));
        Check(Bootstrap >= Credits.Zero && Bootstrap <= Quota, nameof(Bootstrap));
        Check(CoversBootstrap, nameof(Bootstrap));
    }
}
