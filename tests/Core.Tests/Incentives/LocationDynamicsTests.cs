using CsCheck;
using Fleek.Core.Incentives;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core.Incentives;

/// <summary>What noise, late information, moving costs and inertia do to the way to the equilibrium.</summary>
public sealed class LocationDynamicsTests
{
    [Fact]
    public void The_same_seed_gives_the_same_moves_and_another_one_others()
    {
        LocationTerms terms = new() { NoiseUnits = 3_000, DelayRounds = 2, RevisionShare = 0.4, Entrants = 3, SwitchingCost = new(500) };
        LocationGame game = Games.Of(Games.Zipf(50, 1_000_000), [.. Enumerable.Repeat(9_000L, 50)]);
        Assert.Equal(Moves(5), Moves(5));
        Assert.NotEqual(Moves(5), Moves(6));

        List<LocationMove> Moves(ulong seed)
        {
            LocationDynamics dynamics = new(game, terms, [.. Enumerable.Range(0, 60).Select(i => i % 50)], seed);
            List<LocationMove> moves = [];
            for (int round = 0; round < 20; round++) moves.AddRange(dynamics.PlayRound());
            return moves;
        }
    }

    [Fact]
    public void Counts_are_those_of_the_nodes_regions_after_every_round() =>
        (from demand in Games.Demand
         from nodes in Gen.Int[0, 40]
         from delay in Gen.Int[0, 3]
         from noise in Gen.Int[0, 3].Select(i => new[] { 0.0, 1e-3, 1.0, 1e6 }[i])
         from entrants in Gen.Int[0, 3]
         from share in Gen.Bool.Select(all => all ? 1 : 0.3)
         from seed in Gen.ULong
         select (demand, nodes, delay, noise, entrants, share, seed)).Sample(
            market =>
            {
                double noise = market.noise * market.demand.Average(v => (double)v);
                LocationGame game = Games.Of(market.demand, [.. market.demand.Select(v => (v / 7) + 1)]);
                LocationDynamics dynamics = new(
                    game,
                    new LocationTerms
                    {
                        DelayRounds = market.delay, NoiseUnits = noise, Entrants = market.entrants, RevisionShare = market.share,
                        SwitchingCost = new(market.demand[0] / 5),
                    },
                    new int[market.nodes],
                    market.seed);
                for (int round = 0; round < 12; round++)
                {
                    dynamics.PlayRound();
                    int[] counts = new int[game.Regions];
                    for (int node = 0; node < dynamics.Known; node++)
                        if (dynamics.RegionOf(node) != LocationDynamics.Outside) counts[dynamics.RegionOf(node)]++;
                    Assert.Equal(counts, dynamics.Counts.Counts.ToArray());
                    Assert.Equal(counts.Sum(), dynamics.Counts.Total);
                    if (market.entrants == 0) Assert.Equal(market.nodes, dynamics.Counts.Total);
                }
            }, iter: LocationSamples.Of(500));

    [Fact]
    public void Nodes_that_hear_late_and_all_respond_run_from_region_to_region_together()
    {
        // Two equal regions, all ten nodes in the first: who sees the last round goes to the other one with all the rest, for ever.
        LocationDynamics herd = new(Games.Of(100, 100), new LocationTerms { DelayRounds = 1 }, new int[10], 1);
        for (int round = 1; round <= 6; round++)
        {
            Assert.Equal(10, herd.PlayRound().Count);
            Assert.Equal(round % 2 == 1 ? [0, 10] : [10, 0], herd.Counts.Counts.ToArray());
            Assert.False(herd.IsAtRest);
        }
    }

    [Fact]
    public void News_that_are_k_rounds_old_are_acted_on_k_rounds_later()
    {
        // All see that all are in the first region, until news of their flight have come: then they all fly back, and so on.
        for (int delay = 1; delay <= 4; delay++)
        {
            LocationDynamics herd = new(Games.Of(100, 100), new LocationTerms { DelayRounds = delay }, new int[10], 1);
            List<int> inFirst = [];
            for (int round = 0; round < 3 * delay; round++)
            {
                herd.PlayRound();
                inFirst.Add(herd.Counts[0]);
            }

            Assert.Equal([.. Enumerable.Repeat(0, delay), .. Enumerable.Repeat(10, delay), .. Enumerable.Repeat(0, delay)], inFirst);
        }
    }

    [Fact]
    public void With_few_who_reconsider_late_news_do_little_harm()
    {
        LocationGame game = Games.Of(Games.Zipf(100));
        ReadOnlySpan<int> goal = LocationEquilibrium.Of(game, 200).Counts;
        double herd = Distance(1, goal), calm = Distance(0.02, goal);
        Assert.True(herd > 0.5, $"herd {herd}");
        Assert.True(calm < 0.1, $"calm {calm}");

        double Distance(double share, ReadOnlySpan<int> goal)
        {
            LocationDynamics dynamics = new(game, new LocationTerms { DelayRounds = 1, RevisionShare = share }, new int[200], 3);
            for (int round = 0; round < 600; round++) dynamics.PlayRound();
            return LocationEquilibrium.Distance(dynamics.Counts.Counts, goal);
        }
    }

    [Fact]
    public void A_node_stays_where_moving_costs_as_much_as_it_gains()
    {
        Assert.Equal(0, Moved(60));
        Assert.Equal(1, Moved(59));

        static int Moved(long cost)
        {
            // Alone in a region of 40 it would be alone in one of 100: a gain of 60.
            LocationDynamics one = new(Games.Of(100, 40), new LocationTerms { SwitchingCost = new(cost) }, [1], 1);
            return one.PlayRound().Count;
        }
    }

