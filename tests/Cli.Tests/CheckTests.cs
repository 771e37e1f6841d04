using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;
using Fleek.Tests;

namespace Fleek.Sim.Cli.Tests;

/// <summary><c>check</c>, <c>baseline</c> and <c>compare</c> as a job calls them: what they answer and with which code.</summary>
public sealed class CheckTests
{
    private static readonly string[] Accept = ["baseline", "accept", "small", "--reason", "the first one"];

    [Fact]
    public void An_accepted_scenario_passes()
    {
        using Sandbox sandbox = new();
        Transcript.Check("baseline-accept", Transcript.Of(sandbox, sandbox.Run([.. Accept, "--quiet", "--progress", "none"]).Expect(0), Accept));
        string[] check = ["check", "small", "--quiet", "--progress", "none"];
        Transcript.Check("check-passes", Transcript.Of(sandbox, sandbox.Run(check).Expect(0), check));
        Assert.False(Directory.Exists(sandbox.In("results")), "a gate leaves no rows behind");
    }

    [Fact]
    public void A_baseline_is_the_same_bytes_from_a_scenario_and_from_its_results()
    {
        using Sandbox sandbox = new();
        sandbox.Run(Accept).Expect(0);
        sandbox.Run("sweep", "small").Expect(0);
        string results = Path.GetRelativePath(sandbox.Folder, sandbox.Results("small"));
        sandbox.Run("baseline", "accept", results, "--reason", "the first one", "--baseline", "of-results.json").Expect(0);
        Assert.Equal(File.ReadAllText(sandbox.In("baselines", "small.json")), File.ReadAllText(sandbox.In("of-results.json")));
        sandbox.Run("check", "small", "--baseline", "of-results.json").Expect(0);
    }

