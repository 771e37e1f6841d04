using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fleek.Analysis.Store;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.Determinism;
using Fleek.Sim.Cli.Progress;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.Cli.Tests.Support;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Tests;

/// <summary>One seed, one trace; and where not, the effect from which on.</summary>
public sealed class DeterminismTests
{
    private const long Planted = 4321;
    private static readonly bool Long = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    [Fact]
    public void A_run_is_the_same_here_in_a_child_process_and_on_any_number_of_threads()
    {
        using Sandbox sandbox = new();
        string[] args = ["determinism", "small", "--jobs", "3", "--quiet"];
        Transcript.Check("determinism", Transcript.Of(sandbox, sandbox.Run(args).Expect(0), args));
        Assert.False(Directory.Exists(sandbox.In("results")), "nothing may be left behind");
    }

    /// <summary>Another compiler tier and another garbage collector in parent and child: the same hashes in all of them.</summary>
    [Fact]
    public void Compilation_and_garbage_collection_change_no_hash()
    {
        (string Name, string Value, bool? ServerGc)[] matrix =
        [
            ("DOTNET_TieredCompilation", "1", null), ("DOTNET_TieredCompilation", "0", null), ("DOTNET_TieredPGO", "0", null),
            ("DOTNET_gcServer", "0", false), ("DOTNET_gcServer", "1", true),
        ];
        if (Long)
        {
            matrix =
            [
                .. matrix, ("DOTNET_TC_QuickJitForLoops", "0", null), ("DOTNET_ReadyToRun", "0", null),
                ("DOTNET_EnableAVX2", "0", null), ("DOTNET_gcConcurrent", "1", null),
            ];
        }

        using Sandbox sandbox = new();
        List<string[]> hashes = [];
        foreach ((string name, string value, bool? serverGc) in matrix)
        {
            RunSettings settings = new(new Dictionary<string, string> { [name] = value });
            string json = sandbox.Run(settings, "determinism", "small", "--seed", "5", "--json").Expect(0).Out;
            using JsonDocument answer = JsonDocument.Parse(json);
            JsonElement[] runs = [.. answer.RootElement.GetProperty("runs").EnumerateArray()];
            Assert.True(answer.RootElement.GetProperty("deterministic").GetBoolean());
            hashes.Add([.. runs.Select(r => r.GetProperty("trace_hash").GetString()!)]);
            // On one processor the runtime has no server collector.
            if (serverGc is { } asked && Environment.ProcessorCount > 1)
                Assert.All(runs, r => Assert.Equal(asked, r.GetProperty("server_gc").GetBoolean()));
        }

        Assert.All(hashes, h => Assert.Equal(hashes[0], h));
        Assert.Equal(4, hashes[0].Distinct().Count());
    }

    [Fact]
    public void A_planted_divergence_is_shown_from_both_sides()
    {
        Bench bench = new("small");
        DeterminismReport report = bench.Check(child: Tampered(bench, _ => Planted));
        Assert.Equal(Planted, report.Parting!.Ordinal);
        Assert.Equal("child process", report.Parting.Other.Way.Name);
        TracedEffect expected = report.Parting.Expected!.Value, actual = report.Parting.Actual!.Value;
        Assert.Equal(new Credits(1), actual.Effect.Message.Amount - expected.Effect.Message.Amount);
        Assert.Equal(expected with { Effect = actual.Effect }, actual);
        using Sandbox sandbox = new();
        Finished shown = new(13, string.Concat(DeterminismPrinter.Lines(report, 160).Select(l => l + "\n")), "");
        Transcript.Check("determinism-parted", Transcript.Of(sandbox, shown, "determinism", "small", "--jobs", "2"));
    }

    /// <summary>Between runs of other seeds at the same time, as a race would be.</summary>
    [Fact]
    public void A_divergence_of_one_seed_among_parallel_runs_is_found()
    {
        Bench bench = new("small");
        TrailRun tampered = Tampered(bench, task => task.Seed == 3 ? 777 : -1);
        TrailRun inParallel = (task, record, cancel) =>
            (Thread.CurrentThread.Name ?? "").StartsWith("run", StringComparison.Ordinal) && bench.Parallel
                ? tampered(task, record, cancel)
                : bench.InProcess(task, record, cancel);
        DeterminismReport report = bench.Check(inProcess: inParallel);
        Assert.Equal(777, report.Parting!.Ordinal);
        Assert.Equal(3UL, report.Parting.Other.Trail.Seed);
        Assert.Equal("one at a time", report.Parting.First.Way.Name);
        Assert.Equal("2 jobs", report.Parting.Other.Way.Name);
        Assert.Equal(1, report.Rows.Count(r => r.Same == false));
    }

