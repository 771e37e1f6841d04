using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.World.Geography;
using Fleek.Tests;

namespace World.Tests.Geography;

public sealed class MeasuredGeographyTests
{
    [Fact]
    public void One_way_is_half_the_average_round_trip_of_its_direction()
    {
        var geography = new MeasuredGeography(Table(2, (0, 1, 20), (1, 0, 30), (0, 0, 300)));
        Assert.Equal(Duration.FromMilliseconds(10), geography.OneWayDelay(0, 1));
        Assert.Equal(Duration.FromMilliseconds(15), geography.OneWayDelay(1, 0));
        Assert.Equal(Duration.FromSeconds(DelayModel.WithinPlaceRttMs / 2e3), geography.OneWayDelay(0, 0));
        Assert.Equal(new Place("p1", "c", 1, 2, 1), geography.Places[1]);
        Assert.True(new MeasuredGeography(Table(2, (0, 1, 0))).OneWayDelay(0, 1) > Duration.Zero);
    }

    [Fact]
    public void The_place_with_most_missing_pairs_is_dropped_and_of_equals_the_later_one()
    {
        // Missing: 1-2, 1-3, and 4-5. Place 1 lacks most; then 4 and 5 lack one each, and 5 is the later.
        var rows = from a in Enumerable.Range(0, 6)
                   from b in Enumerable.Range(0, 6)
                   where a < b && (a, b) is not ((1, 2) or (1, 3) or (4, 5))
                   select (a, b, 10.0 * (a + b));
        var geography = new MeasuredGeography(Table(6, [.. rows]));
        Assert.Equal(["p1", "p5"], geography.Dropped);
        Assert.Equal(["p0", "p2", "p3", "p4"], geography.Places.Select(p => p.Name));
        Assert.Equal(Duration.FromMilliseconds(35), geography.OneWayDelay(3, 2));
    }

    [Fact]
    public void Any_table_gives_a_geography_of_which_every_pair_was_measured() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7]).Array[0, 60].Sample(pairs =>
        {
            RttTable table = Table(8, [.. pairs.Distinct().Select(p => (p.Item1, p.Item2, 5.0))]);
            var geography = new MeasuredGeography(table);
            Assert.Equal(8, geography.Places.Count + geography.Dropped.Count);
            Assert.InRange(geography.Places.Count, 1, 8);
            foreach (Place a in geography.Places)
                foreach (Place b in geography.Places)
                    Assert.True(a == b || table[int.Parse(a.Name[1..]), int.Parse(b.Name[1..])] is not null);
        });

    [Fact]
    public void The_public_data_set_keeps_nearly_all_of_its_places()
    {
        RttTable table = RttFile.Load(DataFolder.File("latency", "pings-2020-07-19-2020-07-20-grouped.csv.xz"));
        var geography = new MeasuredGeography(table);
        Assert.Equal(250, geography.Places.Count + geography.Dropped.Count);
        Assert.Equal(242, geography.Places.Count);
        for (int a = 0; a < geography.Places.Count; a++)
            for (int b = 0; b < geography.Places.Count; b++)
                Assert.InRange(geography.OneWayDelay(a, b).Milliseconds, 0.001, 5_000);
    }

    private static RttTable Table(int places, params (int From, int To, double AvgMs)[] rows) => new(
        [.. Enumerable.Range(0, places).Select(i => new RttPlace($"p{i}", "c", i, 2 * i))],
        [.. rows.Select(r => (r.From, r.To, new RttSample(r.AvgMs / 2, r.AvgMs, r.AvgMs * 2, 1)))]);
}
