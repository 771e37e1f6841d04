using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

/// <summary><c>thresholds:</c> of a scenario: ticks, and an exit code of their own.</summary>
public sealed class ScenarioThresholdTests
{
    [Fact]
    public void Thresholds_that_all_cells_keep_to_are_ticked()
    {
        using Sandbox sandbox = With("[overshoot_chunks < 25 chunks, served_chunks >= 60 chunks]");
        string[] args = ["sweep", "small", "--quiet", "--progress", "none"];
        Transcript.Check("thresholds-met", Transcript.Of(sandbox, sandbox.Run(args).Expect(0), args));
        string page = File.ReadAllText(Path.Combine(sandbox.Results("small"), "report.html"));
        Assert.Contains("✓ overshoot_chunks &lt; 25 chunks in 2 of 2 cells", System.Net.WebUtility.HtmlDecode(page).Replace("<", "&lt;"));
    }

    [Fact]
    public void One_that_is_crossed_is_code_10_and_says_where()
    {
        using Sandbox sandbox = With("[overshoot_chunks < 15 chunks, negative_rate <= 99.5 %]");
        string[] args = ["sweep", "small", "--quiet", "--progress", "none"];
        Transcript.Check("thresholds-crossed", Transcript.Of(sandbox, sandbox.Run(args).Expect(10), args));
        using JsonDocument json = JsonDocument.Parse(sandbox.Run("sweep", "small", "--json").Expect(10).Out);
        JsonElement[] found = [.. json.RootElement.GetProperty("thresholds").EnumerateArray()];
        Assert.Equal(["crossed", "crossed"], found.Select(t => t.GetProperty("state").GetString()));
        Assert.Equal(1, found[0].GetProperty("crossed").GetInt32());
    }

    /// <summary>The mean is 9.1 of at most 10.2 here, and the upper bound of four seeds 10.26.</summary>
    [Fact]
    public void The_bound_is_judged_and_not_the_mean()
    {
        using Sandbox sandbox = With("[overshoot_chunks < 10.2 chunks]");
        Finished few = sandbox.Run("run", "small", "--set", "payments.freeze_threshold=10 chunks", "--seeds", "1..4").Expect(10);
        Assert.Contains("the mean keeps to it: more seeds might tell", few.Out);
        sandbox.Run("run", "small", "--set", "payments.freeze_threshold=10 chunks", "--seeds", "1..80").Expect(0);
    }

    [Fact]
    public void Nothing_to_judge_never_passes()
    {
        using Sandbox sandbox = With("[commits_per_1000_chunks < 1000]");
        Finished one = sandbox.Run("run", "small", "--seed", "1").Expect(12);
        Assert.Contains("? commits_per_1000_chunks < 1000: no interval", one.Out);
        sandbox.Run("run", "small", "--seeds", "1..2").Expect(0);
    }

    [Fact]
    public void A_wrong_one_is_shown_at_its_place()
    {
        using Sandbox sandbox = With("[overshoot_chunks < 5]");
        string[] args = ["run", "small"];
        Transcript.Check("thresholds-no-unit", Transcript.Of(sandbox, sandbox.Run(args).Expect(3), args));
    }

    private static Sandbox With(string thresholds)
    {
        Sandbox sandbox = new();
        string path = sandbox.In("scenarios.yaml");
        File.WriteAllText(path, File.ReadAllText(path).Replace(
            "    measure: [negative_rate, overshoot_chunks]\n", $"    measure: [negative_rate, overshoot_chunks]\n    thresholds: {thresholds}\n"));
        return sandbox;
    }
}
