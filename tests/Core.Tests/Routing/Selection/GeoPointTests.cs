using CsCheck;
using Fleek.Core.Routing.Selection;

namespace Core.Tests.Routing.Selection;

public sealed class GeoPointTests
{
    private static readonly Gen<GeoPoint> _points = Gen.Select(Gen.Double[-89, 89], Gen.Double[-180, 180], (a, b) => new GeoPoint(a, b));

    [Fact]
    public void A_quarter_of_the_equator_is_a_quarter_of_the_circumference() =>
        Assert.Equal(GeoPoint.EarthRadiusKm * Math.PI / 2, new GeoPoint(0, 0).DistanceKm(new GeoPoint(0, 90)), 6);

    [Fact]
    public void An_unknown_position_is_at_no_distance()
    {
        Assert.False(GeoPoint.Unknown.IsKnown);
        Assert.True(double.IsNaN(GeoPoint.Unknown.DistanceKm(new GeoPoint(0, 0))));
        Assert.True(double.IsNaN(new GeoPoint(0, 0).DistanceKm(GeoPoint.Unknown)));
    }

    [Fact]
    public void A_point_reached_is_as_far_as_was_gone() =>
        Gen.Select(_points, Gen.Double[0, 2 * Math.PI], Gen.Double[1, 15_000]).Sample(
            (from, bearing, km) =>
            {
                GeoPoint to = from.Towards(bearing, km);
                Assert.InRange(to.Latitude, -90, 90);
                Assert.InRange(to.Longitude, -180, 180);
                Assert.InRange(from.DistanceKm(to) - km, -1e-3, 1e-3);
            },
            iter: 2000);

    [Fact]
    public void North_is_bearing_zero_and_east_a_quarter_turn()
    {
        GeoPoint north = new GeoPoint(10, 20).Towards(0, 500), east = new GeoPoint(0, 20).Towards(Math.PI / 2, 500);
        Assert.True(north.Latitude > 14 && Math.Abs(north.Longitude - 20) < 1e-9);
        Assert.True(east.Longitude > 24 && Math.Abs(east.Latitude) < 1e-9);
    }
}
