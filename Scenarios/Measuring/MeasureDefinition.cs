namespace Fleek.Scenarios.Measuring;

/// <summary>Which way is better.</summary>
public enum Direction
{
    LowerIsBetter,
    HigherIsBetter,
    Neutral,
}

/// <summary>How the runs of a cell become one number with an interval.</summary>
public enum Estimator
{
    /// <summary>Events over units (accounts or samples): pooled over runs, exact Clopper-Pearson 95 % interval; zero events give an upper bound.</summary>
    Proportion,

    /// <summary>Mean over units: pooled over runs by (n, mean, sd), Student's t 95 % interval with n - 1 degrees of freedom.</summary>
    UnitMean,

    /// <summary>A number of the whole run (a ratio or a percentile): mean over seeds, Student's t 95 % interval over seeds.</summary>
    RunMean,
}

/// <summary>A number that a run reports.</summary>
/// <param name="Name">snake_case with its unit, stable: the column of the tables.</param>
/// <param name="Unit">The unit in words, for people.</param>
/// <param name="Definition">What is counted, over what, and what is not.</param>
public sealed record MeasureDefinition(string Name, string Unit, Direction Direction, Estimator Estimator, string Definition);