    [Fact]
    public void A_run_that_ends_early_parts_at_the_first_effect_that_it_lacks()
    {
        Bench bench = new("small"), shorter = new("small", "duration=4 s", "workload.rate=2 chunks/s");
        Bench whole = new("small", "duration=8 s", "workload.rate=2 chunks/s");
        DeterminismReport report = whole.Check(
            child: (_, record, cancel) => shorter.InProcess(new RunTask(shorter.Cell, 1), record, cancel));
        Assert.Null(bench.Check().Parting);
        Assert.NotNull(report.Parting!.Ordinal);
        Assert.True(report.Parting.Expected!.Value.At.Seconds >= 4 || report.Parting.Actual!.Value.At.Seconds >= 4);
    }

    [Fact]
    public void A_difference_that_comes_and_goes_is_said_to()
    {
        Bench bench = new("small");
        int runs = 0;
        DeterminismReport report = bench.Check(child: Tampered(bench, _ => Interlocked.Increment(ref runs) == 1 ? Planted : -1));
        Assert.False(report.OneTracePerSeed);
        Assert.False(report.Parting!.SeenAgain);
        Assert.InRange(Planted, report.Parting.Interval!.Value.From, report.Parting.Interval.Value.To - 1);
        Assert.Contains(DeterminismPrinter.Lines(report, 160), l => l.Contains("the difference comes and goes"));
    }

    [Fact]
    public void Equal_traces_with_another_measure_are_not_the_same()
    {
        Bench bench = new("small");
        DeterminismReport report = bench.Check(child: (task, record, cancel) =>
        {
            RunTrail trail = bench.InProcess(task, record, cancel);
            Dictionary<string, MeasureValue> measures = new(trail.Result.Measures);
            MeasureValue m = measures[Measures.Overshoot];
            measures[Measures.Overshoot] = m with { Value = Math.BitIncrement(m.Value) };
            return trail with { Result = trail.Result with { Measures = measures } };
        });
        Assert.Null(report.Parting!.Interval);
        Assert.Equal(Measures.Overshoot, report.Parting.Measure);
        Assert.Contains(DeterminismPrinter.Lines(report, 160), l => l.Contains($"the measure {Measures.Overshoot} differs"));
    }

    [Fact]
    public void What_a_run_throws_is_thrown()
    {
        Bench bench = new("small");
        Assert.Throws<InvariantViolationException>(
            () => bench.Check(child: (_, _, _) => throw new InvariantViolationException("money")));
    }

    [Fact]
    public void A_trail_passes_a_pipe_whole_or_is_refused()
    {
        Bench bench = new("small", "duration=200 ms");
        RunTrail trail = bench.InProcess(new RunTask(bench.Cell, 1), new EffectInterval(5, 25), CancellationToken.None);
        string text = Written(trail);
        RunTrail read = Read(text, bench.Cell.Id);
        Assert.True(trail.IsSame(read));
        Assert.Equal(20, read.Recorded.Count);
        Assert.Equal(trail.Recorded, read.Recorded);
        Assert.Equal(text, Written(read));
        for (int length = 0; length < text.Length - 1; length++)
            Assert.Throws<FormatException>(() => Read(text[..length], bench.Cell.Id));
        Assert.Throws<FormatException>(() => Read(text, "000000000000"));

        string Written(RunTrail t)
        {
            using StringWriter writer = new();
            TrailText.Write(writer, bench.Cell.Id, t);
            return writer.ToString();
        }

        static RunTrail Read(string text, string cell)
        {
            using StringReader reader = new(text);
            return TrailText.Read(reader, cell);
        }
    }