    [Fact]
    public void With_moving_costs_nodes_rest_where_no_gain_is_above_them() =>
        Gen.Select(Gen.Long[0, 100_000].Array[2, 20], Gen.Int[1, 60], Gen.Long[0, 30_000]).Sample(
            (demand, nodes, cost) =>
            {
                LocationGame game = Games.Of(demand);
                int[] counts = Games.PlayToRest(game, new LocationTerms { SwitchingCost = new(cost) }, new int[nodes]).Counts.Counts.ToArray();
                for (int from = 0; from < demand.Length; from++)
                    for (int to = 0; to < demand.Length; to++)
                    {
                        if (to == from || counts[from] == 0) continue;
                        decimal gain = ((decimal)demand[to] / (counts[to] + 1)) - ((decimal)demand[from] / counts[from]);
                        Assert.True(gain <= cost + 1e-9m, $"{from} to {to} would gain {gain}");
                    }
            }, iter: LocationSamples.Of(300));

    /// <summary>
    /// Nodes that choose by logit one after another sample the law with weights e^(potential / noise) over who is where: over
    /// counts, times the number of ways to choose who.
    /// </summary>
    [Fact]
    public void Logit_choices_follow_the_gibbs_law_of_the_potential()
    {
        const int Nodes = 6, Rounds = 40_000, Warm = 100;
        LocationGame game = Games.Of(900, 500);
        double noise = 130;
        double[] weights = new double[Nodes + 1];
        for (int first = 0; first <= Nodes; first++)
            weights[first] = Ways(Nodes, first) * Math.Exp(game.Potential([first, Nodes - first]) / noise);
        double sum = weights.Sum();

        LocationDynamics dynamics = new(game, new LocationTerms { NoiseUnits = noise }, new int[Nodes], 11);
        long[] seen = new long[Nodes + 1];
        for (int round = 0; round < Warm + Rounds; round++)
        {
            dynamics.PlayRound();
            if (round >= Warm) seen[dynamics.Counts[0]]++;
        }

        for (int first = 0; first <= Nodes; first++)
        {
            // Rounds follow on one another: allow for half as many independent ones.
            double p = weights[first] / sum, sd = Math.Sqrt(2 * p * (1 - p) / Rounds);
            Assert.True(Math.Abs(((double)seen[first] / Rounds) - p) <= 4 * sd, $"{first} nodes: {(double)seen[first] / Rounds}, law {p} ± {sd}");
        }

        static double Ways(int n, int k) => k == 0 ? 1 : Ways(n, k - 1) * (n - k + 1) / k;
    }

    [Fact]
    public void Logit_with_little_noise_rests_at_the_equilibrium_and_with_much_spreads_evenly()
    {
        LocationGame game = Games.Of(Games.Zipf(30, 1_000_000));
        ReadOnlySpan<int> goal = LocationEquilibrium.Of(game, 60).Counts;
        Assert.True(Distance(1, goal) < 0.02, "little noise");
        LocationDynamics wild = new(game, new LocationTerms { NoiseUnits = 1e12 }, new int[60], 2);
        for (int round = 0; round < 2_000; round++) wild.PlayRound();
        int[] visits = new int[30];
        for (int round = 0; round < 2_000; round++)
        {
            wild.PlayRound();
            for (int region = 0; region < 30; region++) visits[region] += wild.Counts[region];
        }

        // 120,000 independent uniform choices of 30: 4,000 each with a deviation of 62.
        Assert.All(visits, v => Assert.InRange(v, 4_000 - 248, 4_000 + 248));

        double Distance(double noise, ReadOnlySpan<int> goal)
        {
            LocationDynamics dynamics = new(game, new LocationTerms { NoiseUnits = noise }, new int[60], 2);
            for (int round = 0; round < 50; round++) dynamics.PlayRound();
            return LocationEquilibrium.Distance(dynamics.Counts.Counts, goal);
        }
    }

    [Fact]
    public void A_choice_by_weights_takes_each_region_as_often_as_its_exponential_says()
    {
        double[] x = [700, 699, double.NegativeInfinity, 700.5, -10_000];
        LogitWeights weights = new(x.Length);
        for (int region = 0; region < x.Length; region++) weights.Set(region, x[region]);
        double total = Math.Exp(-1) + 1 + Math.Exp(0.5);
        Assert.Equal(700 + Math.Log(total), weights.LogSum, 12);
        RandomStream stream = new(1, StreamPurpose.LocationChoice, 0);
        const int Draws = 100_000;
        long[] taken = new long[x.Length];
        for (int i = 0; i < Draws; i++) taken[weights.Choose(ref stream)]++;
        for (int region = 0; region < x.Length; region++)
        {
            double p = Math.Exp(x[region] - 700) / total;
            if (p < 1e-300) Assert.Equal(0, taken[region]);
            else Judge.Share(taken[region], Draws, p);
        }
    }

    [Fact]
    public void A_distance_counts_the_nodes_that_are_elsewhere()
    {
        Assert.Equal(0, LocationEquilibrium.Distance([3, 1, 0], [3, 1, 0]));
        Assert.Equal(0.5, LocationEquilibrium.Distance([1, 1, 2], [3, 1, 0]));
        Assert.Equal(1, LocationEquilibrium.Distance([0, 0, 4], [3, 1, 0]));
        Assert.Equal(0.25, LocationEquilibrium.Distance([2, 1, 0], [3, 1, 0]));
        Assert.Equal(2, LocationEquilibrium.Distance([1, 1], [0, 0]));
    }
}
