using Fleek.Scenarios.Measuring;
using Fleek.Sim.Cli.Commands;

namespace Fleek.Sim.Cli.Explaining;

/// <summary><c>explain negative_rate</c>: what a measure counts and how its interval is made.</summary>
internal static class MeasurePage
{
    private const string Everything = "measures";

    public static IEnumerable<string> Names => Measures.All.Select(m => m.Name);

    public static IReadOnlyList<string>? Find(string thing)
    {
        if (thing == Everything) return [.. Measures.All.SelectMany(Lines)];
        return Measures.All.FirstOrDefault(m => m.Name == thing) is { } measure ? [.. Lines(measure)] : null;
    }

    private static IEnumerable<string> Lines(MeasureDefinition measure) =>
        [
            $"{measure.Name}: a measure, in {measure.Unit}; better is {ListCommand.Better(measure.Direction)}",
            .. Prose.Wrap(measure.Definition),
            .. Prose.Wrap($"Interval: {Interval(measure.Estimator)}"),
        ];

    private static string Interval(Estimator estimator) => estimator switch
    {
        Estimator.Proportion => "events over units, pooled over the cell's runs; exact (Clopper-Pearson) 95 %; "
            + "with no event at all only the one-sided upper bound is given.",
        Estimator.UnitMean => "mean over units, pooled over the cell's runs from each run's mean and deviation; Student's t, 95 %.",
        _ => "one number per run; mean over the seeds, Student's t, 95 %. One seed gives no interval.",
    };
}
