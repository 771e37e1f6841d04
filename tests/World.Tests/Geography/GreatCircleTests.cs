using Fleek.Sim.World.Geography;

namespace World.Tests.Geography;

public sealed class GreatCircleTests
{
    /// <summary>Published airport distances, on the ellipsoid; the sphere may miss them by 0.6 %.</summary>
    [Theory]
    [InlineData(51.4700, -0.4543, 40.6413, -73.7781, 5_554)] // London Heathrow, New York JFK
    [InlineData(-33.9399, 151.1753, 33.9416, -118.4085, 12_051)] // Sydney, Los Angeles: over the date line
    [InlineData(1.3644, 103.9915, 51.4700, -0.4543, 10_885)] // Singapore, London Heathrow
    public void Distances_between_airports_are_the_published_ones(double latA, double lonA, double latB, double lonB, double km)
    {
        Assert.InRange(GreatCircle.DistanceKm(latA, lonA, latB, lonB), km * 0.994, km * 1.006);
        Assert.Equal(GreatCircle.DistanceKm(latA, lonA, latB, lonB), GreatCircle.DistanceKm(latB, lonB, latA, lonA));
    }

    [Fact]
    public void Half_a_circle_a_quarter_and_none_are_exact()
    {
        Assert.Equal(0, GreatCircle.DistanceKm(48.2, 16.4, 48.2, 16.4));
        Assert.Equal(Math.PI / 2 * GreatCircle.EarthRadiusKm, GreatCircle.DistanceKm(90, 0, 0, 77), 8);
        Assert.Equal(Math.PI * GreatCircle.EarthRadiusKm, GreatCircle.DistanceKm(12, -30, -12, 150), 3);
        Assert.Equal(Math.PI / 180 * GreatCircle.EarthRadiusKm, GreatCircle.DistanceKm(0, 179.5, 0, -179.5), 8);
    }

    [Fact]
    public void An_unknown_position_has_no_distance() =>
        Assert.True(double.IsNaN(GreatCircle.DistanceKm(double.NaN, double.NaN, 0, 0)));
}
