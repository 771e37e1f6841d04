using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

/// <summary>The gate from end to end: a baseline of this build, and another build that is checked by it.</summary>
public sealed partial class PlantedBugTests(ITestOutputHelper output)
{
    private const string Bug = "OwnPendingForgotten";

    private static readonly string[] Check = ["check", "small", "--quiet", "--progress", "none"];

    [Fact]
    public void A_bug_planted_in_the_freeze_rule_is_caught_and_the_command_that_is_printed_shows_it()
    {
        using Sandbox sandbox = new();
        OtherBuild other = new(sandbox);
        sandbox.Run("baseline", "accept", "small", "--seeds", "1..16", "--reason", "the first one").Expect(0);
        Finished caught = sandbox.Run(other.Settings(Bug), Check).Expect(11);
        Transcript.Check("check-planted-bug", Transcript.Of(sandbox, caught, Check));

        Match parting = Parting().Match(caught.Out);
        Assert.True(parting.Success, caught.Out);
        string[] replay = [.. Words(Again().Match(caught.Out).Groups[1].Value), "--trace", "-"];
        string[] before = Events(sandbox.Run(replay)), now = Events(sandbox.Run(other.Settings(Bug), replay));
        // What the baseline's build decided there, the other does not, and up to there both did the same.
        string missing = before.First(line => !now.Contains(line));
        Assert.True(IsOf(missing, parting), missing);
        Assert.Equal(before.TakeWhile(line => line != missing), now[..Array.IndexOf(before, missing)]);
    }

    [Fact]
    public void Another_build_that_does_the_same_passes_by_hash_in_seconds()
    {
        using Sandbox sandbox = new();
        OtherBuild other = new(sandbox);
        Assert.NotEqual(Engine(sandbox.Run("version", "--json")), Engine(sandbox.Run(other.Settings(), "version", "--json")));
        sandbox.Run("baseline", "accept", "small", "--seeds", "1..16", "--reason", "the first one").Expect(0);
        Stopwatch watch = Stopwatch.StartNew();
        Finished passed = sandbox.Run(other.Settings(), Check).Expect(0);
        output.WriteLine($"32 runs checked by another build in {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.Contains("behaviour unchanged (32 runs, all with the baseline's traces and measures)", passed.Out);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
        // The same build with the bug does not pass: it is not the build that passed, but what it does.
        sandbox.Run(other.Settings(Bug), Check).Expect(11);
    }

    private static string[] Events(Finished replayed) => replayed.Expect(0).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A submission of the told node for the told user at the told time, which the check has in whole microseconds.</summary>
    private static bool IsOf(string line, Match parting)
    {
        using JsonDocument e = JsonDocument.Parse(line);
        return e.RootElement.GetProperty("event").GetString() == "submit"
            && decimal.Truncate(e.RootElement.GetProperty("t_s").GetDecimal() * 1_000_000) / 1_000_000 == decimal.Parse(parting.Groups["time"].Value, CultureInfo.InvariantCulture)
            && $"{e.RootElement.GetProperty("node").GetInt32()}" == parting.Groups["node"].Value
            && $"{e.RootElement.GetProperty("user").GetInt32()}" == parting.Groups["user"].Value;
    }

    private static string Engine(Finished version)
    {
        using JsonDocument json = JsonDocument.Parse(version.Expect(0).Out);
        return json.RootElement.GetProperty("engine").GetString()!;
    }

    /// <summary>Takes a line apart as a shell would.</summary>
    private static string[] Words(string line) => [.. Word().Matches(line).Select(m => m.Value.Trim('\''))];

    [GeneratedRegex(@"first divergence: seed 1 of \(0 chunks\), .*; the baseline: (?<time>[0-9.]+) s, node (?<node>\d+), Submit of user (?<user>\d+)")]
    private static partial Regex Parting();

    [GeneratedRegex(@"again: ./fleek-sim (.*)")]
    private static partial Regex Again();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();
}
