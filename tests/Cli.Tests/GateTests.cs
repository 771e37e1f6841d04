using System.Text.Json;
using System.Xml.Linq;
using Fleek.Analysis.Comparing;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.Cli.Checking;
using Fleek.Sim.Cli.Tests.Support;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Tests;

/// <summary>What a gate says of a planted bug, of nothing, and of what cannot be judged.</summary>
public sealed class GateTests
{
    [Fact]
    public void A_node_that_forgets_what_it_has_pending_is_caught()
    {
        GateBench bench = new();
        GateReport report = bench.Judge(bench.WithoutOwnPending, bench.Baseline(bench.Good));
        Assert.Equal(11, report.ExitCode);
        Assert.Contains(report.Found!.Worse, r => r.Measure.Name == Measures.Overshoot);
    }

    /// <summary>Against the whole lists of decisions, which a baseline does not keep.</summary>
    [Fact]
    public void The_first_decision_that_differs_is_named_with_a_command_that_shows_it()
    {
        GateBench bench = new();
        IReadOnlyList<TracedEffect> before = bench.Decisions(bench.Good, 0, 1), now = bench.Decisions(bench.WithoutOwnPending, 0, 1);
        int first = Enumerable.Range(0, now.Count).First(i => before[i] with { Ordinal = 0 } != now[i] with { Ordinal = 0 });
        Assert.True(first > 20, "the bug must not show at once, or any answer is right");

        GateReport report = bench.Judge(bench.WithoutOwnPending, bench.Baseline(bench.Good));
        Divergence divergence = report.Divergence!;
        Assert.True(divergence.IsExact);
        Assert.Equal(first, divergence.From);
        Assert.Equal(now[first], Assert.Single(divergence.Decisions));

        using Sandbox sandbox = new();
        string[] args = [.. divergence.Replay.Split(' ')[1..]];
        int until = divergence.Replay.IndexOf("--until '", StringComparison.Ordinal);
        Assert.True(until > 0, divergence.Replay);
        string time = divergence.Replay[(until + 9)..].Split('\'')[0];
        string user = args[^1];
        string shown = sandbox.Run("replay", "small", "--seed", "1", "--until", time, "--user", user).Expect(0).Out;
        Assert.Contains($"{before[first].At.Nanoseconds / 1_000_000_000}", shown);
    }

    [Fact]
    public void A_build_that_does_the_same_passes_by_hash_alone()
    {
        GateBench bench = new(grid: true, seeds: "1..4");
        GateReport report = bench.Judge(bench.Good, bench.Baseline(bench.Good));
        Assert.Equal(0, report.ExitCode);
        Assert.True(report.Found!.Unchanged);
        Assert.Equal((8, 0), (report.Found.Runs, report.Found.Tests));
        Assert.Null(report.Divergence);
    }

    /// <summary>The rule that makes overspending rarer is no regression, and the gate says which way it went.</summary>
    [Fact]
    public void A_repaired_bug_is_better_and_passes()
    {
        GateBench bench = new();
        GateReport report = bench.Judge(bench.Good, bench.Baseline(bench.WithoutOwnPending));
        Assert.Equal(0, report.ExitCode);
        Assert.Contains(report.Found!.With(ChangeVerdict.Better), r => r.Measure.Name == Measures.Overshoot);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("github")]
    [InlineData("junit")]
    [InlineData("json")]
    public void Every_format_answers_as_in_its_transcript(string format)
    {
        GateBench bench = new(grid: true);
        Baseline baseline = bench.Baseline(bench.Good);
        GateReport worse = bench.Judge(bench.WithoutOwnPending, baseline), same = bench.Judge(bench.Good, baseline);
        GateReport other = new GateBench(grid: true, seeds: "1..4").Judge(bench.Good, baseline);
        using Sandbox sandbox = new();
        string[] args = ["check", "small", "--format", format];
        foreach ((string name, GateReport report) in (IEnumerable<(string, GateReport)>)[("worse", worse), ("same", same), ("other-plan", other)])
        {
            Finished finished = new(report.ExitCode, FormatList.Of(format, report, 200), "");
            Transcript.Check($"check-{name}-{format}", Transcript.Of(sandbox, finished, args));
        }
    }