    [Fact]
    public void A_changed_run_fails_and_every_format_can_be_written_at_once()
    {
        using Sandbox sandbox = new();
        sandbox.Run([.. Accept, "--seeds", "1..16", "--date", "2026-08-20"]).Expect(0);
        string path = sandbox.In("baselines", "small.json");
        string text = File.ReadAllText(path);
        Assert.Contains("\"date\": \"2026-08-20\"", text);
        File.WriteAllText(path, System.Text.RegularExpressions.Regex.Replace(
            text, "\"trace\": \"[0-9a-f]+\", \"decided\": \"[0-9a-f]+\", \"negative_rate\": \\[[0-9.]+",
            "\"trace\": \"0000000000000001\", \"decided\": \"0000000000000002\", \"negative_rate\": [0"));
        Finished failed = sandbox.Run(
            "check", "small", "--format", "text,github,markdown=check.md,junit=check.xml,json=check.json").Expect(11);
        Assert.Contains("WORSE", failed.Out);
        Assert.Contains("::error file=scenarios.yaml,line=3", failed.Out);
        Assert.Contains("regression: ", failed.Error);
        Assert.StartsWith("<!-- fleek-sim check small -->\n", File.ReadAllText(sandbox.In("check.md")));
        Assert.Contains("<failure ", File.ReadAllText(sandbox.In("check.xml")));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(sandbox.In("check.json")));
        Assert.Equal(11, json.RootElement.GetProperty("exit_code").GetInt32());
        // What is not looked at does not fail.
        sandbox.Run("check", "small", "--only", "overshoot_chunks").Expect(0);
    }

    [Theory]
    [InlineData("check-no-baseline", "check", "small", "--baseline", "nowhere")]
    [InlineData("check-unknown-scenario", "check", "smal")]
    [InlineData("check-unknown-format", "check", "small", "--format", "markdwon")]
    [InlineData("check-two-formats", "check", "small", "--format", "json,junit")]
    [InlineData("check-format-and-json", "check", "small", "--format", "text", "--json")]
    [InlineData("check-format-without-file", "check", "small", "--format", "junit=")]
    [InlineData("check-help", "check", "--help")]
    [InlineData("baseline-help", "baseline", "--help")]
    [InlineData("baseline-no-reason", "baseline", "accept", "small")]
    [InlineData("baseline-empty-reason", "baseline", "accept", "small", "--reason", " ")]
    [InlineData("baseline-date", "baseline", "accept", "small", "--reason", "r", "--date", "20.8.2026")]
    [InlineData("baseline-unknown-word", "baseline", "accpet", "small", "--reason", "r")]
    [InlineData("baseline-show-none", "baseline", "show")]
    [InlineData("baseline-show-unknown", "baseline", "show", "smal")]
    [InlineData("baseline-diff-one", "baseline", "diff", "small")]
    [InlineData("baseline-accept-nothing", "baseline", "accept", "--reason", "r")]
    [InlineData("check-twice", "check", "small", "small")]
    [InlineData("check-two-one-file", "check", "small", "long", "--baseline", "one.json")]
    [InlineData("check-two-one-unknown", "check", "small", "lon")]
    [InlineData("doctor-help", "doctor", "--help")]
    [InlineData("baseline-unknown-scenario", "baseline", "accept", "smal", "--reason", "r")]
    [InlineData("compare-missing", "compare", "here", "there")]
    public void A_command_line_answers_as_in_its_transcript(string golden, params string[] args)
    {
        using Sandbox sandbox = new();
        Transcript.Check(golden, Transcript.Of(sandbox, sandbox.Run(args), args));
    }

    [Fact]
    public void Baselines_are_shown_for_review()
    {
        using Sandbox sandbox = new();
        sandbox.Run([.. Accept, "--date", "2026-08-20"]).Expect(0);
        sandbox.Run("baseline", "accept", "long", "--reason", "another", "--base", "--seeds", "1..2").Expect(0);
        foreach ((string golden, string[] args) in (IEnumerable<(string, string[])>)
            [("baseline-show", ["baseline", "show"]), ("baseline-show-one", ["baseline", "show", "small"])])
            Transcript.Check(golden, Transcript.Of(sandbox, sandbox.Run(args).Expect(0), args));
        using JsonDocument json = JsonDocument.Parse(sandbox.Run("baseline", "show", "small", "--json").Expect(0).Out);
        Assert.Equal(2, json.RootElement.GetProperty("cells").GetArrayLength());
    }

    [Fact]
    public void Two_baselines_are_compared()
    {
        using Sandbox sandbox = new();
        sandbox.Run([.. Accept, "--seeds", "1..16"]).Expect(0);
        File.Move(sandbox.In("baselines", "small.json"), sandbox.In("before.json"));
        string scenarios = File.ReadAllText(sandbox.In("scenarios.yaml"));
        File.WriteAllText(sandbox.In("scenarios.yaml"), scenarios.Replace("      freeze_threshold: 0 chunks\n", "      freeze_threshold: 0 chunks\n      freeze_rule: common-view\n"));
        sandbox.Run([.. Accept, "--seeds", "1..16"]).Expect(0);
        string[] args = ["baseline", "diff", "before.json", "small"];
        Transcript.Check("baseline-diff", Transcript.Of(sandbox, sandbox.Run(args).Expect(0), args));
        Assert.Contains("all did the same", sandbox.Run("baseline", "diff", "before.json", "before.json").Expect(0).Out);
        sandbox.Run([.. Accept, "--seeds", "21..24", "--baseline", "other.json"]).Expect(0);
        Assert.Contains("no cell with a seed in common", sandbox.Run("baseline", "diff", "before.json", "other.json").Expect(12).Error);
    }

    /// <summary>One answer and one exit code, the gravest; every scenario takes its part of the chance of a false alarm.</summary>
    [Fact]
    public void Several_scenarios_are_checked_at_once()
    {
        using Sandbox sandbox = new();
        sandbox.Run(Accept).Expect(0);
        string[] args = ["check", "small", "long", "--quiet", "--progress", "none"];
        Transcript.Check("check-two", Transcript.Of(sandbox, sandbox.Run(args).Expect(12), args));
        sandbox.Run("baseline", "accept", "long", "--reason", "another", "--base", "--seeds", "1..2").Expect(0);
        Finished passed = sandbox.Run("check", "small", "long", "--format", "text,junit=check.xml,json=check.json").Expect(0);
        Assert.Equal(2, passed.Out.Split("behaviour unchanged").Length - 1);
        Assert.Equal(2, System.Xml.Linq.XDocument.Load(sandbox.In("check.xml")).Root!.Elements("testsuite").Count());
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(sandbox.In("check.json")));
        Assert.Equal(0, json.RootElement.GetProperty("exit_code").GetInt32());
        Assert.All(json.RootElement.GetProperty("checks").EnumerateArray(), c => Assert.Equal(0.005, c.GetProperty("family_level").GetDouble()));
    }

    /// <summary>None of these passes, and each says what is wrong.</summary>
    [Fact]
    public void What_cannot_be_compared_is_code_12_and_never_passes()
    {
        using Sandbox sandbox = new();
        sandbox.Run(Accept).Expect(0);
        string path = sandbox.In("baselines", "small.json"), good = File.ReadAllText(path);
        string scenarios = File.ReadAllText(sandbox.In("scenarios.yaml"));
        Judged("is not a baseline", baseline: good[..(good.Length / 2)]);
        Judged("is not a baseline", baseline: "");
        Judged("is not a baseline", baseline: "[]");
        Judged("is a baseline of 'long'", baseline: good.Replace("\"scenario\": \"small\"", "\"scenario\": \"long\""));
        Judged("has format 9", baseline: good.Replace("\"format\": 1", "\"format\": 9"));
        Judged("other settings than the baseline in all cells", file: scenarios.Replace("ledger: {lag: 2 s}", "ledger: {lag: 3 s}"));
        Judged("cells that the baseline lacks: (20 chunks)", file: scenarios.Replace("values: [0, 10]", "values: [0, 10, 20]"));
        Judged("no longer the cells (10 chunks)", file: scenarios.Replace("values: [0, 10]", "values: [0]"));
        File.WriteAllText(sandbox.In("scenarios.yaml"), scenarios);
        File.WriteAllText(path, good);
        sandbox.Run("check", "small").Expect(0);

        void Judged(string says, string? baseline = null, string? file = null)
        {
            File.WriteAllText(path, baseline ?? good);
            File.WriteAllText(sandbox.In("scenarios.yaml"), file ?? scenarios);
            Finished finished = sandbox.Run("check", "small").Expect(12);
            Assert.Contains(says, finished.Error);
            Assert.Contains("could not judge", finished.Out);
            Assert.Contains("<error ", sandbox.Run("check", "small", "--format", "junit").Expect(12).Out);
        }
    }

    [Fact]
    public void Words_of_a_scenario_and_its_tolerances_are_no_other_plan()
    {
        using Sandbox sandbox = new();
        sandbox.Run(Accept).Expect(0);
        string scenarios = File.ReadAllText(sandbox.In("scenarios.yaml"));
        File.WriteAllText(sandbox.In("scenarios.yaml"), scenarios
            .Replace("Does a small network behave?", "Does it?")
            .Replace("    seeds: 1..4\n", "    seeds: 1..6\n    tolerate: {negative_rate: 1 %}\n"));
        Assert.Contains("the seeds are those of the baseline", sandbox.Run("check", "small").Expect(0).Error);
    }

    [Fact]
    public void A_measure_that_the_baseline_lacks_is_a_wrong_flag()
    {
        using Sandbox sandbox = new();
        sandbox.Run(Accept).Expect(0);
        Assert.Contains("did you mean 'negative_rate'?", sandbox.Run("check", "small", "--only", "negativ_rate").Expect(2).Error);
        Assert.Contains("has no measure 'ttfb_p50_ms'", sandbox.Run("check", "small", "--only", "ttfb_p50_ms").Expect(2).Error);
    }

    [Fact]
    public void Results_folders_are_compared_by_cell_and_seed()
    {
        using Sandbox sandbox = new();
        sandbox.Run("sweep", "small", "--seeds", "1..16", "--out", "one").Expect(0);
        sandbox.Run("sweep", "small", "--seeds", "1..16", "--out", "two", "--set", "payments.freeze_rule=common-view").Expect(0);
        string one = Path.GetRelativePath(sandbox.Folder, sandbox.Results("small", "one"));
        string two = Path.GetRelativePath(sandbox.Folder, sandbox.Results("small", "two"));
        Finished changed = sandbox.Run("compare", one, two).Expect(0);
        Transcript.Check("compare", Transcript.Of(sandbox, changed, "compare", one, two));
        Assert.Contains("WORSE", changed.Out);
        Assert.Contains("better", sandbox.Run("compare", two, one).Expect(0).Out);
        using JsonDocument json = JsonDocument.Parse(sandbox.Run("compare", one, two, "--json").Expect(0).Out);
        Assert.Equal(32, json.RootElement.GetProperty("pairs").GetInt32());

        sandbox.Run("sweep", "small", "--seeds", "1..16", "--fresh", "--out", "one").Expect(0);
        Assert.Contains("all did the same", sandbox.Run("compare", one, one + "-2").Expect(0).Out);
        sandbox.Run("compare", one, one).Expect(2);
        sandbox.Run("sweep", "small", "--seeds", "21..24", "--out", "three").Expect(0);
        string three = Path.GetRelativePath(sandbox.Folder, sandbox.Results("small", "three"));
        Assert.Contains("no cell with a seed in common", sandbox.Run("compare", one, three).Expect(12).Error);
        sandbox.Run("run", "small", "--seeds", "1..4", "--out", "four").Expect(0);
        string four = Path.GetRelativePath(sandbox.Folder, sandbox.Results("small", "four"));
        Assert.Contains("not compared: 1 cell, 28 runs without a partner", sandbox.Run("compare", one, four).Expect(0).Out);
    }

    [Fact]
    public void Results_of_another_build_are_no_baseline()
    {
        using Sandbox sandbox = new();
        sandbox.Run("run", "small").Expect(0);
        string journal = Path.Combine(sandbox.Results("small"), "journal.jsonl");
        File.WriteAllText(journal, System.Text.RegularExpressions.Regex.Replace(
            File.ReadAllText(journal), "\"engine\":\"[0-9a-f]+\"", "\"engine\":\"0123456789abcdef\""));
        string folder = Path.GetRelativePath(sandbox.Folder, sandbox.Results("small"));
        Assert.Contains("another build", sandbox.Run("baseline", "accept", folder, "--reason", "r").Expect(12).Error);
    }

    /// <summary>
    /// The gate of this repository: this build by the baseline that was reviewed. If a change is intended, the command that it prints
    /// accepts it.
    /// </summary>
    [Fact]
    public void The_shipped_gate_passes()
    {
        using Sandbox sandbox = new(scenarios: null);
        sandbox.Run("check", "gate", "--file", Path.Combine(DataFolder.Repository, "scenarios.yaml"),
            "--baseline", Path.Combine(DataFolder.Repository, "baselines")).Expect(0);
    }
}
