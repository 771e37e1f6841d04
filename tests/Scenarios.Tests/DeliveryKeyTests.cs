using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>Scenarios of sites behind a gateway.</summary>
public sealed class DeliveryKeyTests
{
    [Fact]
    public void A_site_has_its_own_keys_and_measures_alone()
    {
        Plan plan = Shipped.PlanOf("kind: delivery\nnodes: 9").Plan!;
        foreach (string word in (string[])["users:", "payments:", "ledger:", "coverage:", "assets", "segment", "offered"])
            Assert.DoesNotContain(word, plan.ResolvedYaml);
        Assert.Equal(Measures.OfDelivery, plan.Measures);
        DeliverySpec spec = plan.Cells[0].Scenario.Delivery!;
        Assert.Equal((DeliveryWorkload.Download, DeliveryPath.Coordinator, "webtransport", 20), (spec.Workload, spec.Path, spec.Transport, spec.Visits));
        Assert.Equal((Duration.FromMilliseconds(80), 100_000_000L, 4L << 20, true, 4), (spec.ClientGateway, spec.DirectRate, spec.SizeBytes, spec.SlowStart, spec.Window));
        Assert.True(plan.Cells[0].Scenario.IsStudy);
        foreach (string word in (string[])["kind:", "delivery"]) Assert.DoesNotContain(word, Shipped.Plan("quickstart").ResolvedYaml);
    }

    [Fact]
    public void Clients_share_the_gateways_rate_and_none_has_more_than_its_link()
    {
        Assert.Equal(10_000_000, Of("{gateway_clients: 1000}").TunnelRate);
        Assert.Equal(100_000_000, Of("{gateway_clients: 2}").TunnelRate);
        Assert.Equal(10_000_000_000, Of("{gateway_clients: 1000}").GatewayRate);
    }

    [Fact]
    public void A_films_bit_rates_fall_by_two_fifths_down_to_400_kbit_s()
    {
        IReadOnlyList<long> ladder = Of("{workload: video, max_bit_rate: 2 Mbit/s}").Video!.Ladder;
        Assert.Equal([432_000, 720_000, 1_200_000, 2_000_000], ladder);
        Assert.Equal([400_000], Of("{workload: video, max_bit_rate: 400 kbit/s}").Video!.Ladder);
    }

    [Theory]
    [InlineData("kind: delivery\ndelivery: {workload: page, visit: warm, node_fails_after: 2 s, places: cities}")]
    [InlineData("kind: delivery\ndelivery: {workload: load, offered: 3 Gbit/s}")]
    [InlineData("kind: delivery\nsweep:\n  delivery: {values: [{path: tunnel}, {path: coordinator, transport: webrtc}]}")]
    public void A_resolved_plan_of_a_site_gives_itself_again(string keys)
    {
        Plan plan = Shipped.PlanOf(keys, sweep: true).Plan!;
        Plan again = Planner.Build(
            new SourceText("plan.yaml", plan.ResolvedYaml), new PlanRequest { Scenario = plan.Name, Sweep = true }, Shipped.HashOf).Plan!;
        Assert.Equal(plan.Hash, again.Hash);
        Assert.Equal(plan.Cells.Select(c => c.Id), again.Cells.Select(c => c.Id));
    }

    [Theory]
    [InlineData("kind: delivery\nnodes: 0", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {size: 0 B}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {size: -1 MiB}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {workload: page, html: 0 B}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {workload: page, asset_size: 0 B}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {arrivals: -2}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {arrivals: 0}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {workload: load, offered: -5 Gbit/s}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {visits: 0}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {direct_rate: 0 Mbit/s}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {tunnel_rate: 5000 Gbit/s}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {client_node_rtt: -4 ms}", "FS1010", 5)]
    [InlineData("kind: delivery\ndelivery: {client_node_rtt: 4}", "FS1005", 5)]
    [InlineData("kind: delivery\ndelivery: {exponent: NaN}", "FS1009", 5)]
    [InlineData("kind: delivery\ndelivery: {transport: smoke}", "FS1011", 5)]
    [InlineData("kind: delivery\ndelivery: {workload: page, assets: 3, blocking_assets: 4}", "FS2038", 5)]
    [InlineData("kind: delivery\ndelivery: {workload: video, length: 2 s, segment: 4 s}", "FS2038", 5)]
    [InlineData("kind: delivery\ndelivery: {workload: video, buffer: 2 s, segment: 4 s}", "FS2038", 5)]
    [InlineData("kind: delivery\ndelivery: {path: tunnel, node_fails_after: 2 s}", "FS2038", 5)]
    [InlineData("kind: delivery\nnodes: 1\ndelivery: {node_fails_after: 2 s}", "FS2038", 6)]
    [InlineData("kind: delivery\ndelivery: {daily_swing: 50 %}", "FS2038", 5)]
    [InlineData("kind: delivery\nnodes: 2\ndelivery: {replicated: false}", "FS2038", 6)]
    [InlineData("kind: delivery\ndelivery: {visits: 10000, size: 1 GiB}", "FS2038", 5)]
    [InlineData("kind: delivery\nnodes: 10000\ndelivery: {visits: 10000, size: 1 KiB}", "FS2038", 6)]
    [InlineData("kind: delivery\ndelivery: {contents: 10000, size: 1 GiB, visits: 1}", "FS2038", 5)]
    [InlineData("kind: delivery\ndelivery: {workload: load, offered: 1000000 Gbit/s, size: 1 B}", "FS2038", 5)]
    [InlineData("kind: delivery\ndelivery: {assets: 3}", "FS1014", 5)]
    [InlineData("kind: delivery\ndelivery: {places: cities, client_node_rtt: 3 ms}", "FS1014", 5)]
    [InlineData("nodes: 3\ndelivery: {visits: 3}", "FS1014", 5)]
    [InlineData("kind: delivery\nmeasure: [nearest_km]", "FS2032", 5)]
    [InlineData("nodes: 3\nmeasure: [rebuffer_ratio]", "FS2032", 5)]
    public void What_does_not_go_together_is_refused_where_it_stands(string keys, string code, int line)
    {
        Diagnostic problem = Assert.Single(Shipped.PlanOf(keys).Diagnostics);
        Assert.Equal((code, line), (problem.Code, problem.Line));
    }

    private static DeliverySpec Of(string block) => Shipped.PlanOf($"kind: delivery\ndelivery: {block}").Plan!.Cells[0].Scenario.Delivery!;
}
