using CsCheck;
using Fleek.Analysis.Theory;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Network.Connections;
using Fleek.Tests.World.Studies;

namespace Fleek.Tests.World.Delivery;

/// <summary>One object on both ways, against the closed form.</summary>
public sealed class TunnelOrCoordinatorTests
{
    /// <summary>
    /// Derived and not declared: without limits a visit takes its round trips and nothing else, and what a change of one of the four adds shows
    /// how many are of that one.
    /// </summary>
    [Theory]
    [InlineData("tcp", DeliveryPath.Coordinator, 1, 5, 0)]
    [InlineData("webtransport", DeliveryPath.Coordinator, 1, 5, 0)]
    [InlineData("webrtc", DeliveryPath.Coordinator, 1, 8, 0)]
    [InlineData("webtransport", DeliveryPath.Tunnel, 1, 0, 2)]
    public void The_round_trips_of_the_closed_form_are_those_of_the_state_machines(
        string transport, DeliveryPath path, int withGateway, int withNode, int behindGateway)
    {
        DeliverySpec spec = Deliveries.Download(path, 1_000, transport) with { DirectRate = 0, TunnelRate = 0, NodeRate = 0, SlowStart = false };
        double at = Ms(spec);
        Assert.Equal(withGateway, PerMs(spec with { ClientGateway = More(spec.ClientGateway) }), 9);
        Assert.Equal(withNode, PerMs(spec with { ClientNode = More(spec.ClientNode) }), 9);
        Assert.Equal(behindGateway, PerMs(spec with { GatewayNode = More(spec.GatewayNode) }), 9);
        Assert.Equal(0, PerMs(spec with { NodeNode = More(spec.NodeNode) }));
        double inRoundTrips = (withGateway * spec.ClientGateway.Seconds) + (withNode * spec.ClientNode.Seconds)
            + (behindGateway * spec.GatewayNode.Seconds);
        Assert.InRange(at, 1e3 * inRoundTrips, (1e3 * inRoundTrips) + 0.2); // at most what a processor that is capped takes
        double law = path == DeliveryPath.Tunnel
            ? TunnelOrCoordinator.TunnelSeconds(0, spec.ClientGateway.Seconds, spec.GatewayNode.Seconds, 1)
            : TunnelOrCoordinator.DirectSeconds(
                0, spec.ClientGateway.Seconds, spec.ClientNode.Seconds, withNode - TunnelOrCoordinator.ExchangeRoundTrips, 1);
        Assert.Equal(law, inRoundTrips, 9);

        double PerMs(DeliverySpec s) => (Ms(s) - at) / 2;
        static Duration More(Duration rtt) => rtt + Duration.FromMilliseconds(2);
    }

    /// <summary>Sizes at which both ways take as long, found in the simulation and in the closed form with the rates that the lanes bear.</summary>
    [Theory]
    [InlineData("webtransport", 80, 20, 30, 100, 40)]
    [InlineData("webtransport", 10, 40, 10, 200, 20)]
    [InlineData("tcp", 150, 60, 20, 400, 100)]
    [InlineData("webtransport", 80, 25, 1, 50, 25)]
    [InlineData("tcp", 30, 100, 100, 80, 8)]
    [InlineData("webrtc", 80, 10, 15, 60, 30)]
    public void The_crossover_size_is_that_of_the_closed_form_within_2_percent(
        string transport, int gatewayMs, int nodeMs, int behindMs, int directMbit, int tunnelMbit)
    {
        (double found, double law, DeliverySpec spec) = Crossovers(transport, gatewayMs, nodeMs, behindMs, directMbit, tunnelMbit);
        Assert.InRange(found / law, 0.98, 1.02);
        Assert.True(Gain(spec, (long)(law / 2)) < 0 && Gain(spec, (long)(law * 2)) > 0);
    }

    /// <summary>The law knows no message but the object: where all of its round trips are 23 ms, an offer and a handshake on the link count.</summary>
    [Fact]
    public void Where_the_set_up_is_short_its_own_bytes_move_the_crossover_by_5_percent()
    {
        (double found, double law, _) = Crossovers("webtransport", 80, 5, 1, 50, 25);
        Assert.InRange(found / law, 1.02, 1.08);
    }

    private static (double Found, double Law, DeliverySpec Spec) Crossovers(
        string transport, int gatewayMs, int nodeMs, int behindMs, int directMbit, int tunnelMbit)
    {
        DeliverySpec spec = Deliveries.Download(DeliveryPath.Coordinator, 1, transport) with
        {
            ClientGateway = Duration.FromMilliseconds(gatewayMs), ClientNode = Duration.FromMilliseconds(nodeMs),
            GatewayNode = Duration.FromMilliseconds(behindMs), DirectRate = directMbit * 1_000_000L, TunnelRate = tunnelMbit * 1_000_000L,
            SlowStart = false, Window = 16,
        };
        TransportTerms direct = TransportTerms.Presets[transport], tunnel = TransportTerms.Presets["tcp"];
        double chunkBits = 8.0 * ContentBlock.Bytes;
        double directRate = WindowThroughput.BitsPerSecond(1, spec.Window, chunkBits, nodeMs / 1e3, spec.DirectRate * direct.Efficiency);
        double law = TunnelOrCoordinator.CrossoverBytes(
            nodeMs / 1e3, behindMs / 1e3, transport == "webrtc" ? 5 : 2, directRate, spec.TunnelRate * tunnel.Efficiency);
        return (Crossover(spec, law / 4, law * 4), law, spec);
    }

