using System.Text.Json;
using Fleek.Analysis.Cascades;
using Fleek.Analysis.Statistics;
using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.Checking;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World;

namespace Fleek.Sim.Cli.Cascades;

/// <summary><c>cascades</c>: how many commits one commit sets off, beside the law.</summary>
internal static class CascadesVerb
{
    private const int Large = 10;

    public static int Run(VerbContext context, SimulationOptions flags)
    {
        (Plan plan, List<string> replay) = SimulateVerb.PlanOf(context, flags, sweep: true, [], context.Parsed.GetValue(flags.Yes));
        if (plan.Cells.Any(c => c.Scenario.Payments.Commit.Kind != CommitRuleKind.Proportional))
        {
            throw CommandException.Usage($"only the rule 'proportional' has cascades, and {plan.Name} has others",
                "keep such cells out with --where 'payments.commit.rule == proportional'");
        }

        InputFiles inputs = InputFiles.Load(plan);
        RunResult Simulate(RunTask task, RunObserver? observer, CancellationToken cancel) =>
            CellRunner.RunCountingCascades(task.Cell.Scenario, task.Seed, inputs.Of(task.Cell.Scenario), cancel);

        int jobs = context.Parsed.GetValue(flags.Jobs) ?? Environment.ProcessorCount;
        IReadOnlyDictionary<RunKey, RunResult> rows = new MemoryRuns(context, plan, jobs, replay, "nothing is kept").Run(Simulate);
        CascadeSizes[] cells = [.. plan.Cells.Select(c => CascadeSizes.Of(c, [.. plan.Seeds.Select(s => rows[new RunKey(c.Id, s)])]))];
        if (cells.Any(c => c.Cascades == 0))
            throw new CommandException(ExitCode.CouldNotJudge, "a cell has no cascade", "batches above the smallest one are needed");
        string folder = CascadeFigure.DefaultPath(context.Out, plan);
        CascadeFigure.Write(folder, CascadeFigure.Build(plan, cells));
        if (context.Json) context.Terminal.Answer(Json(plan, cells));
        else foreach (string line in Table(cells).Lines(Terminal.OutputWidth)) context.Terminal.Answer(line);
        context.Terminal.Note($"figure: {folder}");
        return ExitCode.Ok;
    }

    private static TextTable Table(IReadOnlyList<CascadeSizes> cells)
    {
        TextTable table = new("policy", "cascades", "mean size", "law", "alone", "law", $"{Large} or more", "law");
        foreach (CascadeSizes cell in cells)
        {
            (double mean, Interval? interval) = cell.Mean;
            table.Add(CascadeFigure.NameOf(cell.Cell), $"{cell.Cascades:N0}",
                $"{NumberText.Of(mean)} [{NumberText.Of(interval?.Low ?? double.NaN)}, {NumberText.Of(interval?.High ?? double.NaN)}]",
                NumberText.Of(1 + cell.Law.Mean), Share(cell.Counts[0], cell.Cascades), NumberText.Of(cell.Law[0]),
                Share(cell.AtLeast(Large), cell.Cascades), NumberText.Of(cell.Law.Tail(Large - 2)));
        }

        return table;
    }

    private static string Share(long events, long n)
    {
        Interval interval = ProportionInterval.ClopperPearson(events, n);
        return $"{NumberText.Of((double)events / n)} [{NumberText.Of(interval.Low)}, {NumberText.Of(interval.High)}]";
    }

    private static string Json(Plan plan, IReadOnlyList<CascadeSizes> cells) => JsonSerializer.Serialize(
        new
        {
            scenario = plan.Name,
            plan = plan.Hash,
            cells = cells.Select(cell => new
            {
                axes = plan.Axes.Select((axis, i) => (axis.Path, cell.Cell.Coordinates[i].Text)).ToDictionary(a => a.Path, a => a.Text),
                runs = cell.Runs,
                cascades = cell.Cascades,
                mean_size = new { mean = cell.Mean.Mean, low = cell.Mean.Interval?.Low, high = cell.Mean.Interval?.High, theory = 1 + cell.Law.Mean },
                sizes = cell.Counts.Select((count, i) => new { size = i + 1, count, theory = cell.Law[i] }),
            }),
        },
        JsonText.Options);
}
