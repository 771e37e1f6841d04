using Fleek.Analysis.Store;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.Progress;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

public sealed class SweepRunnerTests
{
    private static readonly RunResult _result = new(new Dictionary<string, MeasureValue>(), 1, 1, 1);

    [Fact]
    public void Every_task_is_done_once_whatever_the_number_of_jobs()
    {
        foreach (int jobs in (int[])[1, 2, 7])
        {
            Bench bench = new("1..30", jobs);
            SweepOutcome outcome = bench.Run((_, _) => _result);
            Assert.Equal(60, outcome.Done);
            Assert.Equal(60, bench.Stored.Select(e => e.Key).Distinct().Count());
            Assert.Equal(0, outcome.NotRun);
        }
    }

    [Fact]
    public void A_failed_run_leaves_the_others_alone()
    {
        Bench bench = new("1..10", 2);
        SweepOutcome outcome = bench.Run((task, _) => task.Seed == 3 ? throw new InvalidOperationException("boom") : _result);
        Assert.Equal(18, outcome.Done);
        Assert.Equal(2, outcome.Failed.Count);
        Assert.All(outcome.Failed, f => Assert.Equal("InvalidOperationException: boom", f.Error));
        Assert.All(outcome.Failed, f => Assert.False(f.Invariant));
        Assert.Equal(2, bench.Stored.Count(e => e.Status == RunStatus.Failed));
    }

    [Fact]
    public void A_broken_invariant_is_told_apart()
    {
        Bench bench = new("1..2", 1);
        SweepOutcome outcome = bench.Run((task, _) => task.Seed == 2 ? throw new InvariantViolationException("money") : _result);
        Assert.All(outcome.Failed, f => Assert.True(f.Invariant));
        Assert.Contains("an invariant broke: money", outcome.Failed[0].Error);
    }

    [Fact]
    public void If_the_first_ten_fail_the_rest_is_not_tried()
    {
        Bench bench = new("1..50", 1);
        SweepOutcome outcome = bench.Run((_, _) => throw new InvalidOperationException("always"));
        Assert.Equal(10, outcome.Failed.Count);
        Assert.Equal(90, outcome.NotRun);
        Assert.Contains("it is the scenario, not the seed", outcome.StoppedBecause);
    }

    [Fact]
    public void A_limit_of_failures_stops_the_sweep()
    {
        Bench bench = new("1..50", 1, maxFailures: 3);
        SweepOutcome outcome = bench.Run((task, _) => task.Seed > 5 ? throw new InvalidOperationException("late") : _result);
        Assert.Equal(10, outcome.Done);
        Assert.Equal(3, outcome.Failed.Count);
        Assert.Equal("3 runs failed (--max-failures)", outcome.StoppedBecause);
    }

    [Fact]
    public void A_journal_that_cannot_be_written_stops_the_sweep_and_counts_nothing()
    {
        Bench bench = new("1..50", 2) { DiskFullAfter = 4 };
        SweepOutcome outcome = bench.Run((_, _) => _result);
        Assert.Equal(4, outcome.Done);
        Assert.Equal(96, outcome.NotRun);
        Assert.IsType<ResultsFolderException>(outcome.StoreProblem);
    }

    /// <summary>A runner over a real plan with a fake simulation and a journal in memory.</summary>
    private sealed class Bench
    {
        private readonly Plan _plan;
        private readonly SweepOptions _options;

        public Bench(string seeds, int jobs, int maxFailures = int.MaxValue)
        {
            SourceText source = new("small.yaml", File.ReadAllText(Sandbox.FilePath("small.yaml")));
            PlanResult result = Planner.Build(source, new PlanRequest { Scenario = "small", Sweep = true, Seeds = seeds }, _ => null);
            _plan = result.Plan ?? throw new InvalidOperationException(result.Diagnostics[0].Message);
            _options = new SweepOptions { Jobs = jobs, MaxFailures = maxFailures };
        }

        public List<JournalEntry> Stored { get; } = [];

        public int DiskFullAfter { get; init; } = int.MaxValue;

        public SweepOutcome Run(Func<RunTask, CancellationToken, RunResult> simulate)
        {
            RunTask[] tasks = [.. from seed in _plan.Seeds from cell in _plan.Cells select new RunTask(cell, seed)];
            ProgressBoard board = new(_plan, tasks, new WorkEstimate(_plan, new Dictionary<RunKey, JournalEntry>()), _options.Jobs);
            using Interrupts interrupts = new();
            SweepOutcome outcome = new SweepRunner(_options, "engine", simulate, Append, board, interrupts).Run(tasks);
            Assert.Equal(0, board.RunningCount);
            return outcome;
        }

        private void Append(JournalEntry entry)
        {
            if (Stored.Count >= DiskFullAfter) throw new ResultsFolderException("no space left", "make room");
            Stored.Add(entry);
        }
    }
}
