using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Tests.World.Studies;

namespace Fleek.Tests.World.Delivery;

/// <summary>Films: when they begin, when they stand still, and in which bit rate they are shown.</summary>
public sealed class VideoTests
{
    private static readonly VideoSpec Film = new(Duration.FromSeconds(40L), Duration.FromSeconds(4L), Duration.FromSeconds(20L),
        [400_000, 1_000_000, 2_000_000, 4_000_000]);

    private static DeliverySpec Of(DeliveryPath path, long rate) =>
        Deliveries.Of(DeliveryWorkload.Video, path) with { Video = Film, DirectRate = rate, TunnelRate = rate };

    [Theory]
    [InlineData(DeliveryPath.Coordinator)]
    [InlineData(DeliveryPath.Tunnel)]
    public void A_way_that_bears_the_greatest_bit_rate_shows_it_from_the_second_segment_on(DeliveryPath path)
    {
        RunResult result = (Of(path, 50_000_000) with { SlowStart = false }).Scenario().Run();
        // Nine of ten segments at 4 Mbit/s, and the first at 0.4: 3.64 in the mean.
        Assert.InRange(result.Value(Measures.BitRate), 3, 3.64);
        Assert.Equal(0, result.Value(Measures.RebufferRatio));
        Assert.InRange(result.Value(Measures.StartUp), 100, 300);
        Assert.Equal((1, 0, 0), (result.Value(Measures.VerifiedShare), result.Value(Measures.LostShare), result.Value(Measures.PaidTwice)));
    }

    [Fact]
    public void A_bit_rate_is_never_more_than_the_way_bears_and_a_film_that_is_too_much_stands_still()
    {
        RunResult half = Of(DeliveryPath.Tunnel, 1_500_000).Scenario().Run();
        Assert.InRange(half.Value(Measures.BitRate), 0.4, 1.2);
        Assert.Equal(0, half.Value(Measures.RebufferRatio));
        RunResult less = Of(DeliveryPath.Tunnel, 300_000).Scenario().Run();
        // Its least bit rate is 0.4 Mbit/s: a segment of four seconds is loaded in 5.5 (1,448 of 1,500 bytes are film), 80 + 2 x 30 ms after it
        // was asked for, and the film stands still for what is missing.
        Assert.Equal(0.4, less.Value(Measures.BitRate), 9);
        double load = (4 * 0.4e6 / (0.3e6 * 1_448 / 1_500)) + 0.14;
        double stall = 9 * (load - 4);
        Assert.InRange(less.Value(Measures.RebufferRatio) - (stall / (stall + 40)), 0, 0.002);
    }

    /// <summary>Ten segments of four seconds, of which five are ahead at most: the last is asked for when 20 seconds are left, and not sooner.</summary>
    [Fact]
    public void No_more_is_loaded_ahead_than_the_buffer_holds()
    {
        RunResult wide = (Of(DeliveryPath.Coordinator, 1_000_000_000) with { SlowStart = false }).Scenario().Run();
        RunResult narrow = (Of(DeliveryPath.Coordinator, 1_000_000_000) with
        {
            SlowStart = false, Video = Film with { Buffer = Duration.FromSeconds(4L) },
        }).Scenario().Run();
        Assert.Equal(0, wide.Value(Measures.RebufferRatio));
        // With room for one segment the next is asked for when this one ends: each stands still for as long as it takes to come.
        Assert.InRange(narrow.Value(Measures.RebufferRatio), 0.005, 0.05);
    }

    [Fact]
    public void Beside_thousands_of_others_a_tunnel_shows_less_and_a_coordinator_the_same()
    {
        double[] tunnel = [.. new[] { 100, 5_000, 50_000 }.Select(n => Rate(DeliveryPath.Tunnel, n))];
        double[] direct = [.. new[] { 100, 5_000, 50_000 }.Select(n => Rate(DeliveryPath.Coordinator, n))];
        Assert.True(tunnel[0] > tunnel[1] && tunnel[1] > tunnel[2]);
        Assert.True(direct[0] - direct[^1] < 0.05);
        Assert.True(direct[^1] > 5 * tunnel[^1]);

        static double Rate(DeliveryPath path, long clients) => (Deliveries.Of(DeliveryWorkload.Video, path) with
        {
            Video = Film, TunnelRate = Math.Min(50_000_000, 10_000_000_000 / clients),
        }).Scenario().Run().Value(Measures.BitRate);
    }
}
