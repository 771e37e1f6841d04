using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>A position on the ground; <see cref="Unknown"/> where there is none.</summary>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>Mean radius R1 of the WGS 84 ellipsoid, in kilometres.</summary>
    public const double EarthRadiusKm = 6371.0088;

    private const double Pi = 3.14159265358979323846;

    public const double RadiansPerDegree = Pi / 180;

    public static readonly GeoPoint Unknown = new(double.NaN, double.NaN);

    public bool IsKnown => !double.IsNaN(Latitude + Longitude);

    /// <summary>
    /// Shortest distance over a sphere of the earth's mean radius, in kilometres (haversine formula), within 0.6 % of that on the
    /// ellipsoid; NaN where a position is unknown.
    /// </summary>
    public double DistanceKm(GeoPoint to)
    {
        if (!IsKnown || !to.IsKnown) return double.NaN;
        double height = PortableMath.Sin((Latitude - to.Latitude) * (RadiansPerDegree / 2));
        double width = PortableMath.Sin((Longitude - to.Longitude) * (RadiansPerDegree / 2));
        double parallels = PortableMath.Cos(Latitude * RadiansPerDegree) * PortableMath.Cos(to.Latitude * RadiansPerDegree);
        double haversine = (height * height) + (parallels * width * width);
        // Rounding may lift the haversine of antipodes a hair above 1.
        return 2 * EarthRadiusKm * PortableMath.Asin(Math.Min(1, Math.Sqrt(haversine)));
    }

    /// <summary>The point that is reached from here over the ground.</summary>
    /// <param name="bearing">Where to, in radians: 0 is north, a quarter turn is east.</param>
    /// <param name="km">How far, up to half around the earth.</param>
    public GeoPoint Towards(double bearing, double km)
    {
        double angle = km / EarthRadiusKm, latitude = Latitude * RadiansPerDegree;
        double sine = (PortableMath.Sin(latitude) * PortableMath.Cos(angle))
            + (PortableMath.Cos(latitude) * PortableMath.Sin(angle) * PortableMath.Cos(bearing));
        sine = Math.Clamp(sine, -1, 1);
        double east = PortableMath.Sin(bearing) * PortableMath.Sin(angle) * PortableMath.Cos(latitude);
        double north = PortableMath.Cos(angle) - (PortableMath.Sin(latitude) * sine);
        double longitude = Longitude + (AngleOf(east, north) / RadiansPerDegree);
        if (longitude > 180) longitude -= 360;
        if (longitude < -180) longitude += 360;
        return new GeoPoint(PortableMath.Asin(sine) / RadiansPerDegree, longitude);
    }

    /// <summary>The angle of (x, y) from the x axis, in (-pi, pi].</summary>
    private static double AngleOf(double y, double x)
    {
        if (x == 0) return y == 0 ? 0 : y > 0 ? Pi / 2 : -Pi / 2;
        double angle = PortableMath.Atan(y / x);
        if (x > 0) return angle;
        return y >= 0 ? angle + Pi : angle - Pi;
    }
}
