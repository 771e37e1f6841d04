using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Store;

/// <summary>One row per cell and measure, with the 95 % interval.</summary>
public static class CellsTable
{
    public static Table Build(Plan plan, IReadOnlyList<CellSummary> cells)
    {
        List<TableColumn> columns =
        [
            .. AxisColumns.Of(plan),
            new("cell", ColumnKind.Text),
            new("runs", ColumnKind.Integer),
            new("measure", ColumnKind.Text),
            new("unit", ColumnKind.Text),
            new("n", ColumnKind.Integer),
            new("mean", ColumnKind.Number),
            new("low", ColumnKind.Number),
            new("high", ColumnKind.Number),
            new("estimator", ColumnKind.Text),
            new("upper_bound_only", ColumnKind.Flag),
        ];
        List<IReadOnlyList<object?>> rows = [];
        foreach (CellSummary cell in cells)
        {
            foreach (MeasureSummary m in cell.Measures)
            {
                rows.Add(
                [
                    .. AxisColumns.Values(plan, cell.Cell), cell.Cell.Id, (long)cell.Runs, m.Name, Measures.Get(m.Name).Unit,
                    m.N, m.Mean, m.Low, m.High, NameOf(m.Estimator), m.UpperBoundOnly,
                ]);
            }
        }

        return new(columns, rows);
    }

    /// <summary>The estimator's name in tables: stable.</summary>
    public static string NameOf(Estimator estimator) => estimator switch
    {
        Estimator.Proportion => "proportion_clopper_pearson",
        Estimator.UnitMean => "unit_mean_student_t",
        Estimator.RunMean => "run_mean_student_t",
        _ => throw new ArgumentOutOfRangeException(nameof(estimator)),
    };
}
