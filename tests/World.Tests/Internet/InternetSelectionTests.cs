using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.World;
using Fleek.Sim.World.Internet;

namespace World.Tests.Internet;

/// <summary>Ways to select nodes in one small Internet: 300 users, 60 nodes.</summary>
public sealed class InternetSelectionTests
{
    private static readonly WorldInputs Inputs = new(null);

    [Fact]
    public void The_oracle_has_no_regret_and_nobody_has_less()
    {
        RunResult oracle = Run("oracle");
        Assert.Equal(1, oracle.Measures[Measures.SelectionHitRate].Value);
        Assert.Equal(0, oracle.Measures[Measures.SelectionRegret].Value);
        foreach (string policy in (string[])["random", "fewest-hops", "anycast", "gateway", "geo-ip", "nearest", "vivaldi", "bgp", "bgp-probes"])
            Assert.True(Run(policy).Measures[Measures.SelectionRegret].Value > 0, policy);
    }

    [Fact]
    public void Without_what_BGP_tells_the_prediction_is_the_geo_table()
    {
        IReadOnlyList<int> geo = NodesOf("geo-ip"), plain = NodesOf("bgp", "users.selection_features=no-bgp");
        Assert.Equal(geo, plain);
        Assert.NotEqual(geo, NodesOf("bgp"));
    }

    [Fact]
    public void A_random_node_costs_the_mean_of_all_nodes()
    {
        Scenario scenario = ScenarioOf("random");
        double difference = 0, variance = 0;
        for (ulong seed = 1; seed <= 4; seed++)
        {
            InternetWorld world = SelectionStudy.WorldOf(scenario, seed, Inputs);
            foreach (SelectedNode choice in SelectionStudy.Choices(scenario, seed, Inputs))
            {
                double[] all = [.. Enumerable.Range(0, world.Nodes.Count).Select(node => world.RttMs(choice.User, node))];
                double mean = all.Average();
                difference += choice.RttMs - mean;
                variance += all.Sum(rtt => (rtt - mean) * (rtt - mean)) / all.Length;
            }
        }

        Assert.InRange(difference / Math.Sqrt(variance), -4, 4);
    }

    [Fact]
    public void What_BGP_tells_does_no_harm_and_probes_lower_the_regret_of_the_same_users()
    {
        double[] geo = Regrets("geo-ip"), bgp = Regrets("bgp"), probes = Regrets("bgp-probes");
        Assert.True(MeanOverError(geo, bgp) > -2, $"z = {MeanOverError(geo, bgp)}");
        Assert.True(MeanOverError(bgp, probes) > 4, $"z = {MeanOverError(bgp, probes)}");
        Assert.True(MeanOverError(Regrets("random"), geo) > 4);
    }

    [Fact]
    public void The_first_byte_comes_two_round_trips_after_the_hello_or_later()
    {
        // HELLO there and the offer back, request there and the chunk back, payment there and the key back.
        RunResult oracle = Run("oracle"), random = Run("random");
        Assert.True(random.Measures[Measures.TtfbP50].Value > 2 * oracle.Measures[Measures.TtfbP50].Value);
        double best = SelectionStudy.Choices(ScenarioOf("oracle"), 1, Inputs).Select(choice => choice.RttMs).Order().ElementAt(150);
        Assert.InRange(oracle.Measures[Measures.TtfbP50].Value, 2 * best, 6 * best);
    }

    [Fact]
    public void The_more_nodes_stand_in_ISPs_the_more_users_are_served_by_their_own()
    {
        Scenario none = ScenarioOf("oracle", "network.isp_nodes=0"), all = ScenarioOf("oracle", "network.isp_nodes=1");
        // In small cities nobody but ISPs has room for a node, whatever is asked for.
        Assert.True(Share(all) > 2 * Share(none), $"{Share(all)} against {Share(none)}");

        static double Share(Scenario scenario) => CellRunner.Run(scenario, 1, Inputs).Measures[Measures.SameIspShare].Value;
    }

    [Fact]
    public void A_run_has_the_same_hash_whatever_ran_before_it()
    {
        RunResult first = CellRunner.Run(ScenarioOf("bgp-probes"), 3, new WorldInputs(null));
        WorldInputs used = new(null);
        CellRunner.Run(ScenarioOf("vivaldi"), 3, used);
        CellRunner.Run(ScenarioOf("bgp"), 3, used);
        RunResult again = CellRunner.Run(ScenarioOf("bgp-probes"), 3, used);
        Assert.Equal(first.TraceHash, again.TraceHash);
        Assert.Equal(first.Measures, again.Measures);
    }

    private static double[] Regrets(string policy) => [.. Enumerable.Range(1, 3)
        .SelectMany(seed => SelectionStudy.Choices(ScenarioOf(policy), (ulong)seed, Inputs).Select(choice => choice.RegretMs))];

    private static double MeanOverError(double[] more, double[] less)
    {
        double[] gains = [.. more.Zip(less, (a, b) => a - b)];
        double mean = gains.Average();
        return mean / Math.Sqrt(gains.Sum(g => (g - mean) * (g - mean)) / gains.Length / (gains.Length - 1));
    }

    private static IReadOnlyList<int> NodesOf(string policy, params string[] sets) =>
        [.. SelectionStudy.Choices(ScenarioOf(policy, sets), 1, Inputs).Select(choice => choice.Node)];

    private static RunResult Run(string policy) => CellRunner.Run(ScenarioOf(policy), 1, Inputs);

    private static Scenario ScenarioOf(string policy, params string[] sets)
    {
        SourceText source = new("test.yaml", """
            version: 1
            scenarios:
              small:
                question: test
                duration: 1 s
                nodes: 60
                users: {count: 300, balance: 100 chunks, serving_nodes: 1, selection: geo-ip}
                network: {internet: synthetic, ases: 400, exchanges: 30, vantage_points: 20}
                workload: {rate: 2 chunks/s}
            """);
        PlanResult result = Planner.Build(source, new() { Scenario = "small", Sets = [$"users.selection={policy}", .. sets] }, _ => null);
        Assert.Empty(result.Diagnostics.Select(d => d.Message));
        return result.Plan!.Cells[0].Scenario;
    }
}