    [Fact]
    public void Junit_counts_what_it_holds_and_json_has_every_number()
    {
        GateBench bench = new(grid: true);
        GateReport worse = bench.Judge(bench.WithoutOwnPending, bench.Baseline(bench.Good));
        XElement suite = XDocument.Parse(FormatList.Of("junit", worse, 200)).Root!;
        foreach ((string attribute, string kind) in (IEnumerable<(string, string)>)[("tests", "testcase"), ("failures", "failure"), ("errors", "error")])
            Assert.Equal((int)suite.Attribute(attribute)!, suite.Descendants(kind).Count());
        Assert.NotEmpty(suite.Descendants("failure"));
        using JsonDocument json = JsonDocument.Parse(FormatList.Of("json", worse, 200));
        Assert.Equal(11, json.RootElement.GetProperty("exit_code").GetInt32());
        Assert.Equal(worse.Found!.Rows.Count, json.RootElement.GetProperty("measures").GetArrayLength());
    }

    [Fact]
    public void Runs_that_differ_on_another_platform_are_not_judged_and_those_that_do_not_pass()
    {
        GateBench bench = new(seeds: "1..4");
        Baseline elsewhere = bench.Baseline(bench.Good, architecture: "riscv64");
        Assert.Equal(0, bench.Judge(bench.Good, elsewhere).ExitCode);
        GateReport other = bench.Judge(bench.WithoutOwnPending, elsewhere);
        Assert.Equal(12, other.ExitCode);
        Assert.Contains("another platform", other.Problem!.Message);
    }

    [Fact]
    public void Nothing_compared_never_passes()
    {
        SourcePlaces nowhere = new("scenarios.yaml", 1, new Dictionary<string, int>());
        GateReport empty = new("small", "b", nowhere) { Found = Comparison.Judge([], [Measures.Freezes], _ => 0) };
        Assert.Equal(12, empty.ExitCode);
        Assert.Equal(12, new GateReport("small", "b", nowhere).ExitCode);
        Assert.Equal(12, (empty with { Problem = new BaselineException("torn", "mend it") }).ExitCode);
        CellPair unobserved = new("c", "", true, [new PairedRun(1, Run(1), Run(2))]);
        Assert.Equal(12, (empty with { Found = Comparison.Judge([unobserved], [Measures.Freezes], _ => 0) }).ExitCode);

        static RunResult Run(ulong trace) => new(new Dictionary<string, MeasureValue>(), trace, 1, 1);
    }

    /// <summary>Decisions of one run are kept, of the first seed; runs that differ elsewhere are named all the same.</summary>
    [Fact]
    public void A_run_without_kept_decisions_is_named_with_its_command()
    {
        GateBench bench = new();
        Simulation second = (task, observer, cancel) =>
            task.Seed == 2 ? bench.WithoutOwnPending(task, observer, cancel) : bench.Good(task, observer, cancel);
        GateReport report = bench.Judge(second, bench.Baseline(bench.Good));
        Assert.Equal(1, report.Found!.Differing);
        Assert.False(report.Divergence!.Located);
        Assert.Equal(2UL, report.Divergence.Run.Seed);
        Assert.Contains("--seed 2", report.Divergence.Replay);
    }

    [Fact]
    public void What_is_inconclusive_passes_unless_asked_to_be_strict()
    {
        GateBench bench = new();
        Simulation noisy = (task, observer, cancel) =>
            bench.Good(task with { Seed = task.Seed + 100 }, observer, cancel);
        Baseline baseline = bench.Baseline(bench.Good);
        GateReport lenient = bench.Judge(noisy, baseline), strict = bench.Judge(noisy, baseline, strict: true);
        Assert.NotEmpty(lenient.Found!.Inconclusive);
        Assert.Equal((0, 12), (lenient.ExitCode, strict.ExitCode));
        Assert.All(lenient.Found.Inconclusive, r => Assert.True(r.SeedsSuggested > 16));
    }

    [Fact]
    public void A_baseline_is_not_made_of_runs_that_cannot_be_repeated()
    {
        GateBench bench = new(seeds: "1..2");
        Assert.Throws<BaselineException>(() => DecisionRuns.Of(bench.Plan.Plan, bench.Rows(bench.Good), bench.WithoutOwnPending));
    }
}
