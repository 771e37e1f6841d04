using System.Globalization;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Thresholds;

/// <summary>Which runs find thresholds, and which check them.</summary>
public static class ThresholdPlan
{
    /// <summary>The key that is set to zero for the one and to what was found for the other.</summary>
    public const string Path = "payments.freeze_threshold";

    /// <summary>
    /// Plans of the same seeds as one, which varies the policy and nothing else: cells of the first are named by their axes, those of the
    /// others by scenario and axes.
    /// </summary>
    public static Plan Together(IReadOnlyList<Plan> plans)
    {
        Plan first = plans[0];
        List<Cell> cells = [];
        foreach (Plan plan in plans)
        {
            foreach (Cell cell in plan.Cells.Where(c => cells.TrueForAll(other => other.Id != c.Id)))
            {
                string label = PolicyFamily.LabelOf(plan, cell);
                string name = plan == first ? label : $"{plan.Name} {(label == plan.Name ? "" : label)}".TrimEnd();
                cells.Add(cell with { Index = cells.Count, Coordinates = [new AxisValue(name, null)] });
            }
        }

        Axis policy = new("policy", "policy", null, [.. cells.Select(c => c.Coordinates[0])]);
        InputFile[] inputs = [.. plans.SelectMany(p => p.Inputs).DistinctBy(i => i.Path)];
        return first with
        {
            Axes = [policy], Cells = cells, Inputs = inputs, Hash = string.Join('-', plans.Select(p => p.Hash)),
        };
    }

    /// <summary>
    /// The runs that check what curves say: of each curve and target one cell, under the threshold that was found, with as many seeds as
    /// before and none of them the same.
    /// </summary>
    public static (Plan Plan, IReadOnlyList<(ThresholdCurve Curve, NeededThreshold Needed)> Cells) Checking(
        Plan plan, IReadOnlyList<ThresholdCurve> curves)
    {
        List<Cell> cells = [];
        List<(ThresholdCurve, NeededThreshold)> meant = [];
        foreach (ThresholdCurve curve in curves)
        {
            foreach (NeededThreshold needed in curve.Needed.Where(n => n.Value <= curve.Cell.Scenario.Users.Balance))
            {
                if (meant.Any(m => m.Item1 == curve && m.Item2.Value == needed.Value)) continue;
                cells.Add(Under(plan, curve.Cell, needed.Value, cells.Count));
                meant.Add((curve, needed));
            }
        }

        ulong last = plan.Seeds[^1];
        return (plan with { Cells = cells, Seeds = [.. plan.Seeds.Select((_, i) => checked(last + 1 + (ulong)i))] }, meant);
    }

    private static Cell Under(Plan plan, Cell cell, Credits threshold, int index)
    {
        string text = $"{threshold.In(cell.Scenario.Payments.Price).ToString("0.############", CultureInfo.InvariantCulture)} chunks";
        AxisValue[] coordinates = [.. cell.Coordinates.Select(
            (value, axis) => plan.Axes[axis].Path == Path ? new AxisValue(text, threshold.In(cell.Scenario.Payments.Price)) : value)];
        return new(index, $"{cell.Id}@{threshold.Units}", coordinates,
            cell.Scenario with { Payments = cell.Scenario.Payments with { FreezeThreshold = threshold } });
    }
}
