using Fleek.Analysis.Statistics;

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
        long units = nested ? TwoArmPlan.NestedPairs(good, bad, level, miss) : TwoArmPlan.UnitsPerArm(good, bad, level, miss);
        // Of nested runs all differences have one sign, and those that are zero say nothing.
        double telling = nested ? 1 - Math.Pow(1 - (bad - good), accounts) : 1;
        int fewest = (int)Math.Ceiling(SignFlip.FewestPairs(level) / telling);
        return Math.Max((int)Math.Ceiling((double)units / accounts), fewest);
    }
}
