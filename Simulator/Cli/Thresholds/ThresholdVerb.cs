using Fleek.Analysis.Thresholds;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.Checking;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World;

namespace Fleek.Sim.Cli.Thresholds;

/// <summary><c>threshold</c>: runs every cell without a freeze threshold, and says what each threshold would do.</summary>
internal static class ThresholdVerb
{
    public static int Run(VerbContext context, ThresholdOrder order)
    {
        (Plan plan, List<string> replay) = PlanOf(context, order);
        InputFiles inputs = InputFiles.Load(plan);
        RunResult Simulate(RunTask task, RunObserver? observer, CancellationToken cancel) =>
            CellRunner.RunKeepingAccounts(task.Cell.Scenario, task.Seed, inputs.Of(task.Cell.Scenario), cancel);

        IReadOnlyDictionary<RunKey, RunResult> rows = new MemoryRuns(context, plan, order.Jobs, replay, "nothing is kept").Run(Simulate);
        ThresholdCurve[] curves = [.. plan.Cells.Select(c => ThresholdCurve.Of(c, RunsOf(plan, c, rows), order.Targets))];
        IReadOnlyList<ThresholdCheck> checks = [];
        if (order.Confirm) checks = Check(context, order, ThresholdPlan.Checking(plan, curves), Simulate, replay);
        string folder = ThresholdFiles.DefaultPath(context.Out, plan);
        ThresholdFiles.Write(folder, plan, curves, checks);
        if (context.Json) context.Terminal.Answer(ThresholdJson.Of(plan, curves, checks));
        else foreach (string line in ThresholdText.Lines(plan, curves, checks)) context.Terminal.Answer(line);
        context.Terminal.Note($"tables and figures: {folder}");
        return ExitCode.Ok;
    }

    /// <summary>The scenario's cells without a threshold, and those of scenarios beside it.</summary>
    private static (Plan Plan, List<string> ReplayFlags) PlanOf(VerbContext context, ThresholdOrder order)
    {
        string[] sets = [$"{ThresholdPlan.Path}=0 chunks"];
        bool yes = context.Parsed.GetValue(order.Flags.Yes);
        (Plan plan, List<string> replay) = SimulateVerb.PlanOf(context, order.Flags, sweep: true, sets, yes);
        if (order.With.Count == 0) return (plan, replay);
        string list = string.Join(',', plan.Seeds);
        List<Plan> plans = [plan];
        foreach (string other in order.With) plans.Add(GatePlan.Of(context, other, grid: true, list, sets).Plan);
        return (ThresholdPlan.Together(plans), replay);
    }

    private static IReadOnlyList<ThresholdCheck> Check(
        VerbContext context, ThresholdOrder order, (Plan Plan, IReadOnlyList<(ThresholdCurve Curve, NeededThreshold Needed)> Cells) checking,
        Simulation simulate, IReadOnlyList<string> replay)
    {
        IReadOnlyDictionary<RunKey, RunResult> rows = new MemoryRuns(context, checking.Plan, order.Jobs, replay, "nothing is kept").Run(simulate);
        return ThresholdCheck.Judge([.. checking.Cells.Select((asked, i) =>
            ThresholdCheck.Of(asked.Curve, asked.Needed, RunsOf(checking.Plan, checking.Plan.Cells[i], rows)))]);
    }

    private static RunResult[] RunsOf(Plan plan, Cell cell, IReadOnlyDictionary<RunKey, RunResult> rows) =>
        [.. plan.Seeds.Select(seed => rows[new RunKey(cell.Id, seed)])];
}
