using System.Text.Json;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Splitting;

/// <summary>A line on standard error after each estimate, in words or as JSON.</summary>
internal sealed class RareProgress(VerbContext context, Plan plan, RareOrder order)
{
    public void Levels(int stages, TimeSpan elapsed) => Say(
        new { scenario = plan.Name, stages, elapsed_s = Math.Round(elapsed.TotalSeconds, 1) },
        $"{plan.Name} {plan.Hash}  {stages} stages of {order.RunsPerStage} runs  {NumberText.Span(elapsed)}");

    public void Repetition(SplittingEstimate soFar, TimeSpan elapsed) => Say(
        new
        {
            scenario = plan.Name,
            total = order.Repetitions,
            done = soFar.Repetitions,
            probability = soFar.Probability,
            relative_error = soFar.RelativeError,
            elapsed_s = Math.Round(elapsed.TotalSeconds, 1),
        },
        $"{plan.Name} {plan.Hash}  {soFar.Repetitions}/{order.Repetitions} repetitions  {NumberText.Of(soFar.Probability)}"
        + $"{(soFar.RelativeError is { } error ? $" +-{100 * error:0} %" : "")}  {NumberText.Span(elapsed)}");

    private void Say(object numbers, string words)
    {
        if (context.Progress == "none") return;
        context.Terminal.Note(context.Progress == "json" ? JsonSerializer.Serialize(numbers) : words);
    }
}
