using System.Text.Json;
using Fleek.Analysis.Theory;
using Fleek.Sim.Cli.Tests.Support;
using Fleek.Tests;

namespace Fleek.Sim.Cli.Tests;

/// <summary><c>threshold</c> and <c>rare</c>: what they answer, what they write, and that the answers are right where they are known.</summary>
public sealed class ThresholdTests
{
    private static string Shipped => Path.Combine(DataFolder.Repository, "scenarios.yaml");

    [Theory]
    [InlineData("threshold", "threshold", "small", "--target", "20%,5%", "--confirm", "--progress", "none")]
    [InlineData("threshold-no-unit-word", "threshold", "small", "--target", "often")]
    [InlineData("threshold-never", "threshold", "small", "--target", "0")]
    [InlineData("threshold-unknown", "threshold", "smal")]
    [InlineData("rare", "rare", "small", "--runs-per-stage", "100", "--repetitions", "3", "--set", "payments.freeze_threshold=25 chunks",
        "--progress", "none")]
    [InlineData("rare-shared", "rare", "small", "--set", "ledger.distribution=blocks")]
    [InlineData("rare-impossible", "rare", "small", "--runs-per-stage", "20", "--set", "users.serving_nodes=1")]
    public void A_question_is_answered_as_in_its_transcript(string golden, params string[] args)
    {
        using Sandbox sandbox = new();
        Transcript.Check(golden, Transcript.Of(sandbox, sandbox.Run(args), args));
    }

    [Fact]
    public void The_threshold_of_a_known_law_is_found_and_confirmed()
    {
        // What is spent after the crossing is Poisson(20): 6,000 accounts, seeds 1 to 30.
        using Sandbox sandbox = new(scenarios: null);
        using JsonDocument json = JsonDocument.Parse(sandbox.Run(
            "threshold", "common-view", "--file", Shipped, "--seeds", "1..30", "--target", "5%,0.5%", "--confirm", "--json").Expect(0).Out);
        JsonElement cell = Assert.Single(json.RootElement.GetProperty("cells").EnumerateArray());
        Assert.Equal(6000, cell.GetProperty("accounts").GetInt32());
        foreach (JsonElement found in cell.GetProperty("thresholds").EnumerateArray())
        {
            int quantile = DiscreteLaw.Poisson(20).UpperQuantile(found.GetProperty("target").GetDouble());
            Assert.InRange(quantile, found.GetProperty("low").GetDouble(), found.GetProperty("high").GetDouble());
            Assert.Equal("holds", found.GetProperty("checked").GetProperty("verdict").GetString());
            double threshold = found.GetProperty("threshold_chunks").GetDouble();
            Assert.InRange(CommonView.NegativeRate(20, threshold), found.GetProperty("checked").GetProperty("rate_low").GetDouble(),
                found.GetProperty("checked").GetProperty("rate_high").GetDouble());
        }
    }

    [Fact]
    public void The_same_command_writes_the_same_bytes()
    {
        using Sandbox sandbox = new();
        string[] command = ["threshold", "small", "--target", "10%", "--set", "users.serving_nodes=2,3", "--out"];
        sandbox.Run([.. command, "one", "--jobs", "1"]).Expect(0);
        sandbox.Run([.. command, "two", "--jobs", "2"]).Expect(0);
        string one = sandbox.Results("small", "one"), two = sandbox.Results("small", "two");
        string[] files = [.. Directory.GetFiles(one, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(one, f)).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["figures/collapse.csv", "figures/collapse.png", "figures/collapse.svg", "figures/frontier-10pct.csv", "figures/frontier-10pct.png",
                "figures/frontier-10pct.svg", "figures/negative_rate.csv", "figures/negative_rate.png", "figures/negative_rate.svg",
                "overshoots.csv", "thresholds.csv"],
            files);
        Assert.All(files, f => Assert.Equal(File.ReadAllBytes(Path.Combine(one, f)), File.ReadAllBytes(Path.Combine(two, f))));
    }

    [Fact]
    public void A_rare_event_is_estimated_the_same_on_any_number_of_threads()
    {
        using Sandbox sandbox = new(scenarios: null);
        string[] command = ["rare", "common-view", "--file", Shipped, "--runs-per-stage", "200", "--repetitions", "5", "--json", "--jobs"];
        string one = sandbox.Run([.. command, "1"]).Expect(0).Out;
        Assert.Equal(one, sandbox.Run([.. command, "3"]).Expect(0).Out);
        using JsonDocument json = JsonDocument.Parse(one);
        double error = json.RootElement.GetProperty("relative_error").GetDouble(), theory = json.RootElement.GetProperty("theory").GetDouble();
        Assert.Equal(CommonView.NegativeRate(20, 30), theory, 12);
        Assert.InRange(json.RootElement.GetProperty("probability").GetDouble() / theory, 1 - (4 * error), 1 + (4 * error));
    }
}
