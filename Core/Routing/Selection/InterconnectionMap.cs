using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// Where networks can meet, by what is published of them: members of exchanges, and cities in which a network is present (PeeringDB,
/// PCH). It says where two ASes may hand packets to each other, not that they do.
/// </summary>
public sealed class InterconnectionMap
{
    public static readonly InterconnectionMap Empty = new([], []);

    private readonly InterconnectionSite[] _sites;
    private readonly Dictionary<uint, int[]> _sitesOf = [];

    /// <param name="sites">A site's number is its place here.</param>
    /// <param name="members">Which AS is at which site, in any order; repetitions do not matter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A member is at a site that is not there.</exception>
    public InterconnectionMap(IEnumerable<InterconnectionSite> sites, IEnumerable<(uint Asn, int Site)> members)
    {
        _sites = [.. sites];
        Dictionary<uint, SortedSet<int>> sitesOf = [];
        foreach ((uint asn, int site) in members)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)site, (uint)_sites.Length, nameof(members));
            if (!sitesOf.TryGetValue(asn, out SortedSet<int>? own)) sitesOf.Add(asn, own = []);
            own.Add(site);
        }

        foreach ((uint asn, SortedSet<int> own) in sitesOf) _sitesOf.Add(asn, [.. own]);
    }

    public IReadOnlyList<InterconnectionSite> Sites => _sites;

    /// <summary>Where an AS is, in rising order; empty for one that nothing is known of.</summary>
    public ReadOnlySpan<int> SitesOf(uint asn) => _sitesOf.TryGetValue(asn, out int[]? sites) ? sites : [];

    /// <summary>The site where two ASes can meet with the least way from one point to another by it.</summary>
    /// <param name="exchangesOnly">Cities do not count.</param>
    /// <param name="from">Where packets come from.</param>
    /// <param name="to">
    /// Where they go; unknown to take the site nearest to where they come from, which is where a network that wants to be rid of
    /// them hands them over.
    /// </param>
    /// <returns>The site's number, or -1 if they meet nowhere.</returns>
    public int MeetingPlace(uint a, uint b, bool exchangesOnly, GeoPoint from, GeoPoint to)
    {
        ReadOnlySpan<int> ours = SitesOf(a), theirs = SitesOf(b);
        int best = -1;
        double least = double.PositiveInfinity;
        for (int i = 0, j = 0; i < ours.Length && j < theirs.Length;)
        {
            if (ours[i] != theirs[j])
            {
                if (ours[i] < theirs[j]) i++;
                else j++;
                continue;
            }

            InterconnectionSite site = _sites[ours[i]];
            if (site.IsExchange || !exchangesOnly)
            {
                double km = from.DistanceKm(site.Position) + (to.IsKnown ? site.Position.DistanceKm(to) : 0);
                if (km < least) (best, least) = (ours[i], km);
            }

            i++;
            j++;
        }

        return best;
    }
}
