using Fleek.Analysis.Comparing;

namespace Fleek.Sim.Cli.Checking;

/// <summary>The rows that people are shown.</summary>
internal static class GateTable
{
    /// <summary>Of more rows only those are shown that are not unchanged.</summary>
    private const int ShownWhole = 24;

    public static IReadOnlyList<string> Columns(ComparisonReport found, string before) => WithCells(found)
        ? ["cell", "measure", before, "now", "difference (95 %)", "tolerated", "verdict"]
        : ["measure", before, "now", "difference (95 %)", "tolerated", "verdict"];

    public static IReadOnlyList<ComparedMeasure> Shown(ComparisonReport found) => found.Rows.Count <= ShownWhole
        ? found.Rows
        : [.. found.Rows.Where(r => r.Verdict != ChangeVerdict.Unchanged)];

    public static string[] Cells(ComparisonReport found, ComparedMeasure row)
    {
        string[] cells =
        [
            row.Measure.Name, ChangeText.Value(row, row.Old), ChangeText.Value(row, row.New), ChangeText.Difference(row),
            ChangeText.Tolerance(row), ChangeText.VerdictOf(row),
        ];
        return WithCells(found) ? [row.Cell.Name, .. cells] : cells;
    }

    /// <summary>How many rows are not shown; null where all are.</summary>
    public static string? Rest(ComparisonReport found)
    {
        int rest = found.Rows.Count - Shown(found).Count;
        return rest == 0 ? null : $"and {rest} unchanged";
    }

    private static bool WithCells(ComparisonReport found) => found.Rows.Any(r => r.Cell.Name.Length > 0);
}
