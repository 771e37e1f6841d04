using System.Text.Json;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Living;

/// <summary><c>live predict</c>: what a live run is expected to measure, and nothing is run live.</summary>
internal static class LivePredictVerb
{
    public static int Run(VerbContext context, SimulationOptions flags, LiveFlags liveFlags, ILiveCrew crew)
    {
        LiveChoice choice = liveFlags.Read(context);
        Plan plan = LiveRunVerb.PlanOf(context, flags, choice, crew);
        Scenario scenario = plan.Cells[0].Scenario;
        using Interrupts interrupts = new(atOnce: true);
        LivePrediction prediction = LivePrediction.Of(
            scenario, plan.Seeds[0], choice.PredictSeeds, InputFiles.Load(plan).Of(scenario).Above(crew.Floors(scenario)), interrupts.Now);
        if (context.Json)
        {
            context.Terminal.Answer(JsonSerializer.Serialize(new { scenario = plan.Name, plan = plan.Hash, predicted = prediction }, JsonText.Options));
            return ExitCode.Ok;
        }

        context.Terminal.Answer(context.Terminal.Strong($"{plan.Name}  plan {plan.Hash}  what a live run of seed {plan.Seeds[0]} is expected to measure"));
        TextTable table = new("measure", "predicted", "mean", "same seed", "unit");
        foreach (string name in Measures.All.Select(m => m.Name))
        {
            if (!prediction.Measures.TryGetValue(name, out PredictedMeasure? measure)) continue;
            table.Add(name, LiveAnswer.Interval(measure), NumberText.Of(measure.Mean), measure.SameSeed is { } same ? NumberText.Of(same) : "-", Measures.Get(name).Unit);
        }

        foreach (string line in table.Lines(Terminal.OutputWidth)) context.Terminal.Answer(line);
        context.Terminal.Answer("");
        context.Terminal.Answer(LiveAnswer.WhatIntervalsAre(prediction));
        return ExitCode.Ok;
    }
}
