using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>Tokens there are, and those there were when the year began, in base units of 10^-12.</summary>
public sealed class TokenSupply(Int128 atGenesis)
{
    public Int128 Now { get; private set; } = atGenesis;

    public Int128 AtYearStart { get; private set; } = atGenesis;

    /// <summary>
    /// An epoch ends in which so much was issued; the last one of a year sets what inflation is reckoned from in the next.
    /// </summary>
    public void EndEpoch(long epoch, Credits issued, EmissionTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        Now = checked(Now + issued.Units);
        if ((epoch + 1) % terms.EpochsPerYear == 0) AtYearStart = Now;
    }
}
