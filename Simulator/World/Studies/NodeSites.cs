using Fleek.Core.Incentives;
using Fleek.Core.Primitives;
using Fleek.Core.Routing.Selection;
using Fleek.Scenarios.Model;
using Fleek.Sim.Adapters.Studies;
using Fleek.Sim.World.Geography;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.World.Studies;

/// <summary>The places with at least one node, each once.</summary>
internal static class NodeSites
{
    /// <summary>
    /// What the demand of all cities pays where nodes look for where they earn most; any amount gives the same places.
    /// </summary>
    private static readonly Credits _value = new(1_000 * Credits.UnitsPerCredit);

    public static IReadOnlyList<Place> Of(CoverageSpec coverage, int nodes, ulong seed, StudyLists lists) => coverage.Placement switch
    {
        Placement.Uniform => [.. Enumerable.Range(0, nodes).Select(node => Anywhere(seed, StreamPurpose.CoverageNode, node))],
        Placement.Population => ByPeople(lists.Places, nodes, seed),
        Placement.Largest => [.. lists.Places.OrderByDescending(city => city.Weight).Take(nodes)],
        Placement.Equilibrium => AtRest(lists.Places, nodes),
        _ => Listed(lists, nodes, seed),
    };

    /// <summary>A point that is uniform on the sphere: its height over the equator is, and its longitude.</summary>
    public static Place Anywhere(ulong seed, uint purpose, int number)
    {
        RandomStream stream = new(seed, purpose, number);
        double height = (2 * stream.NextUniform()) - 1, longitude = (360 * stream.NextUniform()) - 180;
        double latitude = PortableMath.Asin(height) / GeoPoint.RadiansPerDegree;
        return new Place($"{number}", "", latitude, longitude, 1);
    }

    private static Place[] ByPeople(IReadOnlyList<Place> all, int nodes, ulong seed)
    {
        PlaceDraw draw = new(all);
        SortedSet<int> cities = [];
        for (int node = 0; node < nodes; node++)
        {
            RandomStream stream = new(seed, StreamPurpose.CoverageNode, node);
            cities.Add(draw.Next(ref stream));
        }

        return [.. cities.Select(city => all[city])];
    }

    private static Place[] AtRest(IReadOnlyList<Place> all, int nodes)
    {
        LocationGame game = new(MarketRegions.Shared(_value, MarketRegions.PeopleOf(all)));
        NodeCounts counts = LocationEquilibrium.Of(game, nodes);
        return [.. all.Where((_, city) => counts[city] > 0)];
    }

    /// <summary>A random part of the list where it has more locations than there are nodes.</summary>
    private static Place[] Listed(StudyLists lists, int nodes, ulong seed)
    {
        if (lists.Locations is null) throw new ArgumentException("the scenario wants a list of locations, and none was loaded");
        Location[] drawn = [.. lists.Locations];
        int taken = Math.Min(nodes, drawn.Length);
        RandomStream stream = new(seed, StreamPurpose.CoverageNode, 0);
        for (int i = 0; i < taken && taken < drawn.Length; i++)
        {
            int other = i + (int)stream.NextBelow(drawn.Length - i);
            (drawn[i], drawn[other]) = (drawn[other], drawn[i]);
        }

        return [.. drawn.Take(taken).DistinctBy(l => l.At).Select(l => new Place(l.Name, "", l.At.Latitude, l.At.Longitude, 1))];
    }
}