    /// <summary>What the report's dashed line says, over random sizes, distances and rates.</summary>
    [Fact]
    public void An_objects_time_is_the_closed_form_within_3_percent() => Gen.Select(
        Gen.Long[1, 6_000_000], Gen.Int[1, 100], Gen.Int[1, 100], Gen.Int[5, 200], Gen.Bool, Gen.Const("webtransport"))
        .Sample((bytes, nearMs, farMs, mbit, isTunnel, transport) =>
        {
            DeliverySpec spec = Deliveries.Download(isTunnel ? DeliveryPath.Tunnel : DeliveryPath.Coordinator, bytes, transport) with
            {
                ClientNode = Duration.FromMilliseconds(nearMs), GatewayNode = Duration.FromMilliseconds(nearMs),
                ClientGateway = Duration.FromMilliseconds(farMs), DirectRate = mbit * 1_000_000L, TunnelRate = mbit * 1_000_000L,
                SlowStart = false, Window = 32,
            };
            double law = new TheoryCurve().Predict(Measures.DeliveryTime, spec.Scenario(), 0)!.Value;
            Assert.InRange(Ms(spec) / law, 0.97, 1.03);
        }, iter: 40, threads: 1);

    [Fact]
    public void Slow_start_costs_the_direct_way_more_as_its_connection_is_new_and_none_of_the_law_holds()
    {
        DeliverySpec spec = Deliveries.Download(DeliveryPath.Coordinator, 4 << 20) with { SlowStart = true };
        double with = Ms(spec), without = Ms(spec with { SlowStart = false });
        // 4 MiB of 1,200 bytes from 10 segments on: the link is full, 100 Mbit/s over 20 ms being 208 segments, in the sixth round.
        Assert.InRange((with - without) / 20, 2, 5);
        Assert.Null(new TheoryCurve().Predict(Measures.DeliveryTime, spec.Scenario(), 0));
    }

    [Fact]
    public void A_coordinator_carries_the_same_few_bytes_whatever_the_size_and_a_tunnel_all_of_them()
    {
        double[] few = [.. Sizes.Select(size => Kilobytes(DeliveryPath.Coordinator, size))];
        Assert.All(few, kb => Assert.InRange(kb, 0.5, 4));
        Assert.Equal(few[0], few[^1], 9);
        Assert.All(Sizes, size => Assert.InRange(Kilobytes(DeliveryPath.Tunnel, size) * 1e3, size, (size * 1.05) + 4_000));

        static double Kilobytes(DeliveryPath path, long size) => Deliveries.Download(path, size).Scenario().Run().Value(Measures.GatewayKilobytes);
    }

    [Fact]
    public void Both_ways_cost_a_chunk_for_each_begun_block_and_nothing_is_paid_twice()
    {
        foreach (long size in (long[])[1, 262_144, 262_145, 1_000_000])
        {
            foreach (DeliveryPath path in Enum.GetValues<DeliveryPath>())
            {
                RunResult result = (Deliveries.Download(path, size) with { Visits = 3 }).Scenario().Run();
                Assert.Equal((size + 262_143) / 262_144, result.Value(Measures.VisitPaid));
                Assert.Equal((0, 0, 1, 0), (result.Value(Measures.PaidTwice), result.Value(Measures.Refunded),
                    result.Value(Measures.VerifiedShare), result.Value(Measures.LostShare)));
            }
        }
    }

    /// <summary>Whatever the transport's window, the distance and the window of the exchange: who is slow is not given up.</summary>
    [Theory]
    [InlineData("webrtc", 200, 32)]
    [InlineData("webrtc", 20, 4)]
    [InlineData("tcp", 200, 32)]
    [InlineData("webtransport", 400, 1)]
    public void A_slow_way_is_not_taken_for_a_node_that_failed(string transport, int rttMs, int window)
    {
        DeliverySpec spec = Deliveries.Download(DeliveryPath.Coordinator, 12 << 20, transport) with
        {
            ClientNode = Duration.FromMilliseconds(rttMs), SlowStart = true, Window = window, DirectRate = 500_000_000,
        };
        Assert.Equal(0, spec.Scenario().Run().Value(Measures.FallbackShare));
    }

    [Fact]
    public void Over_WebRTC_a_window_of_256_KiB_holds_one_chunk_and_less_than_that_comes_in_a_round_trip()
    {
        DeliverySpec spec = Deliveries.Download(DeliveryPath.Coordinator, 16 << 20, "webrtc") with
        {
            ClientNode = Duration.FromMilliseconds(50), DirectRate = 500_000_000, Window = 32,
        };
        Assert.InRange(spec.Scenario().Run().Value(Measures.Goodput), 30, 42); // 256 KiB in 50 ms are 41.9 Mbit/s
        Assert.True((spec with { Transport = "webtransport" }).Scenario().Run().Value(Measures.Goodput) > 100);
    }

    private static long[] Sizes => [1_000, 300_000, 3_000_000];

    private static double Ms(DeliverySpec spec) => spec.Scenario().Run().Value(Measures.DeliveryTime);

    /// <summary>By how much the direct way is the faster one.</summary>
    private static double Gain(DeliverySpec spec, long bytes) =>
        Ms(spec with { Path = DeliveryPath.Tunnel, SizeBytes = bytes }) - Ms(spec with { SizeBytes = bytes });

    private static double Crossover(DeliverySpec spec, double low, double high)
    {
        while (high - low > 0.001 * low)
        {
            double middle = (low + high) / 2;
            if (Gain(spec, (long)middle) < 0) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }
}
