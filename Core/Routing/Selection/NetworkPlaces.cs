using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// Checks positions of a geo table against the places of the network that announces the address: an address that the table puts far
/// from all of them is at any of them, as far as anybody knows.
/// </summary>
internal sealed class NetworkPlaces(InterconnectionMap map, double plausibleKm)
{
    /// <summary>Of a larger network so many places are taken, evenly.</summary>
    private const int Most = 8;

    /// <summary>Where an address may be: the position alone where it is plausible or nothing is known of the network.</summary>
    internal GeoPoint[] Of(uint asn, GeoPoint position)
    {
        ReadOnlySpan<int> sites = map.SitesOf(asn);
        if (sites.IsEmpty) return [position];
        foreach (int site in sites)
            if (position.DistanceKm(map.Sites[site].Position) <= plausibleKm) return [position];
        List<GeoPoint> places = [];
        int count = Math.Min(Most, sites.Length);
        for (int i = 0; i < count; i++) places.Add(map.Sites[sites[i * sites.Length / count]].Position);
        return [.. places];
    }

    /// <summary>The mean distance between two such sets, in kilometres; NaN if a position is unknown.</summary>
    internal static double MeanKm(GeoPoint[] from, GeoPoint[] to)
    {
        double sum = 0;
        foreach (GeoPoint a in from)
            foreach (GeoPoint b in to) sum += a.DistanceKm(b);
        return sum / (from.Length * to.Length);
    }
}
