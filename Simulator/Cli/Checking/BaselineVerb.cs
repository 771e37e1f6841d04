using System.Globalization;
using Fleek.Analysis.Comparing;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Checking;

/// <summary><c>baseline accept</c>: keeps what a scenario does now as what it should do.</summary>
internal static class BaselineVerb
{
    public static int Accept(VerbContext context, AcceptOrder order)
    {
        if (string.IsNullOrWhiteSpace(order.Reason)) throw CommandException.Usage("--reason is empty: say why these numbers are right");
        if (order.Date is { } date && !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw CommandException.Usage($"--date is a day as 2026-08-20, not '{date}'");
        Baseline baseline = Directory.Exists(order.Subject) ? OfFolder(context, order) : OfScenario(context, order);
        string path = BaselineFile.PathOf(order.Folder, baseline.Scenario);
        BaselineFile.Write(path, baseline);
        context.Terminal.Answer($"{path}: {ChangeText.Counted(baseline.Cells.Count, "cell")} x "
            + $"{ChangeText.Counted(baseline.Seeds.Count, "seed")} of plan {baseline.Plan}, {ChangeText.Counted(baseline.Measures.Count, "measure")}");
        context.Terminal.Note($"check it with: {ShellCommand.Of(["check", baseline.Scenario, "--baseline", order.Folder])}");
        return ExitCode.Ok;
    }

    private static Baseline OfScenario(VerbContext context, AcceptOrder order)
    {
        // The base alone of a scenario without a grid is its whole grid.
        GatePlan plan = GatePlan.Of(context, order.Subject, !order.Base, order.Seeds);
        Simulation simulation = ThisBuild.With(InputFiles.Load(plan.Plan));
        IReadOnlyDictionary<RunKey, RunResult> rows = new MemoryRuns(context, plan.Plan, order.Jobs, plan.ReplayFlags).Run(simulation);
        return Make(plan.Plan, rows, simulation, order);
    }

    private static Baseline OfFolder(VerbContext context, AcceptOrder order)
    {
        if (order.Base || order.Seeds is not null)
            throw CommandException.Usage("--base and --seeds are for a scenario; a results folder is taken as it is");
        using ResultsFolder folder = PlanStore.Open(order.Subject);
        string engine = EngineIdentity.Current.Fingerprint;
        JournalEntry[] done = [.. folder.Entries.Values.Where(e => e is { Status: RunStatus.Done, Result: not null })];
        if (done.FirstOrDefault(e => e.Engine != engine) is { } foreign)
        {
            throw new BaselineException(
                $"{folder.Path} holds runs of another build ({foreign.Engine}; this is {engine})",
                $"run it anew with this build: {ShellCommand.Of(["baseline", "accept", folder.Plan.Name, "--reason", "..."])}");
        }
        InputFiles.RequireUnchanged(folder.Plan);
        Simulation simulation = ThisBuild.With(InputFiles.Load(folder.Plan));
        context.Terminal.Detail($"{done.Length} stored runs; one of each cell is run again for its decisions");
        return Make(folder.Plan, done.ToDictionary(e => e.Key, e => e.Result!), simulation, order);
    }

    private static Baseline Make(Plan plan, IReadOnlyDictionary<RunKey, RunResult> rows, Simulation simulation, AcceptOrder order)
    {
        EngineInfo engine = EngineIdentity.Current;
        return BaselineRows.Make(
            plan, rows, DecisionRuns.Of(plan, rows, simulation), (engine.Fingerprint, engine.Version, Gate.Architecture), order.Reason, order.Date);
    }
}
