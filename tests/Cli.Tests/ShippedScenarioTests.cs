using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;
using Fleek.Tests;

namespace Fleek.Sim.Cli.Tests;

public sealed class ShippedScenarioTests
{
    private static string File => Path.Combine(DataFolder.Repository, "scenarios.yaml");

    [Theory]
    [InlineData(1000, 100, 10, 20, 5, -40)]
    [InlineData(924, 100, 10, 20, 5, -116)]
    [InlineData(1000, 225, 10, 20, 5, 160)]
    [InlineData(1000, 100, 10, 1, 5, 60)]
    [InlineData(10000, 500, 16, 50, 25, 16)]
    [InlineData(1000, 0, 2, 20, 5, -8)]
    public void Lock_step_ends_at_the_exact_balance(int balance, int threshold, int nodes, int batch, int lag, int expected)
    {
        using Sandbox sandbox = new(scenarios: null);
        Finished finished = sandbox.Run("run", "lockstep", "--json", "--file", File,
            "--set", $"users.balance={balance} chunks", "--set", $"payments.freeze_threshold={threshold} chunks",
            "--set", $"payments.commit.threshold={batch} chunks", "--set", $"users.serving_nodes={nodes}",
            "--set", $"ledger.lag={lag} s").Expect(0);
        using JsonDocument json = JsonDocument.Parse(finished.Out);
        JsonElement cell = Assert.Single(json.RootElement.GetProperty("cells").EnumerateArray());
        double mean = cell.GetProperty("measures").GetProperty("final_balance_chunks").GetProperty("mean").GetDouble();
        Assert.Equal(expected, mean);
    }

    [Fact]
    public void The_shipped_file_is_valid()
    {
        using Sandbox sandbox = new(scenarios: null);
        sandbox.Run("validate", "--file", File).Expect(0);
    }

    [Fact]
    public void Every_shipped_scenario_can_be_explained_and_planned()
    {
        using Sandbox sandbox = new(scenarios: null);
        using JsonDocument list = JsonDocument.Parse(sandbox.Run("list", "--json", "--file", File).Expect(0).Out);
        string[] names = [.. list.RootElement.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("name").GetString()!)];
        Assert.Contains("quickstart", names);
        Assert.Contains("freeze-threshold", names);
        Assert.Contains("commit-rules", names);
        foreach (string name in names)
        {
            Assert.Contains(name, sandbox.Run("explain", name, "--file", File).Expect(0).Out);
            sandbox.Run("sweep", name, "--dry-run", "--file", File).Expect(0);
        }
    }
}
