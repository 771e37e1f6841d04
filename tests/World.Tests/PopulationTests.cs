using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Geography;
using Fleek.Sim.World.Population;
using MathNet.Numerics.Distributions;

namespace Fleek.Tests.World;

/// <summary>Who is where and who serves whom, on the embedded metropolitan areas.</summary>
public sealed class PopulationTests
{
    private const ulong Seed = 3;

    /// <summary>A chi-square beyond this share of its law is a bug, or one seed in 10,000.</summary>
    private const double Doubt = 0.9999;

    private static readonly IReadOnlyList<Place> Places = ModelledGeography.World.Places;

    /// <summary>Where nodes stand: the largest place first.</summary>
    private static readonly int[] BySize = [.. Enumerable.Range(0, Places.Count)
        .OrderByDescending(p => Places[p].Weight).ThenBy(p => p)];

    [Fact]
    public void Users_live_where_people_do()
    {
        const int users = 40_000;
        int[] counts = new int[Places.Count];
        foreach (int place in PlacesOfUsers(users)) counts[place]++;
        double all = Places.Sum(p => p.Weight), statistic = 0;
        for (int place = 0; place < counts.Length; place++)
        {
            double expected = users * Places[place].Weight / all;
            Assert.True(expected > 5, "too few users for a chi-square");
            statistic += (counts[place] - expected) * (counts[place] - expected) / expected;
        }

        Assert.InRange(statistic, 0, ChiSquared.InvCDF(Places.Count - 1, Doubt));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(4, 100)]
    [InlineData(8, 1000)]
    public void The_nearest_nodes_are_the_k_of_least_great_circle(int k, int nodes)
    {
        const int users = 300;
        Surroundings surroundings = Of(users, nodes, k, NodeSelection.Nearest);
        int[] home = PlacesOfUsers(users);
        for (int user = 0; user < users; user++)
        {
            double[] km = [.. Enumerable.Range(0, nodes).Select(n =>
                GreatCircle.DistanceKm(Places[home[user]], Places[BySize[n % Places.Count]]))];
            int[] serving = surroundings.NodesServing(user).ToArray();
            Assert.Equal(k, serving.Distinct().Count());
            double farthest = serving.Max(n => km[n]);
            foreach (int other in Enumerable.Range(0, nodes).Except(serving))
                Assert.True(km[other] > farthest || (km[other] == farthest && other > serving[^1]));
            Assert.Equal(ModelledGeography.World.OneWayDelay(home[user], BySize[serving[0] % Places.Count]),
                surroundings.UserToNode(user, serving[0]));
        }
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(4, 50)]
    [InlineData(49, 50)]
    public void Random_nodes_are_distinct_and_each_as_likely_as_another(int k, int nodes)
    {
        const int users = 10_000;
        Surroundings surroundings = Of(users, nodes, k, NodeSelection.Random);
        int[] counts = new int[nodes];
        for (int user = 0; user < users; user++)
        {
            int[] serving = surroundings.NodesServing(user).ToArray();
            Assert.Equal(k, serving.Distinct().Count());
            foreach (int node in serving) counts[node]++;
        }

        // Draws without replacement spread less than independent ones, by (N - k) / (N - 1).
        double expected = (double)users * k / nodes;
        double statistic = counts.Sum(c => (c - expected) * (c - expected) / expected) * (nodes - 1) / (nodes - k);
        Assert.InRange(statistic, ChiSquared.InvCDF(nodes - 1, 1 - Doubt), ChiSquared.InvCDF(nodes - 1, Doubt));
    }

    [Fact]
    public void Every_pair_of_random_nodes_is_as_likely_as_another()
    {
        const int users = 20_000, nodes = 6;
        Surroundings surroundings = Of(users, nodes, 2, NodeSelection.Random);
        int[] counts = new int[nodes * nodes];
        for (int user = 0; user < users; user++)
        {
            ReadOnlySpan<int> pair = surroundings.NodesServing(user);
            counts[(Math.Min(pair[0], pair[1]) * nodes) + Math.Max(pair[0], pair[1])]++;
        }

        int pairs = nodes * (nodes - 1) / 2;
        double expected = (double)users / pairs;
        int[] drawn = [.. counts.Where(c => c > 0)];
        Assert.Equal(pairs, drawn.Length);
        Assert.InRange(drawn.Sum(c => (c - expected) * (c - expected) / expected), 0, ChiSquared.InvCDF(pairs - 1, Doubt));
    }

    [Fact]
    public void More_users_and_nodes_move_nobody()
    {
        const int users = 200, nodes = 70;
        Surroundings few = Of(users, nodes, 1, NodeSelection.First), more = Of(2 * users, 3 * nodes, 1, NodeSelection.First);
        for (int user = 0; user < users; user++)
        {
            for (int node = 0; node < nodes; node++)
            {
                Assert.Equal(few.UserToNode(user, node), more.UserToNode(user, node));
                Assert.Equal(few.NodeToUser(user, node), more.NodeToUser(user, node));
            }
        }

        Assert.Equal(PlacesOfUsers(users), PlacesOfUsers(2 * users)[..users]);
    }

    [Fact]
    public void More_users_change_nobodys_random_nodes()
    {
        Surroundings few = Of(100, 50, 4, NodeSelection.Random), more = Of(200, 50, 4, NodeSelection.Random);
        for (int user = 0; user < 100; user++) Assert.Equal(few.NodesServing(user), more.NodesServing(user));
    }

    [Fact]
    public void Another_seed_places_other_users_elsewhere_and_no_node()
    {
        Assert.NotEqual(PlacesOfUsers(50), PlacesOfUsers(50, Seed + 1));
        // A user who lives at the same place in both runs is as far from every node.
        int[] here = PlacesOfUsers(200), there = PlacesOfUsers(200, Seed + 1);
        int user = Enumerable.Range(0, 200).First(u => here[u] == there[u]);
        Surroundings one = Of(200, 60, 1, NodeSelection.First), two = Of(200, 60, 1, NodeSelection.First, Seed + 1);
        for (int node = 0; node < 60; node++) Assert.Equal(one.UserToNode(user, node), two.UserToNode(user, node));
    }

    /// <summary>With one node at every place, the node nearest to a user tells where the user is.</summary>
    private static int[] PlacesOfUsers(int users, ulong seed = Seed)
    {
        Surroundings surroundings = Of(users, Places.Count, 1, NodeSelection.Nearest, seed);
        return [.. Enumerable.Range(0, users).Select(user => BySize[surroundings.NodesServing(user)[0]])];
    }

    private static Surroundings Of(int users, int nodes, int k, NodeSelection selection, ulong seed = Seed)
    {
        Scenario scenario = Worlds.Poisson(users, 10, 0, k, 1, 1, Worlds.EveryChunk, 1);
        return Surroundings.Of(
            scenario with
            {
                Nodes = nodes,
                Users = scenario.Users with { Selection = selection },
                Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
            },
            seed,
            WorldInputs.None);
    }
}
