using System.Text.Json;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

/// <summary><c>--until-ci</c>: seeds are added cell by cell until a measure is known well enough.</summary>
public sealed class AdaptiveSweepTests
{
    private static readonly string[] Sweep = ["sweep", "small", "--until-ci", "overshoot_chunks=3%"];

    [Fact]
    public void Cells_stop_where_their_interval_is_narrow_whatever_the_number_of_jobs()
    {
        using Sandbox sandbox = new();
        string[] args = [.. Sweep, "--jobs", "2", "--quiet", "--progress", "none"];
        Transcript.Check("adaptive", Transcript.Of(sandbox, sandbox.Run(args).Expect(0), args));
        sandbox.Run([.. Sweep, "--jobs", "1", "--out", "one"]).Expect(0);
        SweepTests.AssertSameTables(sandbox.Results("small"), sandbox.Results("small", "one"));
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(sandbox.Results("small"), "manifest.json")));
        Assert.Equal(0.03, manifest.RootElement.GetProperty("until").GetProperty("share").GetDouble());
        Assert.Equal(0, manifest.RootElement.GetProperty("counts").GetProperty("missing").GetInt32());
        Assert.Equal(JsonValueKind.String, manifest.RootElement.GetProperty("finished").ValueKind);
    }

    [Fact]
    public void A_killed_one_goes_on_by_its_own_rule_and_ends_the_same()
    {
        using Sandbox sandbox = new();
        string[] args = ["sweep", "long", "--until-ci", "overshoot_chunks=2%", "--jobs", "2"];
        using (Child child = sandbox.Start(args))
        {
            child.Until(() => SweepTests.JournalLines(sandbox, "long") >= 19, "it was in its second round");
            child.KillNow();
            child.Wait();
        }
        int kept = SweepTests.JournalLines(sandbox, "long");
        Finished resumed = sandbox.Run("resume").Expect(0);
        Assert.Contains($"seeds until overshoot_chunks is known to 2 % (half of the 95 % interval over the mean); {kept} runs are there", resumed.Error);
        sandbox.Run([.. args, "--out", "whole"]).Expect(0);
        SweepTests.AssertSameTables(sandbox.Results("long"), sandbox.Results("long", "whole"));
    }

    [Fact]
    public void A_narrower_goal_adds_to_the_same_folder_and_a_plain_sweep_takes_the_rule_back()
    {
        using Sandbox sandbox = new();
        sandbox.Run("run", "small", "--until-ci", "overshoot_chunks=10%", "--max-seeds", "30").Expect(0);
        string folder = sandbox.Results("small");
        Assert.Equal(8, SweepTests.JournalLines(sandbox, "small"));
        Finished capped = sandbox.Run("run", "small", "--until-ci", "overshoot_chunks=0.1%", "--max-seeds", "30").Expect(0);
        Assert.Matches(@"1 cell not there after 30 seeds, all that there may be \(widest 1\.\d+ %\)", capped.Out);
        Assert.Equal(folder, sandbox.Results("small"));
        Assert.Equal(30, SweepTests.JournalLines(sandbox, "small"));
        Finished plain = sandbox.Run("run", "small", "--seeds", "1..30").Expect(0);
        Assert.Contains("30 of 30 runs are there already", plain.Error);
        Assert.DoesNotContain("seeds until", plain.Out);
        Assert.DoesNotContain("until", File.ReadAllText(Path.Combine(folder, "manifest.json")).Split("command_line")[0]);
    }

    [Fact]
    public void The_report_says_how_the_seeds_were_chosen()
    {
        using Sandbox sandbox = new();
        sandbox.Run("run", "small", "--until-ci", "overshoot_chunks=3%").Expect(0);
        string page = File.ReadAllText(Path.Combine(sandbox.Results("small"), "report.html"));
        Assert.Contains("Seeds until overshoot_chunks is known to 3 %", page);
        Assert.Contains("covers a little less often than 95 %", page);
        Assert.DoesNotContain("this is not the whole plan", page);
    }

    [Fact]
    public void A_cell_that_fails_is_left_and_the_others_go_on()
    {
        using Sandbox sandbox = new();
        SourceText source = new("small.yaml", File.ReadAllText(Sandbox.FilePath("small.yaml")));
        Plan plan = Planner.Build(source, new PlanRequest { Scenario = "small", Sweep = true, Seeds = "1..8" }, _ => null).Plan!;
        EngineInfo engine = new("e", "0.1.0", null, null);
        using ResultsFolder folder = ResultsFolder.Create(sandbox.In("r"), plan, engine, "c", new PrecisionGoal("overshoot_chunks", 0.05));
        folder.Append(new JournalEntry { Key = new(plan.Cells[0].Id, 3), Status = RunStatus.Failed, Error = "boom", Engine = "e" });
        RunRounds rounds = new(folder, ReusableRuns.None);
        Assert.Equal(16, rounds.Next([]).Count);
        Assert.All(rounds.Next([plan.Cells[0].Id]), t => Assert.Equal(plan.Cells[1], t.Cell));
        Assert.Equal(8, rounds.Next([plan.Cells[0].Id]).Count);
    }

    [Theory]
    [InlineData("adaptive-dry-run", "sweep", "small", "--until-ci", "5 %", "--dry-run", "--max-seeds", "100")]
    [InlineData("adaptive-no-percent", "run", "small", "--until-ci", "5")]
    [InlineData("adaptive-zero", "run", "small", "--until-ci", "0%")]
    [InlineData("adaptive-unknown-measure", "run", "small", "--until-ci", "overshot_chunks=5%")]
    [InlineData("adaptive-cap-alone", "run", "small", "--max-seeds", "40")]
    [InlineData("adaptive-seed", "run", "small", "--until-ci", "5%", "--seed", "4")]
    [InlineData("adaptive-cap-and-seeds", "run", "small", "--until-ci", "5%", "--seeds", "1..9", "--max-seeds", "40")]
    [InlineData("adaptive-trace", "run", "small", "--until-ci", "5%", "--trace")]
    public void A_command_line_answers_as_in_its_transcript(string golden, params string[] args)
    {
        using Sandbox sandbox = new();
        Transcript.Check(golden, Transcript.Of(sandbox, sandbox.Run(args), args));
        Assert.False(Directory.Exists(sandbox.In("results")));
    }

}
