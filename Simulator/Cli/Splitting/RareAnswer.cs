using System.Text.Json;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.Display;
using Theory = Fleek.Analysis.Theory.Splitting;

namespace Fleek.Sim.Cli.Splitting;

/// <summary>An estimate of a rare event as text and as JSON.</summary>
internal static class RareAnswer
{
    public static IEnumerable<string> Lines(Plan plan, Scenario scenario, SplittingEstimate found)
    {
        yield return $"{plan.Name} {plan.Hash}   P(an account ends below zero)";
        if (found.Probability == 0)
        {
            yield return "estimate   0: every repetition died out before the event; more runs per stage may reach it";
            yield return $"runs       {found.Runs:N0}: {found.Repetitions} repetitions of {found.StageShares.Count} stages of {found.RunsPerStage:N0}";
            yield break;
        }

        string interval = found.Interval is { } i ? $" [{Of(i.Low)}, {Of(i.High)}] (95 %, Student's t over repetitions)" : "";
        yield return $"estimate   {Of(found.Probability)}{interval}";
        string measured = found.RelativeError is { } error ? $"{Percent(error)} from {found.Repetitions} repetitions; " : "";
        yield return $"error      {measured}{Percent(found.LeastRelativeError!.Value)} if each stage's runs had equal chances";
        yield return $"stages     {string.Join(' ', found.StageShares.Select(s => Percent(s)))}";
        string crude = found.RelativeError is > 0 and var of
            ? $"; without splitting {Of(Theory.CrudeRuns(found.Probability, of))} for the same error" : "";
        yield return $"runs       {found.Runs:N0}{crude}";
        if (ClosedForm(scenario) is { } law) yield return $"theory     {Of(law)}";
    }

    public static string Json(Plan plan, Scenario scenario, IReadOnlyList<double> levels, SplittingEstimate found) => JsonSerializer.Serialize(
        new
        {
            scenario = plan.Name,
            plan = plan.Hash,
            seed = plan.Seeds[0],
            probability = found.Probability,
            low = found.Interval?.Low,
            high = found.Interval?.High,
            relative_error = found.RelativeError,
            least_relative_error = found.LeastRelativeError,
            repetitions = found.Repetitions,
            runs_per_stage = found.RunsPerStage,
            runs = found.Runs,
            crude_runs = found.RelativeError is > 0 and var error ? Theory.CrudeRuns(found.Probability, error) : (double?)null,
            levels,
            stage_shares = found.StageShares,
            theory = ClosedForm(scenario),
        },
        JsonText.Options);

    private static double? ClosedForm(Scenario scenario) => new TheoryCurve().Predict(Measures.NegativeRate, scenario, unpaidTimeMs: 0);

    private static string Of(double value) => NumberText.Of(value);

    private static string Percent(double share) => NumberText.Of(Math.Round(100 * share, 2)) + " %";
}
