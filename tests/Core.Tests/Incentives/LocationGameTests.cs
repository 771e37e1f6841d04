using System.Numerics;
using CsCheck;
using Fleek.Core.Incentives;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core.Incentives;

/// <summary>Nodes that respond best come to rest where D'Hondt's method would put them.</summary>
public sealed class LocationGameTests
{
    private static readonly Gen<(long[] Demand, int[] Start, MoveOrder Order, ulong Seed)> Markets =
        from demand in Games.Demand
        from start in Gen.Int[0, demand.Length - 1].Array[0, 90]
        from order in Gen.Enum<MoveOrder>()
        from seed in Gen.ULong
        select (demand, start, order, seed);

    [Fact]
    public void Best_responses_end_where_d_hondt_puts_seats_for_any_demand() => Markets.Sample(
        market =>
        {
            LocationDynamics played = Games.PlayToRest(
                Games.Of(market.Demand), new LocationTerms { Order = market.Order }, market.Start, market.Seed);
            Assert.Equal(DHondt.Seats(market.Demand, market.Start.Length), played.Counts.Counts.ToArray());
        }, iter: LocationSamples.Of(2_000));

    [Fact]
    public void The_equilibrium_computed_at_once_is_d_hondts_for_any_demand() => Gen.Select(Games.Demand, Gen.Int[0, 300]).Sample(
        (demand, nodes) => Assert.Equal(
            DHondt.Seats(demand, nodes), LocationEquilibrium.Of(Games.Of(demand), nodes).Counts.ToArray()), iter: LocationSamples.Of(1_000));

    [Fact]
    public void Hand_made_demands_have_the_seats_that_they_must()
    {
        Check([0, 0, 0], 5, [5, 0, 0]);
        Check([0, 7, 0], 5, [0, 5, 0]);
        Check([4, 4, 4, 4], 6, [2, 2, 1, 1]);
        Check([9], 4, [4]);
        Check([1, 2, 3, 4, 5, 6], 3, [0, 0, 0, 1, 1, 1]);
        Check([long.MaxValue, long.MaxValue, 1], 7, [4, 3, 0]);
        // 340,000, 280,000, 160,000 and 60,000 votes, 7 seats: the example in every text on the method.
        Check([340_000, 280_000, 160_000, 60_000], 7, [3, 3, 1, 0]);

        static void Check(long[] demand, int nodes, int[] expected)
        {
            LocationDynamics played = Games.PlayToRest(Games.Of(demand), new LocationTerms(), new int[nodes]);
            Assert.Equal(expected, played.Counts.Counts.ToArray());
        }
    }

    [Theory]
    [InlineData(10, 5, 0.2792)]
    [InlineData(50, 16, 0.4134)]
    [InlineData(100, 27, 0.4758)]
    [InlineData(200, 48, 0.5452)]
    [InlineData(440, 93, 0.6255)]
    [InlineData(1000, 185, 0.7092)]
    public void Zipf_demand_of_2000_regions_is_covered_as_published(int nodes, int regions, double share)
    {
        LocationGame game = Games.Of(Games.Zipf(2_000));
        RandomStream random = new(7, StreamPurpose.LocationStart, 0);
        int[] start = new int[nodes];
        for (int node = 0; node < nodes; node++) start[node] = (int)random.NextBelow(2_000);
        LocationDynamics played = Games.PlayToRest(game, new LocationTerms(), start);
        int covered = 0;
        foreach (int count in played.Counts.Counts)
            if (count > 0) covered++;
        Assert.Equal(regions, covered);
        Assert.Equal(share, (double)game.CoveredDemand(played.Counts.Counts) / (double)game.TotalDemand, 4);
        if (nodes == 440) Assert.Equal([94, 46, 31, 23, 18], played.Counts.Counts[..5].ToArray());
        if (nodes == 440) Assert.Equal(0.8150, (double)game.MostCoveredDemand(nodes) / (double)game.TotalDemand, 4);
        if (nodes == 1000) Assert.Equal(0.9153, (double)game.MostCoveredDemand(nodes) / (double)game.TotalDemand, 4);
    }

    [Fact]
    public void The_potential_changes_by_what_the_mover_gains_and_never_falls() => Markets.Sample(
        market =>
        {
            LocationGame game = Games.Of(market.Demand);
            LocationDynamics dynamics = new(game, new LocationTerms { Order = market.Order }, market.Start, market.Seed);
            int[] counts = dynamics.Counts.Counts.ToArray();
            while (!dynamics.IsAtRest)
            {
                foreach (LocationMove move in dynamics.PlayRound())
                {
                    // v_to / (n_to + 1) - v_from / n_from, in fractions.
                    BigInteger gain = ((BigInteger)market.Demand[move.To] * counts[move.From])
                        - ((BigInteger)market.Demand[move.From] * (counts[move.To] + 1));
                    Assert.True(gain > 0 || (gain.IsZero && move.To < move.From), "a move gains nothing");
                    double before = game.Potential(counts), expected = (double)gain / counts[move.From] / (counts[move.To] + 1);
                    counts[move.From]--;
                    counts[move.To]++;
                    double after = game.Potential(counts);
                    Assert.True(Math.Abs(after - before - expected) <= 1e-12 * Math.Max(1, Math.Abs(after)), $"{before} {after} {expected}");
                }

                Assert.Equal(counts, dynamics.Counts.Counts.ToArray());
            }
        }, iter: LocationSamples.Of(1_000));

