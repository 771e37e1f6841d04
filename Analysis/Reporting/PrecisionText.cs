using System.Globalization;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Reporting;

/// <summary>What came of adding seeds until a measure was known well enough, in words.</summary>
public static class PrecisionText
{
    /// <summary>Said wherever such intervals are shown.</summary>
    public const string Bias = "Who stops on a narrow interval covers a little less often than 95 %: 93 % at worst where cells stop after some 20 seeds (docs/adaptive-seeds.md).";

    /// <summary>The rule: <c>seeds until negative_rate is known to 5 %</c>.</summary>
    public static string Goal(PrecisionGoal goal) =>
        $"seeds until {goal.Measure} is known to {NumberText.Percent(goal.Share)} (half of the 95 % interval over the mean)";

    /// <summary>One sentence: how many cells stand how, after how many seeds.</summary>
    public static string Sentence(Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries, PrecisionGoal goal)
    {
        AdaptiveSeeds adaptive = new(plan, goal);
        (Precision Precision, int Seeds)[] looks = [.. plan.Cells.Select(c => adaptive.Look(c, entries))];
        List<string> parts = [];
        Add(PrecisionState.Reached, (cells, seeds) => $"{cells} reached it with {seeds}");
        Add(PrecisionState.Negligible, (cells, seeds) => $"{cells} certainly below {NumberText.Percent(goal.Negligible)} with {seeds}");
        Add(PrecisionState.Exhausted, (cells, seeds) => $"{cells} not there after {seeds}, all that there may be{Widest(looks)}");
        Add(PrecisionState.Unobserved, (cells, _) => $"{cells} did not observe it");
        Add(PrecisionState.Open, (cells, _) => $"{cells} still open");
        return $"{Goal(goal)}: {string.Join("; ", parts)}";

        void Add(PrecisionState state, Func<string, string, string> say)
        {
            int[] seeds = [.. looks.Where(l => l.Precision.State == state).Select(l => l.Seeds)];
            if (seeds.Length == 0) return;
            parts.Add(say(seeds.Length == 1 ? "1 cell" : $"{Number(seeds.Length)} cells", Range(seeds)));
        }
    }

    private static string Widest((Precision Precision, int Seeds)[] looks)
    {
        double[] known = [.. looks.Where(l => l.Precision.State == PrecisionState.Exhausted).Select(l => l.Precision.HalfWidth).OfType<double>()];
        return known.Length == 0 ? "" : $" (widest {NumberText.Percent(known.Max())})";
    }

    private static string Range(int[] seeds) =>
        seeds.Min() == seeds.Max() ? $"{Number(seeds[0])} seeds" : $"{Number(seeds.Min())} to {Number(seeds.Max())} seeds";

    private static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
