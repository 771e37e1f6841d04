using Fleek.Analysis.Figures;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Reporting;

/// <summary>The cells of a plan as people read them: plain data for a terminal or a page.</summary>
/// <param name="Columns">The axes, then the measures that the scenario lists, then finished runs.</param>
/// <param name="Rows">One per cell in plan order.</param>
public sealed record CellTable(IReadOnlyList<CellTable.Column> Columns, IReadOnlyList<IReadOnlyList<CellTable.Entry>> Rows)
{
    /// <param name="Unit">In words; empty where the name says it.</param>
    /// <param name="IsAxis">Varied, not measured.</param>
    public sealed record Column(string Name, string Unit, bool IsAxis);

    /// <param name="Text">As shown, such as <c>0.3 % [0.13, 0.59]</c>.</param>
    /// <param name="Number">To sort by; null for words and for what was not observed.</param>
    public sealed record Entry(string Text, double? Number);

    public static CellTable Build(Plan plan, IReadOnlyList<CellSummary> cells)
    {
        List<Column> columns =
            [.. plan.Axes.Select(a => new Column(FigureBuilder.TitleOf(a with { Unit = null }), a.Unit ?? "", true))];
        columns.AddRange(plan.Measures.Select(name => new Column(name, Measures.Get(name).Unit, false)));
        columns.Add(new("runs", "finished", false));
        return new(columns, [.. cells.Select(cell => Row(plan, cell))]);
    }

    private static List<Entry> Row(Plan plan, CellSummary cell)
    {
        List<Entry> row = [.. cell.Cell.Coordinates.Select(v => new Entry(v.Text, v.Number))];
        foreach (string name in plan.Measures)
        {
            MeasureSummary? m = cell.Find(name);
            row.Add(m is null ? new("–", null) : new(NumberText.Of(m), m.UpperBoundOnly ? 0 : m.Mean));
        }

        row.Add(new(NumberText.Of(cell.Runs), cell.Runs));
        return row;
    }
}