    [Fact]
    public void A_child_process_gives_the_trail_and_the_effects_of_an_interval()
    {
        Bench bench = new("small");
        RunTask task = new(bench.Cell, 1);
        EffectInterval interval = new(1000, 1020);
        RunTrail child = ChildRun.Of(bench.Plan)(task, interval, CancellationToken.None);
        RunTrail here = bench.InProcess(task, interval, CancellationToken.None);
        Assert.True(here.IsSame(child));
        Assert.Equal(here.Recorded, child.Recorded);
    }

    [Fact]
    public void A_child_process_stops_when_its_parent_does()
    {
        Bench bench = new("endless");
        using CancellationTokenSource cancel = new(TimeSpan.FromSeconds(1));
        Assert.Throws<OperationCanceledException>(() => ChildRun.Of(bench.Plan)(new RunTask(bench.Cell, 1), null, cancel.Token));

        using Process orphan = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "fleek-sim.dll"), ChildRun.Verb, "endless", "--seed", "1"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        orphan.StandardInput.Write($"{bench.Plan.ResolvedYaml.Length}\n{bench.Plan.ResolvedYaml}");
        orphan.StandardInput.Flush();
        Assert.False(orphan.WaitForExit(500));
        orphan.StandardInput.Close();
        Assert.True(orphan.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal(143, orphan.ExitCode);
    }

    [Fact]
    public void Without_a_parent_the_hidden_verb_says_what_it_is_for()
    {
        using Sandbox sandbox = new();
        Assert.Contains("is for `determinism` alone", sandbox.Run("trail", "small", "--seed", "1").Expect(2).Error);
        Assert.DoesNotContain("trail", sandbox.Run("--help").Expect(0).Out);
        Assert.DoesNotContain("trail", sandbox.Run("rnu").Expect(2).Error);
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT, 130)]
    [InlineData(PosixSignal.SIGTERM, 143)]
    public void A_signal_stops_it_at_once(PosixSignal signal, int code)
    {
        using Sandbox sandbox = new();
        using Child child = sandbox.Start("determinism", "endless", "--progress", "json");
        child.Until(() => child.ErrorSoFar.Contains("\"running\":1"), "the run was under way");
        child.Signal(signal);
        Finished stopped = child.Wait().Expect(code);
        Assert.Contains("stopped: nothing was decided", stopped.Error);
        Assert.Empty(stopped.Out);
    }

    private static TrailRun Tampered(Bench bench, Func<RunTask, long> at) => (task, record, cancel) => InProcess.Run(
        task, bench.Inputs,
        new RunObserver
        {
            Ladder = new TraceLadder(256), Recorder = record is { } i ? new EffectRecorder(i) : null, TamperAt = at(task),
        },
        cancel);

    /// <summary>The check on a scenario of small.yaml, with a run in this process where the verb has a child's.</summary>
    private sealed class Bench
    {
        private ProgressBoard? _board;

        public Bench(string scenario, params string[] sets)
        {
            SourceText source = new("small.yaml", File.ReadAllText(Sandbox.FilePath("small.yaml")));
            PlanResult result = Planner.Build(
                source, new PlanRequest { Scenario = scenario, Sets = sets, Seeds = "1" }, Sweeping.InputFiles.Sha256);
            Plan = result.Plan ?? throw new InvalidOperationException(result.Diagnostics[0].Message);
            Inputs = Sweeping.InputFiles.Load(Plan);
            InProcess = Determinism.InProcess.With(Inputs);
        }

        public Plan Plan { get; }

        public InputFiles Inputs { get; }

        public Cell Cell => Plan.Cells[0];

        public TrailRun InProcess { get; }

        /// <summary>The stage with several jobs is under way.</summary>
        public bool Parallel => _board!.Snapshot().Jobs > 1;

        public DeterminismReport Check(TrailRun? inProcess = null, TrailRun? child = null)
        {
            using Interrupts interrupts = new(atOnce: true);
            DeterminismCheck check = new(Cell, interrupts, runs =>
            {
                RunTask[] tasks = [.. Enumerable.Repeat(new RunTask(Cell, 1), runs)];
                _board = new ProgressBoard(Plan, tasks, new WorkEstimate(Plan, new Dictionary<RunKey, JournalEntry>()), 1);
                return new DeterminismCheck.Stage(_board, null);
            });
            return check.Run(DeterminismCheck.Ways(1, 2, inProcess ?? InProcess, child ?? InProcess))!;
        }
    }
}
