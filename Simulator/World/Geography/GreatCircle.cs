using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.World.Geography;

/// <summary>Distances on a sphere of the earth's mean radius; within 0.6 % of those on the ellipsoid.</summary>
public static class GreatCircle
{
    /// <summary>Mean radius R1 of the WGS 84 ellipsoid, in kilometres.</summary>
    public const double EarthRadiusKm = GeoPoint.EarthRadiusKm;

    /// <summary>Shortest distance over the ground, in kilometres (haversine formula); NaN where a position is unknown.</summary>
    public static double DistanceKm(Place a, Place b) => DistanceKm(a.Latitude, a.Longitude, b.Latitude, b.Longitude);

    /// <summary>As above; all arguments in degrees, north and east positive.</summary>
    public static double DistanceKm(double latitudeA, double longitudeA, double latitudeB, double longitudeB) =>
        new GeoPoint(latitudeA, longitudeA).DistanceKm(new GeoPoint(latitudeB, longitudeB));
}
