using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Geography;

/// <summary>Distances on a sphere of the earth's mean radius; within 0.6 % of those on the ellipsoid.</summary>
public static class GreatCircle
{
    /// <summary>Mean radius R1 of the WGS 84 ellipsoid, in kilometres.</summary>
    public const double EarthRadiusKm = 6371.0088;

    private const double RadiansPerDegree = 3.14159265358979323846 / 180;

    /// <summary>Shortest distance over the ground, in kilometres (haversine formula); NaN where a position is unknown.</summary>
    public static double DistanceKm(Place a, Place b) => DistanceKm(a.Latitude, a.Longitude, b.Latitude, b.Longitude);

    /// <summary>As above; all arguments in degrees, north and east positive.</summary>
    public static double DistanceKm(double latitudeA, double longitudeA, double latitudeB, double longitudeB)
    {
        if (double.IsNaN(latitudeA + longitudeA + latitudeB + longitudeB)) return double.NaN;
        double height = PortableMath.Sin((latitudeA - latitudeB) * (RadiansPerDegree / 2));
        double width = PortableMath.Sin((longitudeA - longitudeB) * (RadiansPerDegree / 2));
        double parallels = PortableMath.Cos(latitudeA * RadiansPerDegree) * PortableMath.Cos(latitudeB * RadiansPerDegree);
        double haversine = (height * height) + (parallels * width * width);
        // Rounding may lift the haversine of antipodes a hair above 1.
        return 2 * EarthRadiusKm * PortableMath.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }
}
