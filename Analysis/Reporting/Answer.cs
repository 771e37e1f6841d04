using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Reporting;

/// <summary>The scenario's question answered in one sentence, from the cells alone.</summary>
public static class Answer
{
    /// <summary>A negative-balance rate that is called small: judged on the upper end of the 95 % interval.</summary>
    public const double SmallRate = 0.01;

    private const string FreezeThreshold = "payments.freeze_threshold";

    /// <summary>One sentence with numbers and intervals; says so plainly if no cell qualifies or nothing has run.</summary>
    public static string Sentence(Plan plan, IReadOnlyList<CellSummary> cells)
    {
        if (cells.All(c => c.Runs == 0)) return "No run has finished, so there is no answer.";
        int axis = IndexOf(plan, FreezeThreshold);
        bool swept = axis >= 0 && plan.Axes[axis].Values.All(v => v.Number is not null);
        if (swept && cells.Any(c => c.Find(Measures.NegativeRate)?.Mean is not null)) return LowestThresholds(cells, axis);
        return Range(plan, cells);
    }

    private static int IndexOf(Plan plan, string path)
    {
        for (int i = 0; i < plan.Axes.Count; i++)
            if (plan.Axes[i].Path == path) return i;
        return -1;
    }

    private static string LowestThresholds(IReadOnlyList<CellSummary> cells, int axis)
    {
        List<string> found = [], none = [];
        foreach (IGrouping<string, CellSummary> line in cells.GroupBy(c => Others(c, axis)))
        {
            CellSummary[] ordered = [.. line.OrderBy(c => c.Cell.Coordinates[axis].Number)];
            CellSummary? lowest = LowestSafe(ordered);
            if (lowest is null) none.Add(line.Key);
            else found.Add(Found(line.Key, lowest, axis));
        }

        string rule = $"a negative-balance rate whose 95 % upper bound is below {NumberText.Percent(SmallRate)}";
        if (found.Count == 0) return $"No swept freeze threshold has {rule}.";
        string sentence =
            $"The lowest swept freeze threshold with {rule} (and with it every higher one swept): {string.Join("; ", found)}";
        return none.Count == 0 ? sentence + "." : $"{sentence}; none of those swept for {string.Join(", ", none)}.";
    }

    private static string Found(string line, CellSummary cell, int axis)
    {
        string text = $"{cell.Cell.Coordinates[axis].Text} ({NumberText.Of(cell.Find(Measures.NegativeRate)!)})";
        return line.Length == 0 ? text : $"{line}: {text}";
    }

    /// <summary>Counted down from the highest threshold: a chance dip below the line at a low one does not count.</summary>
    private static CellSummary? LowestSafe(CellSummary[] ordered)
    {
        CellSummary? lowest = null;
        for (int i = ordered.Length - 1; i >= 0; i--)
        {
            if (ordered[i].Find(Measures.NegativeRate) is not { High: { } high } || high >= SmallRate) break;
            lowest = ordered[i];
        }

        return lowest;
    }

    private static string Range(Plan plan, IReadOnlyList<CellSummary> cells)
    {
        string name = plan.Measures.Count > 0 ? plan.Measures[0] : Measures.NegativeRate;
        string unit = Measures.Get(name).Unit, words = name.Replace('_', ' ');
        (CellSummary Cell, MeasureSummary Measure)[] known =
            [.. cells.Select(c => (c, c.Find(name)!)).Where(p => p.Item2?.Mean is not null).OrderBy(p => p.Item2.Mean)];
        if (known.Length == 0) return $"No finished run observed {words}.";
        if (cells.Count == 1) return $"{words}: {NumberText.Of(known[0].Measure)} ({unit}; 95 % interval in brackets).";
        return $"{words} ({unit}; 95 % intervals in brackets) is lowest at {Others(known[0].Cell, -1)}: "
            + $"{NumberText.Of(known[0].Measure)}, and highest at {Others(known[^1].Cell, -1)}: "
            + $"{NumberText.Of(known[^1].Measure)}.";
    }

    private static string Others(CellSummary cell, int axis) =>
        string.Join(", ", cell.Cell.Coordinates.Where((_, i) => i != axis).Select(v => v.Text));
}
