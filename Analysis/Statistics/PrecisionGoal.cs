namespace Fleek.Analysis.Statistics;

/// <summary>How well a measure of a cell is to be known before no further seed is run.</summary>
/// <param name="Measure">Its name.</param>
/// <param name="Share">Half of the 95 % interval is at most this share of the mean: 0.05 for 5 %.</param>
/// <param name="Negligible">
/// A rate whose exact upper bound is at most this is known well enough, however few events there were: of a rate of zero no share
/// can be reached.
/// </param>
public sealed record PrecisionGoal(string Measure, double Share, double Negligible = PrecisionGoal.DefaultNegligible)
{
    /// <summary>0.01 %, one account in ten thousand.</summary>
    public const double DefaultNegligible = 1e-4;

    /// <summary>Seeds of a cell where nobody says how many there may be at most.</summary>
    public const int DefaultMostSeeds = 1000;
}
