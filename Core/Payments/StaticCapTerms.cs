using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>
/// P7: each assigned node may be credited an equal share of what the account has above the threshold when its epoch begins, and no
/// more until the next (theorem T4). Safe without any assumption about time; a payer who uses k of kappa nodes can spend k / kappa.
/// </summary>
public sealed record StaticCapTerms : LimitTerms
{
    /// <summary>(B - F) / kappa, rounded down to base units; zero where B is below F.</summary>
    /// <param name="budget">B: the balance when the epoch begins, all earlier spend settled.</param>
    public Credits ShareOf(Credits budget) => new(Math.Max(0, budget.Units - Threshold.Units) / AssignedNodes);

    public override void Validate()
    {
        base.Validate();
        Check(AssignedNodes >= 1, nameof(AssignedNodes));
    }
}
