using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Comparing;

/// <summary>How many seeds a gate takes.</summary>
public static class ComparisonPlan
{
    /// <summary>
    /// Seeds by which a rate that rises from <paramref name="good"/> to <paramref name="bad"/> is called worse with probability
    /// 1 - <paramref name="miss"/>.
    /// </summary>
    /// <param name="accounts">In one run, each with a fate of its own.</param>
    /// <param name="tests">Cells times measures that are judged together.</param>
    /// <param name="nested">Who fell before falls now too, by common random numbers; else the arms are as if independent.</param>
    public static int Seeds(double good, double bad, int accounts, int tests, double miss, bool nested)
    {
        double level = Comparison.FamilyLevel / tests;
        double seeds = nested ? Nested(good, bad, accounts, level, miss) : Independent(good, bad, accounts, level, miss);
        return Math.Max((int)Math.Ceiling(seeds), DifferenceTest.PairsForRandomisation);
    }

    /// <summary>All differences have one sign, and those that are zero say nothing.</summary>
    private static double Nested(double good, double bad, int accounts, double level, double miss)
    {
        double telling = 1 - Math.Pow(1 - (bad - good), accounts);
        double units = TwoArmPlan.NestedPairs(good, bad, level, miss);
        return Math.Max(units / accounts, SignFlip.FewestPairs(level) / telling);
    }

    /// <summary>Signs are tossed for whole differences, so that the change itself adds to the noise that it is compared with.</summary>
    private static double Independent(double good, double bad, int accounts, double level, double miss)
    {
        Require.That(good > 0 && bad > good && bad < 1, $"rates must rise between 0 and 1, not from {good} to {bad}");
        double change = accounts * (bad - good), variance = accounts * ((good * (1 - good)) + (bad * (1 - bad)));
        double root = (NormalApproximation.UpperQuantile(level) * Math.Sqrt(variance + (change * change)))
            + (NormalApproximation.UpperQuantile(miss) * Math.Sqrt(variance));
        return root * root / (change * change);
    }
}