    [Fact]
    public void The_equilibrium_covers_at_least_half_of_what_could_be_covered() => Gen.Select(Games.Demand, Gen.Int[0, 300]).Sample(
        (demand, nodes) =>
        {
            LocationGame game = Games.Of(demand);
            Int128 covered = game.CoveredDemand(LocationEquilibrium.Of(game, nodes).Counts);
            Assert.True(2 * covered >= game.MostCoveredDemand(nodes), $"{covered} of {game.MostCoveredDemand(nodes)}");
            Assert.True(covered <= game.MostCoveredDemand(nodes));
        }, iter: LocationSamples.Of(1_000));

    [Fact]
    public void Nobody_would_leave_the_equilibrium_whatever_regions_cost() =>
        Gen.Select(Games.Demand, Gen.Int[0, 120], Gen.ULong).Sample(
            (demand, nodes, seed) =>
            {
                RandomStream random = new(seed, StreamPurpose.RegionCost, 0);
                long[] costs = [.. demand.Select(_ => random.NextBelow(1 + (long)random.NextBelow(long.MaxValue)))];
                LocationGame game = Games.Of(demand, costs);
                int[] counts = LocationEquilibrium.Of(game, nodes).Counts.ToArray();
                for (int from = 0; from < counts.Length; from++)
                {
                    if (counts[from] == 0) continue;
                    for (int to = 0; to < counts.Length; to++)
                    {
                        if (to == from) continue;
                        BigInteger there = ((BigInteger)demand[to] - ((BigInteger)costs[to] * (counts[to] + 1))) * counts[from];
                        BigInteger here = ((BigInteger)demand[from] - ((BigInteger)costs[from] * counts[from])) * (counts[to] + 1);
                        Assert.True(here > there || (here == there && from < to), $"a node of {from} would go to {to}");
                    }
                }

                LocationDynamics played = Games.PlayToRest(game, new LocationTerms(), new int[nodes], seed);
                Assert.Equal(counts, played.Counts.Counts.ToArray());
            }, iter: LocationSamples.Of(500));

    [Fact]
    public void Free_entry_fills_regions_until_one_more_node_would_not_pay() =>
        Gen.Select(Gen.Long[0, 4_000].Array[1, 12], Gen.Long[40, 900], Gen.Int[0, 30], Gen.Int[1, 50]).Sample(
            (demand, cost, nodes, entrants) =>
            {
                LocationGame game = Games.Of(demand, [.. demand.Select(_ => cost)]);
                int[] expected = [.. demand.Select(v => (int)(v / cost))];
                Assert.Equal(expected, LocationEquilibrium.OfFreeEntry(game).Counts.ToArray());
                LocationDynamics played = Games.PlayToRest(game, new LocationTerms { Entrants = entrants }, new int[nodes]);
                Assert.Equal(expected, played.Counts.Counts.ToArray());
            }, iter: LocationSamples.Of(500));

    [Fact]
    public void Games_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Games.Of());
        Assert.Throws<ArgumentException>(() => Games.Of(3, -1));
        Assert.Throws<ArgumentException>(() => Games.Of([3, 1], [0, -1]));
        Assert.Throws<ArgumentException>(() => Games.Of([3, 1], [0]));
        Assert.Throws<ArgumentException>(() => LocationEquilibrium.OfFreeEntry(Games.Of([3, 1], [1, 0])));
        Assert.Throws<ArgumentException>(() => LocationEquilibrium.OfFreeEntry(Games.Of([long.MaxValue], [1])));
    }

    [Fact]
    public void Amounts_and_numbers_at_their_limits_are_compared_exactly()
    {
        const int Most = LocationGame.MaxNodes;
        LocationGame game = Games.Of([long.MaxValue, long.MaxValue - 1], [long.MaxValue, long.MaxValue]);
        Assert.True(game.Compare(0, Most, 1, Most) > 0);
        Assert.True(game.Compare(1, Most - 1, 0, Most) > 0);
        Assert.False(game.IsWorthMoving(0, Most, 1, Most - 1, new Credits(long.MaxValue)));
        Assert.False(game.Pays(0, Most, new Credits(long.MaxValue)));
    }
}
