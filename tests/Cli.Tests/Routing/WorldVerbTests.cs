using System.Text.Json;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests.Routing;

public sealed class WorldVerbTests
{
    private static readonly string[] _small = ["routes", "world", "routing", "--set", "network.ases=200", "--set", "network.vantage_points=7"];

    [Fact]
    public void The_dump_of_an_internet_has_a_route_of_each_vantage_point_to_each_prefix()
    {
        using Sandbox sandbox = new(scenarios: null);
        JsonElement world = Json(sandbox, [.. _small, "--write-dump", "seen.mrt", "--json"]);
        JsonElement dump = Json(sandbox, "routes", "count", "seen.mrt", "--json");
        Assert.Equal(7, dump.GetProperty("peers").GetInt32());
        Assert.Equal(world.GetProperty("prefixes").GetInt32(), dump.GetProperty("prefixes").GetInt32());
        Assert.Equal(7 * world.GetProperty("prefixes").GetInt32(), dump.GetProperty("elements").GetInt32());
        Assert.Equal(world.GetProperty("systems").GetInt32(), dump.GetProperty("origins").GetInt32());
    }

    [Fact]
    public void Choices_have_a_row_for_each_user_and_an_oracle_regrets_none()
    {
        using Sandbox sandbox = new(scenarios: null);
        sandbox.Run([.. _small, "--set", "users.selection=oracle", "--choices", "choices.csv", "--map", "map.png"]).Expect(0);
        string[] rows = File.ReadAllLines(Path.Combine(sandbox.Folder, "choices.csv"));
        int regret = Array.IndexOf(rows[0].Split(','), "regret_ms");
        Assert.Equal(1_000, rows.Length - 1);
        Assert.All(rows.Skip(1), row => Assert.Equal("0", row.Split(',')[regret]));
        Assert.Equal(0x89, File.ReadAllBytes(Path.Combine(sandbox.Folder, "map.png"))[0]);
    }

    [Fact]
    public void A_file_that_cannot_be_written_and_a_scenario_without_an_internet_are_refused()
    {
        using Sandbox sandbox = new(scenarios: null);
        Assert.Contains("cannot write --write-dump", sandbox.Run([.. _small, "--write-dump", "none/seen.mrt"]).Expect(2).Error);
        Assert.Contains("has no Internet", sandbox.Run("routes", "world", "quickstart").Expect(2).Error);
    }

    private static JsonElement Json(Sandbox sandbox, params string[] args)
    {
        using JsonDocument answer = JsonDocument.Parse(sandbox.Run(args).Expect(0).Out);
        return answer.RootElement.Clone();
    }
}
