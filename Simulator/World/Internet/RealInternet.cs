using Fleek.Core.Primitives;
using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// Takes a published topology for the truth: its links, the places of its systems moved to the nearest metropolitan area, and peering at
/// exchanges that collectors do not see, drawn for members that meet there. Who has households is a guess: systems of few customers that
/// are known to be in a city.
/// </summary>
internal sealed class RealInternet
{
    /// <summary>Sellers to more are taken for networks of transit.</summary>
    private const int FewCustomers = 5;

    private readonly RealTopology _published;
    private readonly InternetParameters _parameters;
    private readonly ulong _seed;
    private readonly WorldMap _map = new(Metros.All, InternetParameters.Calibrated.HomeExponent);
    private readonly AsGraph _graph;
    private readonly int[] _cityOfSite;
    private readonly AutonomousSystem[] _systems;

    private RealInternet(RealTopology published, InternetParameters parameters, ulong seed)
    {
        (_published, _parameters, _seed) = (published, parameters, seed);
        _graph = AsGraph.Build(published.Links, out _);
        _cityOfSite = [.. published.Presence.Sites.Select(site => NearestCity(site.Position))];
        _systems = new AutonomousSystem[_graph.Count];
    }

    public static InternetTruth Build(RealTopology published, InternetParameters parameters, ulong seed)
    {
        RealInternet made = new(published, parameters, seed);
        made.PlaceSystems();
        LinkTable links = new();
        foreach (AsLink link in made._graph.AllLinks())
        {
            int a = made._graph.IndexOf(link.A), b = made._graph.IndexOf(link.B);
            links.Add(a, b, link.Relationship, isPublic: false, made.HandoverCities(a, b));
        }

        InternetExchange[] exchanges = made.Exchanges();
        new ExchangePeering(made._map, parameters, seed, made._systems, links).PeerAt(exchanges);
        return new InternetTruth(
            Metros.All, made._systems, links, exchanges, PrefixPlan.Of(made._systems, Metros.All, seed),
            new CableMap(Metros.All, parameters, seed), parameters, seed);
    }

    private int NearestCity(GeoPoint at)
    {
        if (!at.IsKnown) return -1;
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int city = 0; city < _map.Places.Count; city++)
        {
            double km = GreatCircle.DistanceKm(at.Latitude, at.Longitude, _map.Places[city].Latitude, _map.Places[city].Longitude);
            if (km < least) (nearest, least) = (city, km);
        }

        return nearest;
    }

    private void PlaceSystems()
    {
        HashSet<uint> clique = [.. _published.Clique];
        Dictionary<string, int> organisations = [];
        Dictionary<string, int> countries = [];
        for (int city = _map.Places.Count - 1; city >= 0; city--) countries[Geography.Regions.CanonicalName(_map.Places[city].Country)] = city;
        // Providers come before their customers.
        for (int i = 0; i < _systems.Length; i++)
        {
            uint asn = _graph.AsnOf(i);
            int[] sites = [.. _published.Presence.SitesOf(asn).ToArray().Where(site => _cityOfSite[site] >= 0)];
            AsOrganization? owner = _published.Organisations?.OwnerOf(asn);
            int[] cities = [.. sites.Select(site => _cityOfSite[site]).Distinct()];
            if (cities.Length == 0) cities = [HomeOf(i, owner, countries)];
            int organisation = organisations.Count;
            if (!organisations.TryAdd(owner?.Id ?? $"AS{asn}", organisation)) organisation = organisations[owner?.Id ?? $"AS{asn}"];
            bool isInCity = sites.Any(site => !_published.Presence.Sites[site].IsExchange);
            _systems[i] = new AutonomousSystem(asn, TierOf(i, clique.Contains(asn), isInCity, sites.Length > 0), organisation, cities);
        }
    }

    private AsTier TierOf(int index, bool isClique, bool isInCity, bool isSomewhere)
    {
        if (isClique) return AsTier.Clique;
        if (_graph.CustomersOf(index).Length > FewCustomers) return AsTier.Transit;
        return isInCity ? AsTier.Access : isSomewhere ? AsTier.Content : AsTier.Stub;
    }

    /// <summary>Of a system of no known place: its country's largest city, else its first provider's home, else anywhere.</summary>
    private int HomeOf(int index, AsOrganization? owner, Dictionary<string, int> countries)
    {
        if (owner is not null && countries.TryGetValue(owner.Country, out int capital)) return capital;
        foreach (int provider in _graph.ProvidersOf(index))
            if (_systems[provider] is { } known) return known.Home;
        RandomStream random = new(_seed, StreamPurpose.InternetSystem, index);
        return _map.DrawHome(ref random);
    }

    /// <summary>Cities in which both are; else the city of the one in more of them that is nearest to the other's home.</summary>
    private int[] HandoverCities(int a, int b)
    {
        int[] both = [.. _systems[a].Cities.Intersect(_systems[b].Cities)];
        if (both.Length > 0) return both;
        (int larger, int smaller) = _systems[a].Cities.Count >= _systems[b].Cities.Count ? (a, b) : (b, a);
        return [_map.Nearest(_systems[smaller].Home, _systems[larger].Cities)];
    }

    /// <summary>Members of listed exchanges, those in unknown cities left out, and of those that the places name.</summary>
    private InternetExchange[] Exchanges()
    {
        Dictionary<string, int> cities = [];
        for (int city = _map.Places.Count - 1; city >= 0; city--)
            cities[$"{Geography.Regions.CanonicalName(_map.Places[city].Country)}/{_map.Places[city].Name}"] = city;
        Dictionary<(string Name, int City), SortedSet<int>> members = [];
        foreach (ExchangeMember member in _published.Members)
        {
            int index = _graph.IndexOf(member.Asn);
            if (index >= 0 && cities.TryGetValue($"{member.Country}/{member.City}", out int city)) Add((member.Exchange, city), index);
        }

        for (int i = 0; i < _systems.Length; i++)
            foreach (int site in _published.Presence.SitesOf(_systems[i].Asn))
                if (_published.Presence.Sites[site].IsExchange && _cityOfSite[site] >= 0) Add((_published.Presence.Sites[site].Name, _cityOfSite[site]), i);
        return [.. members.OrderBy(m => m.Key.Name, StringComparer.Ordinal).ThenBy(m => m.Key.City)
            .Select(m => new InternetExchange(m.Key.City, [.. m.Value]))];

        void Add((string, int) exchange, int system)
        {
            if (!members.TryGetValue(exchange, out SortedSet<int>? here)) members.Add(exchange, here = []);
            here.Add(system);
        }
    }
}
