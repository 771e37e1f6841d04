using System.Globalization;
using System.Text;
using System.Text.Json;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.Tests.Support;

namespace Fleek.Sim.Cli.Tests;

/// <summary>Scenarios that are studies, through the program: run, swept, checked, and refused with their lists.</summary>
public sealed class StudyTests
{
    private const string Scenarios = """
        version: 1
        scenarios:
          market:
            question: Where do nodes go?
            kind: incentives
            nodes: 60
            incentives: {regions: 200, rounds: 10}
            seeds: 1..4
            sweep:
              nodes: {values: [20, 60]}
          sham:
            question: What do colluders take?
            kind: collusion
            nodes: 10
            collusion: {operators: 2, clients: 1, duration: 10 s, cap: 64, block_budget: 256, honest_every: 1 s}
            seeds: 1..4
            sweep:
              collusion.defence: {values: [none, budgets]}
          paid:
            question: What is paid?
            kind: rewards
            nodes: 30
            rewards: {epochs: 10, epoch: 30 min}
            seeds: 1..4
            sweep:
              rewards.year: {values: [by-clock, 365-epochs]}
          near:
            question: How near is the nearest node?
            kind: coverage
            nodes: 30
            coverage: {clients: 50}
            seeds: 1..4
            sweep:
              nodes: {values: [10, 90, 440]}
              coverage: {values: [{placement: uniform}, {placement: largest}]}
          listed:
            question: How near is the nearest location?
            kind: coverage
            nodes: 5
            coverage: {placement: list, locations: pops.csv, clients: 50}
            seeds: 1..2
          demanded:
            question: Where do nodes go?
            kind: incentives
            nodes: 5
            incentives: {demand: list, list: demand.csv, rounds: 5}
            seeds: 1..2
          object:
            question: From which size on is content faster from a node?
            kind: delivery
            nodes: 4
            delivery: {visits: 1, slow_start: false, tunnel_rate: 40 Mbit/s, gateway_node_rtt: 30 ms}
            seeds: 1..2
            sweep:
              delivery.size: {values: [2 KiB, 1 MiB]}
              delivery.path: {values: [tunnel, coordinator]}
        """;

    [Fact]
    public void A_market_is_swept_with_table_report_figures_and_closed_form()
    {
        using Sandbox sandbox = Prepared();
        Finished finished = sandbox.Run("sweep", "market").Expect(0);
        Assert.Contains("regions_covered", finished.Out);
        string folder = sandbox.Results("market");
        string[] rows = File.ReadAllLines(Path.Combine(folder, "figures", "regions_covered.csv"));
        // 20 nodes cover 8 regions, 60 nodes 18: as simulated and as counted.
        Assert.Contains(rows, r => r.StartsWith("cell,regions_covered,", StringComparison.Ordinal) && r.Contains(",20,") && r.EndsWith(",8,8,8,false,8", StringComparison.Ordinal));
        Assert.Contains("60 nodes that choose their region", finished.Out + File.ReadAllText(Path.Combine(folder, "report.html")));
        Assert.DoesNotContain("accounts of", File.ReadAllText(Path.Combine(folder, "report.html")));
        // Everything is there already.
        Assert.Equal(finished.Out, sandbox.Run("sweep", "market").Expect(0).Out);
    }

