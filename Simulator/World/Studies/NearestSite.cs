using Fleek.Core.Primitives;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Studies;

/// <summary>Finds which of many sites is nearest, by the angle between directions from the earth's centre.</summary>
internal sealed class NearestSite
{
    private readonly double[] _x, _y, _z;

    public NearestSite(IReadOnlyList<Place> sites)
    {
        _x = new double[sites.Count];
        _y = new double[sites.Count];
        _z = new double[sites.Count];
        for (int i = 0; i < sites.Count; i++) (_x[i], _y[i], _z[i]) = Direction(sites[i]);
    }

    /// <summary>The number of the nearest site; of equals the first.</summary>
    public int To(Place place)
    {
        (double x, double y, double z) = Direction(place);
        int nearest = 0;
        double greatest = double.NegativeInfinity;
        for (int i = 0; i < _x.Length; i++)
        {
            double cosine = (x * _x[i]) + (y * _y[i]) + (z * _z[i]);
            if (cosine <= greatest) continue;
            greatest = cosine;
            nearest = i;
        }

        return nearest;
    }

    private static (double X, double Y, double Z) Direction(Place place)
    {
        double latitude = place.Latitude * GeoPoint.RadiansPerDegree, longitude = place.Longitude * GeoPoint.RadiansPerDegree;
        double ring = PortableMath.Cos(latitude);
        return (ring * PortableMath.Cos(longitude), ring * PortableMath.Sin(longitude), PortableMath.Sin(latitude));
    }
}
