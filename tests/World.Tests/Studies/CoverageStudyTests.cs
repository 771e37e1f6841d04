using Fleek.Analysis.Theory;
using Fleek.Core.Routing.Selection;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.Adapters.Studies;
using Fleek.Sim.World;
using Fleek.Sim.World.Geography;
using Fleek.Sim.World.Studies;

namespace Fleek.Tests.World.Studies;

/// <summary>How near the nearest node is, held against the closed form for nodes that are anywhere.</summary>
public sealed class CoverageStudyTests(ITestOutputHelper output)
{
    private const double R = GreatCircle.EarthRadiusKm;

    /// <summary>Runs of different seeds are independent: |z| of their mean is at most 4.</summary>
    [Theory]
    [InlineData(1, true, 150)]
    [InlineData(10, true, 150)]
    [InlineData(90, true, 150)]
    [InlineData(440, true, 100)]
    [InlineData(1000, true, 100)]
    [InlineData(10_000, true, 20)]
    [InlineData(90, false, 150)]
    [InlineData(1000, false, 100)]
    public void The_mean_distance_to_uniform_nodes_is_the_closed_form_wherever_clients_are(int nodes, bool onSphere, int seeds)
    {
        Scenario scenario = StudyScenarios.Coverage(nodes, Placement.Uniform, 30, onSphere);
        double[] means = new double[seeds];
        Parallel.For(0, seeds, i => means[i] = scenario.Run((ulong)(i + 1)).Value(Measures.NearestKm));
        double mean = means.Average(), law = NearestNode.Mean(nodes, R);
        double sd = Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / (seeds - 1));
        double z = (mean - law) / (sd / Math.Sqrt(seeds));
        output.WriteLine($"{nodes} nodes, {seeds} seeds: {mean:F1} km, law {law:F1} km, z {z:F2}");
        Assert.True(Math.Abs(z) <= 4, $"{mean} km over {seeds} seeds is {z:F2} sigma from {law} km");
        Assert.True(sd / Math.Sqrt(seeds) < 0.08 * law, "the test is blind");
    }

    [Theory]
    [InlineData(10, 2_000)]
    [InlineData(440, 500)]
    [InlineData(440, 1_000)]
    public void The_share_of_clients_farther_than_x_is_the_closed_form(int nodes, double x)
    {
        const int Seeds = 1_500;
        Scenario scenario = StudyScenarios.Coverage(nodes, Placement.Uniform, 1, onSphere: true);
        int[] farther = new int[Seeds];
        Parallel.For(0, Seeds, i => farther[i] = scenario.Run((ulong)(i + 1)).Value(Measures.NearestKm) > x ? 1 : 0);
        double law = NearestNode.Tail(nodes, R, x), share = farther.Average();
        double z = (share - law) / Math.Sqrt(law * (1 - law) / Seeds);
        Assert.True(Math.Abs(z) <= 4, $"{share} of {Seeds} is {z:F2} sigma from {law}");
    }

    [Fact]
    public void Points_anywhere_are_uniform_in_height_and_longitude()
    {
        const int Points = 40_000, Bins = 20;
        int[] heights = new int[Bins], longitudes = new int[Bins];
        for (int i = 0; i < Points; i++)
        {
            Place point = NodeSites.Anywhere(1, 0, i);
            heights[Math.Min(Bins - 1, (int)((Math.Sin(point.Latitude * Math.PI / 180) + 1) / 2 * Bins))]++;
            longitudes[Math.Min(Bins - 1, (int)((point.Longitude + 180) / 360 * Bins))]++;
        }

        double expected = (double)Points / Bins, sd = Math.Sqrt(expected * (1 - (1.0 / Bins)));
        Assert.All(heights.Concat(longitudes), n => Assert.InRange(n, expected - (4 * sd), expected + (4 * sd)));
    }

    [Fact]
    public void The_nearest_by_direction_is_the_nearest_over_the_ground()
    {
        Place[] sites = [.. Enumerable.Range(0, 300).Select(i => NodeSites.Anywhere(2, 0, i))];
        NearestSite nearest = new(sites);
        for (int i = 0; i < 500; i++)
        {
            Place client = NodeSites.Anywhere(3, 1, i);
            Assert.Equal(sites.Min(s => GreatCircle.DistanceKm(client, s)), GreatCircle.DistanceKm(client, sites[nearest.To(client)]));
        }
    }

    [Fact]
    public void Nodes_in_cities_are_where_their_placement_says()
    {
        // The largest cities come first; where profit takes nodes, fewer cities have them; each node drawn by people may repeat a city.
        double largest = Sites(Placement.Largest), atRest = Sites(Placement.Equilibrium), drawn = Sites(Placement.Population);
        Assert.Equal(100, largest);
        Assert.InRange(atRest, 40, 80);
        Assert.InRange(drawn, 70, 99);
        Assert.Equal(Metros.All.Count, StudyScenarios.Coverage(10_000, Placement.Largest, 10).Run().Value(Measures.Sites));
        Assert.Equal(0, StudyScenarios.Coverage(10_000, Placement.Largest, 10).Run().Value(Measures.NearestKm));
        Assert.Equal(DelayModel.WithinPlaceRttMs, StudyScenarios.Coverage(10_000, Placement.Largest, 10).Run().Value(Measures.NearestRtt));

        static double Sites(Placement placement) => StudyScenarios.Coverage(100, placement, 10).Run().Value(Measures.Sites);
    }

    [Fact]
    public void A_list_is_used_whole_or_drawn_from_without_repetition()
    {
        Location[] list = [.. Enumerable.Range(0, 30).Select(i => new Location($"{i}", new GeoPoint(i, 2 * i), 1))];
        WorldInputs inputs = new(null, lists: new StudyLists(list, null, null));
        Assert.Equal(30, StudyScenarios.Coverage(1_000, Placement.List, 10).Run(1, inputs).Value(Measures.Sites));
        Assert.Equal(12, StudyScenarios.Coverage(12, Placement.List, 10).Run(1, inputs).Value(Measures.Sites));
        Scenario few = StudyScenarios.Coverage(12, Placement.List, 10);
        Assert.NotEqual(few.Run(1, inputs).TraceHash, few.Run(2, inputs).TraceHash);
        Assert.Throws<ArgumentException>(() => few.Run());
    }

    [Fact]
    public void A_node_within_60_km_is_in_the_same_metropolitan_area_and_farther_ones_follow_the_delay_model()
    {
        Assert.Equal(DelayModel.WithinPlaceRttMs, RttTo(0.5));
        Assert.True(RttTo(0.6) > 4, "66 km away");

        // A degree of longitude is 111.2 km on the equator.
        static double RttTo(double longitude)
        {
            StudyLists lists = new([new("node", new GeoPoint(0, longitude), 1)], null, [new("client", new GeoPoint(0, 0), 1)]);
            return StudyScenarios.Coverage(1, Placement.List, 5).Run(1, new WorldInputs(null, lists: lists)).Value(Measures.NearestRtt);
        }
    }

    [Fact]
    public void A_list_of_cities_takes_the_place_of_the_largest_ones()
    {
        // All people in one city, which has the node: nobody is away from it.
        Location[] cities = [new("full", new GeoPoint(10, 20), 5), new("empty", new GeoPoint(-40, 70), 0)];
        WorldInputs inputs = new(null, lists: new StudyLists(null, null, cities));
        Assert.Equal(0, StudyScenarios.Coverage(1, Placement.Largest, 50).Run(1, inputs).Value(Measures.NearestKm));
        Assert.Equal(1, StudyScenarios.Coverage(40, Placement.Equilibrium, 50).Run(1, inputs).Value(Measures.Sites));
    }

    [Fact]
    public void The_same_seed_gives_the_same_hash_and_the_same_clients_for_every_placement()
    {
        Scenario scenario = StudyScenarios.Coverage(50, Placement.Population, 200);
        Assert.Equal(scenario.Run(5).TraceHash, scenario.Run(5).TraceHash);
        Assert.NotEqual(scenario.Run(5).TraceHash, scenario.Run(6).TraceHash);
        // Common random numbers: one more node moves no other, and so nobody gets farther away.
        Assert.True(StudyScenarios.Coverage(51, Placement.Population, 200).Run(5).Value(Measures.NearestKm)
            <= scenario.Run(5).Value(Measures.NearestKm));
        Assert.Equal(scenario.Run(5).TraceHash, CellRunner.Observe(scenario, 5, WorldInputs.None, new RunObserver()).TraceHash);
    }
}
