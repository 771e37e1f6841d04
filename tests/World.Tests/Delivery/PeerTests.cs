using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Delivery;
using Fleek.Sim.World.Network.Connections;
using Fleek.Tests.World.Studies;

namespace Fleek.Tests.World.Delivery;

/// <summary>Nodes that fetch what they miss from peers, with proofs, and keep some of it.</summary>
public sealed class PeerTests
{
    private static readonly Duration RoundTrip = Duration.FromMilliseconds(60);

    [Theory]
    [InlineData(1)]
    [InlineData(262_144)]
    [InlineData(262_145)]
    [InlineData(2_000_000)]
    public void A_content_comes_block_by_block_after_a_round_trip(long bytes)
    {
        Timeline timeline = new();
        DeliveredContent content = new(1, 0, bytes);
        PeerFetch fetch = new(timeline, content, [Honest(timeline)]);
        Instant first = Instant.Never, whole = Instant.Never;
        fetch.Begin(() => whole = timeline.Now);
        fetch.When(0, () => first = timeline.Now);
        timeline.Run(CancellationToken.None);
        Assert.Equal((content.Bytes, 0), (fetch.Bytes, fetch.Refused));
        Assert.InRange((first - Instant.Zero).Milliseconds, 60, 61);
        Assert.InRange((whole - Instant.Zero).Seconds, 0.06 + (bytes * 8 / 10e9), 0.0605 + (bytes * 8.6 / 10e9));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(262_144)]
    [InlineData(1_500_000)]
    public void A_peer_that_lies_is_refused_at_the_first_block_and_the_next_one_asked(long bytes)
    {
        Timeline timeline = new();
        DeliveredContent content = new(1, 0, bytes);
        PeerFetch fetch = new(timeline, content, [Honest(timeline) with { Lies = true }, Honest(timeline)]);
        bool whole = false;
        fetch.Begin(() => whole = true);
        timeline.Run(CancellationToken.None);
        Assert.True(whole);
        Assert.Equal((content.Bytes, 1), (fetch.Bytes, fetch.Refused));
        Assert.InRange((timeline.Now - Instant.Zero).Milliseconds, 120, 125);
    }

    [Fact]
    public void Nothing_of_a_peer_that_lies_is_ever_taken()
    {
        Timeline timeline = new();
        PeerFetch fetch = new(timeline, new DeliveredContent(1, 0, 600_000), [Honest(timeline) with { Lies = true }]);
        fetch.Begin(() => Assert.Fail("taken"));
        fetch.When(0, () => Assert.Fail("served"));
        Assert.Throws<InvariantViolationException>(() => timeline.Run(CancellationToken.None));
        Assert.Equal(0, fetch.Bytes);
    }

    /// <summary>Against the list that says in words what least recently asked for means.</summary>
    [Fact]
    public void What_is_kept_is_what_was_asked_for_last() => Gen.Select(Gen.Int[0, 9].Array[1, 60], Gen.Int[1, 12]).Sample((asked, room) =>
    {
        Timeline timeline = new();
        DeliveredContent[] contents = [.. Enumerable.Range(0, 10).Select(n => new DeliveredContent(1, n, 100 * (1 + (n % 3))))];
        PeerStore store = new(timeline, room * 100, content => content.Number == 9, _ => [Honest(timeline)]);
        List<DeliveredContent> kept = [];
        int misses = 0;
        foreach (int number in asked)
        {
            DeliveredContent content = contents[number];
            bool served = false;
            store.When(content, 0, () => served = true);
            timeline.Run(CancellationToken.None);
            Assert.True(served);
            if (number == 9) continue;
            if (!kept.Remove(content)) misses++;
            kept.Insert(0, content);
            while (kept.Sum(c => c.Bytes) > room * 100 && kept[0].Bytes <= room * 100) kept.RemoveAt(kept.Count - 1);
            if (kept[0].Bytes > room * 100) kept.RemoveAt(0);
        }

        Assert.Equal((asked.Length, misses), ((int)store.Requests, (int)store.Misses));
    }, iter: 300);

    [Fact]
    public void Clients_who_come_together_are_one_miss()
    {
        Timeline timeline = new();
        DeliveredContent content = new(1, 0, 1_000_000);
        PeerStore store = new(timeline, 0, _ => false, _ => [Honest(timeline)]);
        int served = 0;
        for (int client = 0; client < 5; client++) store.When(content, 0, () => served++);
        timeline.Run(CancellationToken.None);
        store.When(content, 3, () => served++);
        Assert.Equal((6, 1, 1_000_000), (served, (int)store.Misses, (int)store.PeerBytes));
    }

    [Fact]
    public void A_miss_costs_a_round_trip_between_nodes_and_nothing_in_money()
    {
        DeliverySpec spec = Deliveries.Download(DeliveryPath.Coordinator, ContentBlock.Bytes) with
        {
            IsReplicated = false, Visits = 40, ArrivalsPerSecond = 0.1, Contents = 40, Exponent = 0.5,
        };
        RunResult parts = spec.Scenario(12).Run(), all = (spec with { IsReplicated = true }).Scenario(12).Run();
        double missed = 1 - parts.Value(Measures.CacheHitShare);
        Assert.InRange(missed, 0.3, 0.9);
        double extraMs = parts.Value(Measures.DeliveryTime) - all.Value(Measures.DeliveryTime);
        Assert.InRange(extraMs / missed, 60, 61);
        Assert.Equal((1, 1, 0), (parts.Value(Measures.VisitPaid), parts.Value(Measures.VerifiedShare), parts.Value(Measures.PaidTwice)));
        Assert.Equal((1, 0), (all.Value(Measures.CacheHitShare), all.Value(Measures.PeerShare)));
    }

    private static PeerSource Honest(Timeline timeline)
    {
        Connection way = new(timeline, TransportTerms.Presets["webtransport"].WithoutSlowStart(), RoundTrip, 10_000_000_000);
        way.WasOpened();
        return new PeerSource(way, Lies: false);
    }
}
