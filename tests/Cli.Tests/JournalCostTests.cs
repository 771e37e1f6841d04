using System.Diagnostics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.Progress;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.Cli.Tests.Support;
using Fleek.Sim.World;

namespace Fleek.Sim.Cli.Tests;

/// <summary>What it costs to keep runs: all that a sweep does around each of them, the journal on disk included.</summary>
public sealed class JournalCostTests(ITestOutputHelper output)
{
    private static readonly int _runs = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 10_000 : 300;

    [Fact]
    public void Runs_of_a_small_cell_with_their_journal_take_less_than_twice_the_time_of_the_runs_alone()
    {
        using Sandbox sandbox = new();
        Plan plan = Small();
        double alone = double.PositiveInfinity, kept = double.PositiveInfinity;
        // In turns, and the best of each: other work disturbs both alike.
        for (int turn = 0; turn < 3; turn++)
        {
            alone = Math.Min(alone, Seconds(() => Alone(plan)));
            kept = Math.Min(kept, Seconds(() => Kept(plan, sandbox.In($"r{turn}"))));
        }
        output.WriteLine($"{_runs} runs: {1e6 * alone / _runs:0} us each alone, {1e6 * kept / _runs:0} us with their journal, {kept / alone:0.00} times");
        Assert.True(kept < 2 * alone, $"{kept:0.00} s with a journal, {alone:0.00} s without");
    }

    private static void Alone(Plan plan)
    {
        foreach (ulong seed in plan.Seeds) CellRunner.Run(plan.Cells[0].Scenario, seed, WorldInputs.None);
    }

    /// <summary>One job, so that both take one core.</summary>
    private static void Kept(Plan plan, string path)
    {
        RunTask[] tasks = [.. plan.Seeds.Select(seed => new RunTask(plan.Cells[0], seed))];
        using (ResultsFolder folder = ResultsFolder.Create(path, plan, new EngineInfo("e", "0.1.0", null, null), "c"))
        {
            ProgressBoard board = new(plan, tasks, new WorkEstimate(plan, folder.Entries), 1);
            using Interrupts interrupts = new();
            SweepRunner runner = new(new SweepOptions { Jobs = 1 }, "e",
                (task, cancel) => CellRunner.Run(task.Cell.Scenario, task.Seed, WorldInputs.None, null, cancel), folder.Append, board, interrupts);
            Assert.Equal(plan.Runs, runner.Run(tasks).Done);
            folder.FinishManifest();
        }
        Assert.Equal(plan.Runs, File.ReadLines(Path.Combine(path, "journal.jsonl")).Count());
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Plan Small()
    {
        SourceText source = new("small.yaml", File.ReadAllText(Sandbox.FilePath("small.yaml")));
        return Planner.Build(source, new PlanRequest { Scenario = "small", Seeds = $"1..{_runs}" }, _ => null).Plan!;
    }
}
