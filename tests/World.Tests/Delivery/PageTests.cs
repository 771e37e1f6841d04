using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Tests.World.Studies;

namespace Fleek.Tests.World.Delivery;

/// <summary>Pages: what comes when, on which way, and what becomes of it when a node fails.</summary>
public sealed class PageTests
{
    private static readonly PageSpec Cold = new(30_000, 20, 4, 60_000, IsWarm: false, 40_000, Duration.FromMilliseconds(50));

    private static DeliverySpec Page(DeliveryPath path, bool isWarm = false) =>
        Deliveries.Of(DeliveryWorkload.Page, path) with { Page = Cold with { IsWarm = isWarm }, Visits = 5, TunnelRate = 100_000_000 };

    [Theory]
    [InlineData(DeliveryPath.Tunnel, false)]
    [InlineData(DeliveryPath.Tunnel, true)]
    [InlineData(DeliveryPath.Coordinator, false)]
    [InlineData(DeliveryPath.Coordinator, true)]
    public void Every_asset_comes_whole_and_verified_and_is_paid_once(DeliveryPath path, bool isWarm)
    {
        RunResult result = Page(path, isWarm).Scenario().Run();
        Assert.Equal((1, 0, 0, 0, 0), (result.Value(Measures.VerifiedShare), result.Value(Measures.LostShare), result.Value(Measures.PaidTwice),
            result.Value(Measures.Refunded), result.Value(Measures.FallbackShare)));
        Assert.True(result.Value(Measures.FirstByte) < result.Value(Measures.FirstPaint));
        Assert.True(result.Value(Measures.FirstPaint) < result.Value(Measures.FullLoad));
        // Html, on a cold direct visit the worker, and 20 assets of one block or more.
        Assert.InRange(result.Value(Measures.VisitPaid), 21, 30);
    }

    /// <summary>On links without limit all that takes time is who waits for whom: counted in round trips to the gateway (80) and to nodes (20, 30).</summary>
    [Theory]
    // TCP and TLS 2, then the document: 1 with 2 of the gateway with its node; then the assets.
    [InlineData(DeliveryPath.Tunnel, false, (80 * 3) + 60, 80 + 60)]
    [InlineData(DeliveryPath.Tunnel, true, 80 + 60, 80 + 60)]
    // The worker, its start, an offer; then WebTransport 2, HELLO 1, REQUEST 1, PAY 1.
    [InlineData(DeliveryPath.Coordinator, false, (80 * 3) + 60, (80 + 60) + 50 + 80 + (5 * 20))]
    [InlineData(DeliveryPath.Coordinator, true, 80 + 60, 2 * 20)]
    public void A_page_takes_its_round_trips(DeliveryPath path, bool isWarm, double documentMs, double assetsMs)
    {
        DeliverySpec spec = Page(path, isWarm) with { DirectRate = 0, TunnelRate = 0, NodeRate = 0, SlowStart = false, Window = 128 };
        RunResult result = spec.Scenario().Run();
        Assert.Equal(documentMs, result.Value(Measures.FirstByte), 3);
        Assert.Equal(documentMs + assetsMs, result.Value(Measures.FullLoad), 3);
    }

    [Fact]
    public void Through_the_gateway_go_document_and_worker_and_an_offer_or_all_of_the_page()
    {
        double cold = Kb(Page(DeliveryPath.Coordinator)), warm = Kb(Page(DeliveryPath.Coordinator, isWarm: true)), all = Kb(Page(DeliveryPath.Tunnel));
        Assert.InRange(cold, 70, 85);
        Assert.InRange(warm, 30, 42);
        Assert.InRange(all, 500, 4_000);

        static double Kb(DeliverySpec spec) => spec.Scenario().Run().Value(Measures.GatewayKilobytes);
    }

    /// <summary>At whatever moment the node stops: all comes, by way of the tunnel, and the ledger has credited each block once.</summary>
    [Fact]
    public void A_node_that_fails_in_the_middle_of_a_page_loses_nothing_and_is_paid_for_nothing_twice() => Gen.Select(
        Gen.Int[1, 900], Gen.Bool, Gen.Int[1, 16], Gen.Int[5, 200]).Sample((failsMs, isWarm, window, mbit) =>
    {
        DeliverySpec spec = Page(DeliveryPath.Coordinator, isWarm) with
        {
            NodeFailsAfter = Duration.FromMilliseconds(failsMs), Window = window, DirectRate = mbit * 1_000_000L, Visits = 2,
            Page = Cold with { IsWarm = isWarm, AssetBytes = 200_000, Assets = 10 },
        };
        RunResult result = spec.Scenario().Run((ulong)failsMs);
        Assert.Equal((1, 0, 0), (result.Value(Measures.VerifiedShare), result.Value(Measures.LostShare), result.Value(Measures.PaidTwice)));
        if (result.Value(Measures.Refunded) > 0) Assert.True(result.Value(Measures.FallbackShare) > 0);
        Assert.InRange(result.Value(Measures.Refunded), 0, window);
    }, iter: 40, threads: 1);

    [Fact]
    public void Some_failures_leave_chunks_paid_and_not_usable_and_the_ledger_refunds_them()
    {
        double refunded = 0, fallen = 0;
        for (int failsMs = 580; failsMs < 700; failsMs += 6)
        {
            RunResult result = (Page(DeliveryPath.Coordinator) with { NodeFailsAfter = Duration.FromMilliseconds(failsMs) }).Scenario().Run();
            refunded += result.Value(Measures.Refunded);
            fallen += result.Value(Measures.FallbackShare);
        }

        Assert.True(refunded > 0 && fallen > 0);
    }

    [Fact]
    public void Who_lost_a_node_waits_longer_and_takes_the_rest_through_the_gateway()
    {
        RunResult well = Page(DeliveryPath.Coordinator).Scenario().Run();
        RunResult fails = (Page(DeliveryPath.Coordinator) with { NodeFailsAfter = Duration.FromMilliseconds(600) }).Scenario().Run();
        Assert.Equal(1, fails.Value(Measures.FallbackShare));
        Assert.True(fails.Value(Measures.FullLoad) > well.Value(Measures.FullLoad) + 100);
        Assert.True(fails.Value(Measures.GatewayKilobytes) > 5 * well.Value(Measures.GatewayKilobytes));
    }

    [Fact]
    public void The_same_seed_gives_the_same_hash_and_another_seed_another()
    {
        Scenario page = (Page(DeliveryPath.Coordinator) with { InCities = true }).Scenario(16);
        ulong hash = page.Run(3).TraceHash;
        Assert.Equal(hash, page.Run(3).TraceHash);
        Assert.NotEqual(hash, page.Run(4).TraceHash);
    }
}
