using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Store;

/// <summary>The axes of a plan as columns: numbers where every value of the axis is one, else the text.</summary>
internal static class AxisColumns
{
    public static bool IsNumeric(Axis axis) => axis.Values.Count > 0 && axis.Values.All(v => v.Number is not null);

    public static IEnumerable<TableColumn> Of(Plan plan) =>
        plan.Axes.Select(a => new TableColumn(a.Column, IsNumeric(a) ? ColumnKind.Number : ColumnKind.Text));

    public static IEnumerable<object?> Values(Plan plan, Cell cell)
    {
        for (int i = 0; i < plan.Axes.Count; i++)
            yield return IsNumeric(plan.Axes[i]) ? cell.Coordinates[i].Number : cell.Coordinates[i].Text;
    }
}
