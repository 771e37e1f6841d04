using System.Runtime.InteropServices;
using Fleek.Core.Routing.Graph;

namespace Fleek.Sim.World.Internet;

/// <summary>Links between systems, each once, with the cities in which they hand over.</summary>
public sealed class LinkTable
{
    private const int NumberBits = 24;

    private readonly Dictionary<long, int> _placeOf = [];
    private readonly List<SystemLink> _links = [];
    private readonly List<int[]> _cities = [];

    public int Count => _links.Count;

    public IReadOnlyList<SystemLink> All => _links;

    /// <summary>A number for a pair of systems, the same in both orders; below 2^48.</summary>
    public static long KeyOf(int a, int b) => ((long)Math.Min(a, b) << NumberBits) + Math.Max(a, b);

    /// <summary>The link's place in <see cref="All"/>, or -1.</summary>
    public int Find(int a, int b) => _placeOf.TryGetValue(KeyOf(a, b), out int place) ? place : -1;

    /// <summary>Where the systems of a link hand over; at least one city.</summary>
    public ReadOnlySpan<int> CitiesOf(int place) => _cities[place];

    /// <summary>Adds a link, or a city to one that is there.</summary>
    internal void Add(int a, int b, AsRelationship relationship, bool isPublic, ReadOnlySpan<int> cities)
    {
        ref int place = ref CollectionsMarshal.GetValueRefOrAddDefault(_placeOf, KeyOf(a, b), out bool isKnown);
        if (isKnown)
        {
            foreach (int city in cities)
                if (!_cities[place].Contains(city)) _cities[place] = [.. _cities[place], city];
            return;
        }

        place = _links.Count;
        _links.Add(new SystemLink(a, b, relationship, isPublic));
        _cities.Add(cities.ToArray());
    }
}
