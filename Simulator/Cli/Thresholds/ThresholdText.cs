using Fleek.Analysis.Statistics;
using Fleek.Analysis.Thresholds;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Thresholds;

/// <summary>Thresholds as tables for people.</summary>
internal static class ThresholdText
{
    public static IEnumerable<string> Lines(Plan plan, IReadOnlyList<ThresholdCurve> curves, IReadOnlyList<ThresholdCheck> checks)
    {
        int fewest = curves.Min(c => c.Sample.Accounts), most = curves.Max(c => c.Sample.Accounts);
        yield return $"{plan.Name} {plan.Hash}   {(fewest == most ? $"{fewest:N0}" : $"{fewest:N0} to {most:N0}")} accounts a cell, without a freeze threshold";
        foreach (string line in Needed(plan, curves).Lines(Terminal.OutputWidth)) yield return line;
        if (curves.Any(c => c.Needed.Any(n => n.High is null)))
        {
            double smallest = curves[0].Needed.Where(n => n.High is null).Select(n => n.Target).DefaultIfEmpty(curves[0].Needed[0].Target).Min();
            yield return $"  ?: too few accounts for an upper end; {ThresholdFigures.PercentOf(smallest)} wants "
                + $"{QuantileInterval.ValuesForUpperEnd(smallest):N0}";
        }

        if (checks.Count == 0) yield break;
        yield return "";
        yield return "checked under those thresholds, with other seeds";
        foreach (string line in Checked(plan, checks).Lines(Terminal.OutputWidth)) yield return line;
        yield return $"  {Counted(checks, CheckVerdict.Holds)} hold; {Counted(checks, CheckVerdict.Moves)} move: the overshoot depends on the "
            + $"threshold, the rate is as foretold; {Counted(checks, CheckVerdict.Fails)} fail: the rate is another "
            + $"(one false alarm in any of them: {100 * ThresholdCheck.FamilyLevel:0} %)";
    }

    private static TextTable Needed(Plan plan, IReadOnlyList<ThresholdCurve> curves)
    {
        NeededThreshold[] targets = [.. curves[0].Needed];
        TextTable table = new(
        [
            "policy", "commits per 1,000 chunks", "overshoot, chunks", "sd",
            .. targets.SelectMany(t => new[] { $"F for {ThresholdFigures.PercentOf(t.Target)}, chunks", "left at that F" }),
        ]);
        foreach (ThresholdCurve curve in curves)
        {
            (double mean, _, Interval? interval) = PooledMean.OverUnits([curve.Sample.Group]);
            table.Add(
            [
                Name(plan, curve.Cell), NumberText.Of(curve.Commits.Mean ?? double.NaN), With(mean, interval?.Low, interval?.High),
                NumberText.Of(curve.Sample.Group.Sd),
                .. curve.Needed.SelectMany(n => new[] { Threshold(n, curve.Sample.Price), NumberText.Of(curve.Sample.StrandedAt(n.Value).Mean) }),
            ]);
        }

        return table;
    }

    private static TextTable Checked(Plan plan, IReadOnlyList<ThresholdCheck> checks)
    {
        TextTable table = new("policy", "F, chunks", "foretold", "negative", "overshoot moves by", "left", "verdict");
        foreach (ThresholdCheck check in checks)
        {
            int n = check.Sample.Accounts;
            Interval rate = ProportionInterval.ClopperPearson(check.Negative, n);
            table.Add(
                Name(plan, check.Curve.Cell), NumberText.Of(check.Needed.Value.In(check.Sample.Price)), Percent(check.Foretold),
                $"{Percent((double)check.Negative / n)} [{Percent(rate.Low)}, {Percent(rate.High)}]",
                check.Shift is { } shift ? With(shift.Difference, shift.Interval.Low, shift.Interval.High) : "0",
                With(check.Stranded.Mean ?? double.NaN, check.Stranded.Low, check.Stranded.High), ThresholdTables.WordOf(check.Verdict));
        }

        return table;
    }

    private static string Name(Plan plan, Cell cell) => string.Join(", ", cell.Coordinates
        .Where((_, i) => plan.Axes[i].Path != ThresholdPlan.Path).Select(c => c.Text).DefaultIfEmpty("base"));

    private static string Threshold(NeededThreshold n, Credits price) =>
        $"{NumberText.Of(n.Value.In(price))} [{NumberText.Of(n.Low.In(price))}, {(n.High is { } high ? NumberText.Of(high.In(price)) : "?")}]";

    private static string With(double mean, double? low, double? high) => low is { } l && high is { } h
        ? $"{NumberText.Of(mean)} [{NumberText.Of(l)}, {NumberText.Of(h)}]" : NumberText.Of(mean);

    private static string Percent(double share) => NumberText.Of(100 * share) + " %";

    private static int Counted(IReadOnlyList<ThresholdCheck> checks, CheckVerdict verdict) => checks.Count(c => c.Verdict == verdict);
}
