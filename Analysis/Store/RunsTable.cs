using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Store;

/// <summary>
/// One row per finished run: every axis, the cell's id, seed, engine, trace hash, counts, then every measure. No wall times:
/// equal results are equal bytes.
/// </summary>
public static class RunsTable
{
    public static Table Build(Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries)
    {
        MeasureDefinition[] measures = [.. CellStatistics.MeasureNames(plan, entries).Select(Measures.Get)];
        List<TableColumn> columns =
        [
            .. AxisColumns.Of(plan),
            new("cell", ColumnKind.Text),
            new("seed", ColumnKind.Unsigned),
            new("engine", ColumnKind.Text),
            new("trace_hash", ColumnKind.Text),
            new("events", ColumnKind.Integer),
            new("exchanges", ColumnKind.Integer),
        ];
        foreach (MeasureDefinition m in measures)
        {
            columns.Add(new(m.Name, ColumnKind.Number));
            if (m.Estimator == Estimator.UnitMean) columns.Add(new(m.Name + "_sd", ColumnKind.Number));
            if (m.Estimator != Estimator.RunMean) columns.Add(new(m.Name + "_n", ColumnKind.Integer));
        }

        List<IReadOnlyList<object?>> rows = [];
        foreach (Cell cell in plan.Cells)
        {
            foreach (ulong seed in plan.Seeds.Order())
            {
                if (entries.TryGetValue(new(cell.Id, seed), out JournalEntry? entry)
                    && entry is { Status: RunStatus.Done, Result: not null })
                    rows.Add(Row(plan, cell, entry, measures));
            }
        }

        return new(columns, rows);
    }

    private static List<object?> Row(Plan plan, Cell cell, JournalEntry entry, MeasureDefinition[] measures)
    {
        RunResult result = entry.Result!;
        List<object?> row =
        [
            .. AxisColumns.Values(plan, cell),
            cell.Id, entry.Key.Seed, entry.Engine, JournalLine.HexOf(result.TraceHash), result.Events, result.Exchanges,
        ];
        foreach (MeasureDefinition m in measures)
        {
            bool present = result.Measures.TryGetValue(m.Name, out MeasureValue v);
            row.Add(present ? Known(v.Value) : null);
            if (m.Estimator == Estimator.UnitMean) row.Add(present ? Known(v.Sd) : null);
            if (m.Estimator != Estimator.RunMean) row.Add(present ? v.N : null);
        }

        return row;
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
