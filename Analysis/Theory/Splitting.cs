namespace Fleek.Analysis.Theory;

/// <summary>
/// Runs that fixed-effort splitting takes for a rare event: m stages that each succeed with probability p, n runs each, have
/// the squared relative error m (1 - p) / (n p).
/// </summary>
public static class Splitting
{
    public static double RunsPerStage(double stages, double stageProbability, double relativeError)
    {
        Require.AtLeast(stages, 1);
        Require.Inside(stageProbability, 0, 1);
        Require.Above(relativeError, 0);
        double runs = stages * (1 - stageProbability) / stageProbability / (relativeError * relativeError);
        return WholeNumber.Up(runs);
    }

    /// <summary>(1 - P) / (P RE^2): runs without splitting.</summary>
    public static double CrudeRuns(double probability, double relativeError) => RunsPerStage(1, probability, relativeError);
}
