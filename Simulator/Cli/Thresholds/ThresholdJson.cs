using System.Text.Json;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Thresholds;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Thresholds;

/// <summary>Thresholds as one JSON object, with every number in full.</summary>
internal static class ThresholdJson
{
    public static string Of(Plan plan, IReadOnlyList<ThresholdCurve> curves, IReadOnlyList<ThresholdCheck> checks) => JsonSerializer.Serialize(
        new
        {
            scenario = plan.Name,
            plan = plan.Hash,
            family_level = ThresholdCheck.FamilyLevel,
            cells = curves.Select(curve => new
            {
                axes = plan.Axes.Select((axis, i) => (axis.Path, curve.Cell.Coordinates[i].Text)).ToDictionary(a => a.Path, a => a.Text),
                runs = curve.Sample.Runs,
                accounts = curve.Sample.Accounts,
                commits_per_1000_chunks = new { mean = curve.Commits.Mean, low = curve.Commits.Low, high = curve.Commits.High },
                overshoot_chunks = Overshoot(curve.Sample),
                thresholds = curve.Needed.Select(needed => Needed(curve, needed, checks)),
            }),
        },
        JsonText.Options);

    private static object Needed(ThresholdCurve curve, NeededThreshold needed, IReadOnlyList<ThresholdCheck> checks) => new
    {
        target = needed.Target,
        threshold_chunks = needed.Value.In(curve.Sample.Price),
        low = needed.Low.In(curve.Sample.Price),
        high = needed.High?.In(curve.Sample.Price),
        foretold_rate = (double)curve.Sample.NegativeAt(needed.Value) / curve.Sample.Accounts,
        foretold_stranded_chunks = curve.Sample.StrandedAt(needed.Value).Mean,
        @checked = checks.FirstOrDefault(c => c.Curve == curve && c.Needed.Value == needed.Value) is { } check ? Checked(check) : null,
    };

    private static object Checked(ThresholdCheck check)
    {
        Interval rate = ProportionInterval.ClopperPearson(check.Negative, check.Sample.Accounts);
        return new
        {
            accounts = check.Sample.Accounts,
            negative = check.Negative,
            rate = (double)check.Negative / check.Sample.Accounts,
            rate_low = rate.Low,
            rate_high = rate.High,
            stranded_chunks = check.Stranded.Mean,
            overshoot_chunks = Overshoot(check.Sample),
            shift_chunks = check.Shift?.Difference,
            shift_low = check.Shift?.Interval.Low,
            shift_high = check.Shift?.Interval.High,
            p_rate = check.PValueOfRate,
            p_shift = check.PValueOfShift,
            verdict = ThresholdTables.WordOf(check.Verdict),
        };
    }

    private static object Overshoot(OvershootSample sample)
    {
        PooledMean.Group group = sample.Group;
        Interval? interval = PooledMean.OverUnits([group]).Interval;
        return new { mean = group.Mean, low = interval?.Low, high = interval?.High, sd = double.IsNaN(group.Sd) ? (double?)null : group.Sd };
    }
}
