using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

public sealed class DoctorTests
{
    [Fact]
    public void A_machine_on_which_tests_run_is_ready_and_nothing_is_left_behind()
    {
        using Sandbox sandbox = new();
        string[] before = Directory.GetFileSystemEntries(sandbox.Folder);
        Finished finished = sandbox.Run("doctor").Expect(0);
        Assert.Contains("ok    scenarios", finished.Out);
        Assert.Contains("3 in scenarios.yaml", finished.Out);
        Assert.Contains("results can be written", finished.Out);
        Assert.Contains("a folder in use is closed to others", finished.Out);
        Assert.StartsWith("ready", finished.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        Assert.Equal(before, Directory.GetFileSystemEntries(sandbox.Folder));
    }

    [Fact]
    public void Where_results_cannot_be_written_it_fails_and_says_what_to_do()
    {
        using Sandbox sandbox = new();
        Finished finished = sandbox.Run("doctor", "--out", "/proc/nothing-here").Expect(2);
        Assert.Contains("FAIL  results", finished.Out);
        Assert.Contains("mend: give another folder with --out", finished.Out);
        Assert.Contains("1 to mend before anything can run", finished.Out);
    }

    [Fact]
    public void Whatever_is_not_in_order_comes_with_what_to_do()
    {
        using Sandbox sandbox = new(scenarios: "broken.yaml");
        RunSettings bare = new(new Dictionary<string, string> { ["FLEEK_SIM_DATA"] = sandbox.In("absent") });
        using JsonDocument json = JsonDocument.Parse(sandbox.Run(bare, "doctor", "--json").Expect(0).Out);
        JsonElement[] checks = [.. json.RootElement.GetProperty("checks").EnumerateArray()];
        Assert.Equal("warn", State("scenarios"));
        Assert.Equal("warn", State("data"));
        Assert.All(checks, c => Assert.Equal(c.GetProperty("state").GetString() == "ok", c.GetProperty("mend").ValueKind == JsonValueKind.Null));

        string? State(string name) => checks.Single(c => c.GetProperty("name").GetString() == name).GetProperty("state").GetString();
    }
}
