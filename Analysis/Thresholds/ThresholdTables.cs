using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Thresholds;

/// <summary>The numbers of curves as tables: the same for the same runs.</summary>
public static class ThresholdTables
{
    /// <summary>One row per cell and target; what was not checked is missing.</summary>
    public static Table Needed(Plan plan, IReadOnlyList<ThresholdCurve> curves, IReadOnlyList<ThresholdCheck> checks) => new(
        [
            .. Columns(plan),
            .. Numbers("overshoot_mean_chunks", "overshoot_low_chunks", "overshoot_high_chunks", "overshoot_sd_chunks",
                "commits_per_1000_chunks", "commits_low", "commits_high", "target", "threshold_chunks", "threshold_low_chunks",
                "threshold_high_chunks", "foretold_rate", "foretold_stranded_chunks"),
            new("checked_accounts", ColumnKind.Integer), new("checked_negative", ColumnKind.Integer),
            .. Numbers("checked_rate", "checked_rate_low", "checked_rate_high", "checked_stranded_chunks", "shift_chunks", "shift_low_chunks",
                "shift_high_chunks", "p_rate", "p_shift"),
            new("verdict", ColumnKind.Text),
        ],
        [.. curves.SelectMany(c => c.Needed.Select(n => Row(plan, c, n, checks.FirstOrDefault(k => k.Curve == c && k.Needed.Value == n.Value))))]);

    /// <summary>How many accounts of each cell overshot by how much.</summary>
    public static Table Overshoots(Plan plan, IReadOnlyList<ThresholdCurve> curves)
    {
        List<IReadOnlyList<object?>> rows = [];
        foreach (ThresholdCurve curve in curves)
        {
            foreach (IGrouping<long, long> same in curve.Sample.Overshoots.ToArray().GroupBy(o => o))
            {
                rows.Add([.. AxisColumns.Values(plan, curve.Cell), curve.Cell.Id, new Credits(same.Key).In(curve.Sample.Price),
                    (long)same.Count()]);
            }
        }

        return new([.. AxisColumns.Of(plan), new("cell", ColumnKind.Text), new("overshoot_chunks", ColumnKind.Number),
            new("accounts", ColumnKind.Integer)], rows);
    }

    public static string WordOf(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Holds => "holds",
        CheckVerdict.Moves => "moves",
        _ => "fails",
    };

    private static IEnumerable<TableColumn> Columns(Plan plan) =>
        [.. AxisColumns.Of(plan), new("cell", ColumnKind.Text), new("runs", ColumnKind.Integer), new("accounts", ColumnKind.Integer)];

    private static IEnumerable<TableColumn> Numbers(params string[] names) => names.Select(n => new TableColumn(n, ColumnKind.Number));

    private static object?[] Row(Plan plan, ThresholdCurve curve, NeededThreshold needed, ThresholdCheck? check)
    {
        OvershootSample sample = curve.Sample;
        PooledMean.Group group = sample.Group;
        Interval? mean = PooledMean.OverUnits([group]).Interval;
        Interval? rate = check is null ? null : ProportionInterval.ClopperPearson(check.Negative, check.Sample.Accounts);
        return
        [
            .. AxisColumns.Values(plan, curve.Cell), curve.Cell.Id, (long)sample.Runs, (long)sample.Accounts,
            group.Mean, mean?.Low, mean?.High, group.Sd, curve.Commits.Mean, curve.Commits.Low, curve.Commits.High,
            needed.Target, needed.Value.In(sample.Price), needed.Low.In(sample.Price), needed.High?.In(sample.Price),
            (double)sample.NegativeAt(needed.Value) / sample.Accounts, sample.StrandedAt(needed.Value).Mean,
            (long?)check?.Sample.Accounts, (long?)check?.Negative,
            check is null ? null : (double)check.Negative / check.Sample.Accounts, rate?.Low, rate?.High, check?.Stranded.Mean,
            check?.Shift?.Difference, check?.Shift?.Interval.Low, check?.Shift?.Interval.High, check?.PValueOfRate, check?.PValueOfShift,
            check is null ? null : WordOf(check.Verdict),
        ];
    }
}
