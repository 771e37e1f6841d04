using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Tests.World.Studies;

namespace Fleek.Tests.World.Delivery;

/// <summary>A gateway of 10 Gbit/s under load, as a tunnel and as a coordinator in front of a thousand nodes of 10 Gbit/s.</summary>
public sealed class LoadTests
{
    private static RunResult Run(DeliveryPath path, double offeredGbit, int nodes = 1000, long gatewayRate = 10_000_000_000) =>
        (Deliveries.Of(DeliveryWorkload.Load, path) with
        {
            OfferedRate = (long)(offeredGbit * 1e9), TunnelRate = 100_000_000, GatewayRate = gatewayRate,
        }).Scenario(nodes).Run(7);

    [Fact]
    public void A_tunnel_saturates_at_its_rate_and_a_coordinator_serves_a_thousandfold()
    {
        double tunnel = Run(DeliveryPath.Tunnel, 20_000).Value(Measures.ServedRate);
        RunResult full = Run(DeliveryPath.Coordinator, 20_000);
        double coordinator = full.Value(Measures.ServedRate);
        Assert.InRange(tunnel, 9.3, 10); // headers take 3.5 %
        Assert.InRange(coordinator / tunnel, 900, 1_050);
        Assert.InRange(full.Value(Measures.NodeUse), 0.95, 1 + 1e-9); // its nodes are full, and it is not
        Assert.InRange(full.Value(Measures.GatewayUse), 0.3, 0.95);
    }

    [Theory]
    [InlineData(DeliveryPath.Tunnel, 1)]
    [InlineData(DeliveryPath.Tunnel, 8)]
    [InlineData(DeliveryPath.Coordinator, 8)]
    [InlineData(DeliveryPath.Coordinator, 1_000)]
    public void What_is_offered_below_capacity_is_served(DeliveryPath path, double gbit)
    {
        RunResult result = Run(path, gbit);
        // Poisson: the standard error is one over the root of the downloads that are counted.
        double downloads = gbit * 1e9 * 5 / 8 / (4 << 20);
        Assert.InRange(result.Value(Measures.ServedRate) / gbit, 1 - (4 / Math.Sqrt(downloads)), 1 + (4 / Math.Sqrt(downloads)));
    }

    [Fact]
    public void A_coordinator_is_bound_by_its_offers_once_there_are_nodes_enough()
    {
        // A hundredth of the rate: 100 Mbit/s of offers of 1.8 kB for 4 MiB each.
        RunResult result = Run(DeliveryPath.Coordinator, 20_000, gatewayRate: 100_000_000);
        double offers = 100e6 / 8 / (result.Value(Measures.GatewayKilobytes) * 1e3);
        Assert.Equal(1, result.Value(Measures.ServedRate) * 1e9 / (offers * 8 * (4 << 20)), 2);
        Assert.Equal(1, result.Value(Measures.GatewayUse), 6);
        Assert.True(result.Value(Measures.NodeUse) < 0.1);
    }
}
