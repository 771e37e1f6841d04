using System;
using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// Makes of true positions those of a faulty geo table: a block of addresses is put into another country, into another city of its
/// own, or some way off. Each block's fault is a function of the seed and its number, so that all who read the table are misled
/// alike; raising a rate adds faults and takes none away.
/// </summary>
public sealed class GeoErrorModel
{
    private readonly ulong _seed;
    private readonly GeoCity[] _cities;
    private readonly double _weight;
    private readonly Dictionary<string, (GeoCity[] Cities, double Weight)> _byCountry = [];

    /// <param name="seed">Of the faults.</param>
    /// <param name="cities">Where blocks may be put.</param>
    public GeoErrorModel(ulong seed, IEnumerable<GeoCity> cities)
    {
        _seed = seed;
        _cities = [.. cities];
        Dictionary<string, List<GeoCity>> byCountry = [];
        foreach (GeoCity city in _cities)
        {
            if (!(city.Weight > 0)) throw new ArgumentException("a city's weight is positive", nameof(cities));
            _weight += city.Weight;
            if (!byCountry.TryGetValue(city.Country, out List<GeoCity>? list)) byCountry.Add(city.Country, list = []);
            list.Add(city);
        }

        foreach ((string country, List<GeoCity> list) in byCountry) _byCountry.Add(country, ([.. list], WeightOf(list)));
    }

    /// <summary>Where the table puts a block.</summary>
    /// <param name="block">The block's number; 0 to 2^48 - 1.</param>
    /// <param name="truth">Where it is.</param>
    /// <param name="country">In which of the cities' countries.</param>
    /// <param name="rates">Of faults, for addresses like these.</param>
    public GeoPoint Displace(long block, GeoPoint truth, string country, GeoErrorRates rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        if (!truth.IsKnown) return truth;
        RandomStream random = new(_seed, StreamPurpose.GeoTableError, block);
        double fault = random.NextUniform(), which = random.NextUniform();
        double bearing = random.NextUniform() * 2 * 3.14159265358979323846, far = random.NextExponential();
        (GeoCity[] own, double ownWeight) = _byCountry.TryGetValue(country, out (GeoCity[], double) known) ? known : ([], 0);
        if (fault < rates.WrongCountry && ownWeight < _weight) return Abroad(country, which * (_weight - ownWeight));
        if (fault < rates.WrongCountry + rates.WrongCity && own.Length > 1) return Elsewhere(own, ownWeight, truth, which);

        // An exponential distance has the median log 2 of its mean.
        double meanKm = rates.MedianKm / 0.69314718055994531;
        return meanKm > 0 ? truth.Towards(bearing, Math.Min(far * meanKm, GeoPoint.EarthRadiusKm)) : truth;
    }

    private GeoPoint Abroad(string country, double at)
    {
        GeoPoint last = GeoPoint.Unknown;
        foreach (GeoCity city in _cities)
        {
            if (city.Country == country) continue;
            last = city.Position;
            at -= city.Weight;
            if (at < 0) break;
        }

        return last;
    }

    /// <summary>A city of the country other than the one nearest to the truth.</summary>
    private static GeoPoint Elsewhere(GeoCity[] cities, double weight, GeoPoint truth, double which)
    {
        int home = 0;
        for (int city = 1; city < cities.Length; city++)
            if (cities[city].Position.DistanceKm(truth) < cities[home].Position.DistanceKm(truth)) home = city;
        double at = which * (weight - cities[home].Weight);
        GeoPoint last = truth;
        for (int city = 0; city < cities.Length; city++)
        {
            if (city == home) continue;
            last = cities[city].Position;
            at -= cities[city].Weight;
            if (at < 0) break;
        }

        return last;
    }

    private static double WeightOf(List<GeoCity> cities)
    {
        double weight = 0;
        foreach (GeoCity city in cities) weight += city.Weight;
        return weight;
    }
}
