using System.Diagnostics;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World.Splitting;

namespace Fleek.Sim.Cli.Splitting;

/// <summary><c>rare</c>: fixed-effort splitting of one account of a scenario's base cell.</summary>
internal static class RareVerb
{
    /// <summary>Share of a stage's runs that levels are chosen to let through.</summary>
    private const double StageShare = 0.2;

    public static int Run(VerbContext context, Plan plan, RareOrder order)
    {
        Scenario scenario = plan.Cells[0].Scenario;
        if (SplittingStudy.Why(scenario) is { } why)
            throw CommandException.Usage($"'{plan.Name}' cannot be studied account by account: {why}", "crude runs count: fleek-sim run " + plan.Name);
        using Interrupts interrupts = new(atOnce: true);
        RareProgress progress = new(context, plan, order);
        SplittingStudy study = new(SplittingStudy.OneAccountOf(scenario), InputFiles.Load(plan).Of(scenario), plan.Seeds[0],
            (count, run) => Each(count, run, order.Jobs, interrupts.Now), interrupts.Now);
        List<IReadOnlyList<int>> reached = [];
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<double> levels = [];
        try
        {
            levels = study.ChooseLevels(order.RunsPerStage, StageShare) ?? throw new CommandException(ExitCode.CouldNotJudge,
                "no run came nearer to a negative balance than the last ones", "more runs may: --runs-per-stage; or it cannot happen");
            progress.Levels(levels.Count + 1, watch.Elapsed);
            for (int repetition = 0; repetition < order.Repetitions; repetition++)
            {
                reached.Add(study.Repeat(levels, order.RunsPerStage, repetition));
                progress.Repetition(new SplittingEstimate(order.RunsPerStage, levels.Count + 1, reached), watch.Elapsed);
            }
        }
        catch (OperationCanceledException) when (interrupts.Requested)
        {
            if (reached.Count == 0) throw new CommandException(interrupts.ExitCodeOfSignal, "stopped before the first estimate");
        }

        SplittingEstimate estimate = new(order.RunsPerStage, levels.Count + 1, reached);
        if (context.Json) context.Terminal.Answer(RareAnswer.Json(plan, scenario, levels, estimate));
        else foreach (string line in RareAnswer.Lines(plan, scenario, estimate)) context.Terminal.Answer(line);
        if (!interrupts.Requested) return ExitCode.Ok;
        context.Terminal.Flush();
        context.Terminal.Say($"stopped after {reached.Count} of {order.Repetitions} repetitions");
        return interrupts.ExitCodeOfSignal;
    }

    /// <summary>On as many threads as are asked for; where a run fails, its own exception comes out.</summary>
    private static TrajectoryEnd[] Each(int count, Func<int, TrajectoryEnd> run, int jobs, CancellationToken cancel)
    {
        TrajectoryEnd[] ends = new TrajectoryEnd[count];
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel }, i => ends[i] = run(i));
        }
        catch (AggregateException several)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }

        return ends;
    }
}