    [Fact]
    public void Colluders_and_rewards_are_swept_with_their_closed_forms()
    {
        using Sandbox sandbox = Prepared();
        sandbox.Run("sweep", "sham").Expect(0);
        // Two clients ask each second for 10 s: 20 grants of which a node's share is 32 chunks; 4 of them fit a budget of 256.
        string[] rows = File.ReadAllLines(Path.Combine(sandbox.Results("sham"), "figures", "stolen_chunks.csv"));
        Assert.Contains(rows, r => r.Contains(",none,", StringComparison.Ordinal) && r.EndsWith(",640,640,640,false,640", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains(",budgets,", StringComparison.Ordinal) && r.EndsWith(",256,256,256,false,256", StringComparison.Ordinal));
        sandbox.Run("determinism", "sham").Expect(0);
        sandbox.Run("sweep", "paid").Expect(0);
        rows = File.ReadAllLines(Path.Combine(sandbox.Results("paid"), "figures", "issued_of_supply_per_year.csv"));
        Assert.Contains(rows, r => r.Contains(",365-epochs,", StringComparison.Ordinal) && r.Contains("4.8", StringComparison.Ordinal));
        sandbox.Run("determinism", "paid").Expect(0);
    }

    [Fact]
    public void Coverage_is_drawn_on_factors_with_its_closed_form()
    {
        using Sandbox sandbox = Prepared();
        sandbox.Run("sweep", "near").Expect(0);
        string[] rows = File.ReadAllLines(Path.Combine(sandbox.Results("near"), "figures", "nearest_km.csv"));
        Assert.Contains(rows, r => r.Contains(",uniform,90,") && r.Contains(",1188.", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains(",largest,90,") && r.EndsWith(',')); // no law for places that are chosen
    }

    [Fact]
    public void A_site_is_swept_with_both_ways_in_one_figure_beside_their_closed_form()
    {
        using Sandbox sandbox = Prepared();
        Assert.Contains("tunnel", sandbox.Run("sweep", "object").Expect(0).Out);
        string folder = sandbox.Results("object");
        string[] rows = File.ReadAllLines(Path.Combine(folder, "figures", "delivery_ms.csv"));
        foreach (string way in (string[])["tunnel", "coordinator"])
        {
            string[] last = rows.Last(r => r.Contains($",{way},")).Split(',');
            double simulated = double.Parse(last[^5], CultureInfo.InvariantCulture), law = double.Parse(last[^1], CultureInfo.InvariantCulture);
            Assert.InRange(simulated / law, 0.98, 1.02);
        }

        Assert.Contains("service workers as messages", File.ReadAllText(Path.Combine(folder, "report.html")));
        Assert.Contains("makes offers", sandbox.Run("explain", "object").Expect(0).Out);
        sandbox.Run("determinism", "object").Expect(0);
    }

    [Fact]
    public void Studies_are_deterministic_and_can_be_checked_against_a_baseline()
    {
        using Sandbox sandbox = Prepared();
        sandbox.Run("determinism", "market").Expect(0);
        sandbox.Run("determinism", "near").Expect(0);
        sandbox.Run("baseline", "accept", "market", "--reason", "nodes rest").Expect(0);
        sandbox.Run("check", "market").Expect(0);
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("rare")]
    public void What_needs_messages_or_accounts_refuses_a_study(string verb)
    {
        using Sandbox sandbox = Prepared();
        Assert.Contains("is a study without messages and accounts", sandbox.Run(verb, "market").Expect(2).Error);
    }

    [Fact]
    public void A_study_has_no_trace()
    {
        using Sandbox sandbox = Prepared();
        Assert.Contains("nothing to trace", sandbox.Run("run", "market", "--trace").Expect(2).Error);
    }

    [Theory]
    [InlineData("name,latitude,longitude\nhere,1,1\nthere,91,1\n", "pops.csv(3): FS2035: `latitude` is 91, not within -90 and 90")]
    [InlineData("name,latitude,longitude\nhere,NaN,1\n", "pops.csv(2): FS2035: `latitude` is NaN, not within -90 and 90")]
    [InlineData("name,latitude,longitude\n", "pops.csv(1): FS2035: is the header, and no row follows")]
    [InlineData("", "pops.csv(1): FS2035: the file is empty")]
    public void A_list_of_locations_that_cannot_be_used_is_refused_by_name_and_line(string text, string message)
    {
        using Sandbox sandbox = Prepared();
        File.WriteAllText(sandbox.In("pops.csv"), text);
        Finished finished = sandbox.Run("run", "listed").Expect(3);
        Assert.Contains(message, finished.Error);
        Assert.False(Directory.Exists(sandbox.In("results")), "nothing may be left behind");
    }

    [Theory]
    [InlineData("name,demand\na,4\nb,-1\n", "demand.csv(3): FS2036: `demand` is -1: demand is not negative")]
    [InlineData("name,demand\na,0\n", "demand.csv(2): FS2036: ends a list in which no region has demand")]
    public void A_list_of_demand_that_cannot_be_used_is_refused_by_name_and_line(string text, string message)
    {
        using Sandbox sandbox = Prepared();
        File.WriteAllText(sandbox.In("demand.csv"), text);
        Assert.Contains(message, sandbox.Run("run", "demanded").Expect(3).Error);
    }

    [Theory]
    [InlineData("FS2035", "listed", "pops.csv")]
    [InlineData("FS2036", "demanded", "demand.csv")]
    public void The_examples_of_lists_are_refused_and_taken_as_they_say(string code, string scenario, string file)
    {
        using Sandbox sandbox = Prepared();
        DiagnosticCode page = DiagnosticCodes.Find(code)!;
        Assert.True(page.IsOfDataFile);
        File.WriteAllText(sandbox.In(file), page.Wrong + "\n");
        Assert.Contains(code, sandbox.Run("run", scenario).Expect(3).Error);
        File.WriteAllText(sandbox.In(file), page.Right + "\n");
        using JsonDocument json = JsonDocument.Parse(sandbox.Run("run", scenario, "--json").Expect(0).Out);
        Assert.Single(json.RootElement.GetProperty("cells").EnumerateArray());
    }

    private static Sandbox Prepared()
    {
        Sandbox sandbox = new(scenarios: null);
        File.WriteAllText(sandbox.In("scenarios.yaml"), Scenarios, Encoding.UTF8);
        return sandbox;
    }
}
