using Fleek.Core.Primitives;
using Fleek.Core.Routing.Graph;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// Makes an Internet: a clique that pays nobody, sellers of transit, networks of households, of content and of offices, at home in real
/// cities; who buys from whom by where they are and by who has many customers already; exchanges at real cities with peering in public,
/// and private peering of the large. The same size, parameters and seed give the same one.
/// </summary>
public sealed class SyntheticInternet
{
    /// <summary>Above all 16-bit and reserved numbers; who has which number is drawn, since ties go to the lower one.</summary>
    private const uint FirstAsn = 200_000;

    private readonly InternetParameters _parameters;
    private readonly ulong _seed;
    private readonly WorldMap _map;
    private readonly AutonomousSystem[] _systems;
    private readonly ulong[][] _isIn;
    private readonly LinkTable _links = new();

    private SyntheticInternet(InternetSize size, InternetParameters parameters, ulong seed, IReadOnlyList<Place> places)
    {
        _parameters = parameters;
        _seed = seed;
        _map = new WorldMap(places, parameters.HomeExponent);
        _systems = new AutonomousSystem[size.Systems];
        _isIn = new ulong[size.Systems][];
    }

    /// <exception cref="ArgumentOutOfRangeException">The size is not within <see cref="InternetSize"/>'s bounds.</exception>
    public static InternetTruth Build(InternetSize size, InternetParameters parameters, ulong seed) =>
        Build(size, parameters, seed, Metros.All);

    internal static InternetTruth Build(InternetSize size, InternetParameters parameters, ulong seed, IReadOnlyList<Place> places)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Systems, InternetSize.Least, nameof(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size.Systems, InternetSize.Most, nameof(size));
        ArgumentOutOfRangeException.ThrowIfNegative(size.Exchanges, nameof(size));
        SyntheticInternet made = new(size, parameters, seed, places);
        made.PlaceSystems();
        made.BuyTransit();
        ExchangePeering peering = new(made._map, parameters, seed, made._systems, made._links);
        peering.PeerInPrivate();
        IReadOnlyList<InternetExchange> exchanges = peering.PeerInPublic(size.Exchanges);
        IReadOnlyList<AnnouncedPrefix> prefixes = PrefixPlan.Of(made._systems, places, seed);
        return new InternetTruth(
            places, made._systems, made._links, exchanges, prefixes, new CableMap(places, parameters, seed), parameters, seed);
    }

    private AsTier TierOf(int number)
    {
        int clique = Math.Clamp(_systems.Length / _parameters.SystemsPerClique, _parameters.LeastClique, _parameters.MostClique);
        double place = (double)(number - clique) / (_systems.Length - clique);
        if (number < clique) return AsTier.Clique;
        if (place < _parameters.TransitShare) return AsTier.Transit;
        if (place < _parameters.TransitShare + _parameters.AccessShare) return AsTier.Access;
        return place < _parameters.TransitShare + _parameters.AccessShare + _parameters.ContentShare ? AsTier.Content : AsTier.Stub;
    }

    private void PlaceSystems()
    {
        Presence presence = new(_map);
        int[][] cities = new int[_systems.Length][];
        int[] organisations = new int[_systems.Length];
        double[] order = new double[_systems.Length];
        for (int i = 0; i < _systems.Length; i++)
        {
            RandomStream random = Stream(i, 0);
            order[i] = random.NextUniform();
            bool isSister = i > 0 && random.NextUniform() < _parameters.SisterShare;
            organisations[i] = isSister ? organisations[(int)random.NextBelow(i)] : i;
            cities[i] = presence.Of(TierOf(i), ref random);
        }

        CoverAllCities(cities);
        int[] byOrder = [.. Enumerable.Range(0, order.Length).OrderBy(i => order[i]).ThenBy(i => i)];
        for (int rank = 0; rank < byOrder.Length; rank++)
        {
            int i = byOrder[rank];
            _systems[i] = new AutonomousSystem(FirstAsn + (uint)rank, TierOf(i), organisations[i], cities[i]);
            _isIn[i] = CityBits.Of(cities[i], _map.Places.Count);
        }
    }

    /// <summary>Households are everywhere: a city without a network for them gets the one that is at home nearest to it.</summary>
    private void CoverAllCities(int[][] cities)
    {
        int[] access = [.. Enumerable.Range(0, cities.Length).Where(i => TierOf(i) == AsTier.Access)];
        HashSet<int> covered = [.. access.SelectMany(i => cities[i])];
        for (int city = 0; city < _map.Places.Count; city++)
        {
            if (covered.Contains(city)) continue;
            int[] near = [.. access.Where(i => _map.Countries[cities[i][0]] == _map.Countries[city])];
            int home = _map.Nearest(city, (near.Length > 0 ? near : access).Select(i => cities[i][0]));
            int nearest = (near.Length > 0 ? near : access).First(i => cities[i][0] == home);
            cities[nearest] = [.. cities[nearest], city];
        }
    }

    private void BuyTransit()
    {
        ProviderUrns urns = new(_map);
        for (int i = 0; i < _systems.Length; i++)
        {
            AutonomousSystem system = _systems[i];
            if (system.Tier != AsTier.Clique) BuyTransit(i, urns);
            if (system.Tier is AsTier.Clique or AsTier.Transit)
                urns.Open(i, system.Cities, system.Tier == AsTier.Clique ? _parameters.CliqueChances : 1);
            else if (system.Tier == AsTier.Access && Stream(i, 2).NextUniform() < _parameters.AccessSellsShare)
                urns.Open(i, [system.Home], 1);
        }
    }

    private void BuyTransit(int customer, ProviderUrns urns)
    {
        RandomStream random = Stream(customer, 1);
        AutonomousSystem system = _systems[customer];
        double more = system.Tier switch
        {
            AsTier.Transit => _parameters.MoreProvidersTransit,
            AsTier.Access => _parameters.MoreProvidersAccess,
            AsTier.Content => _parameters.MoreProvidersContent,
            _ => _parameters.MoreProvidersStub,
        };
        // Geometric: most buy from one or two, a few from many.
        int wanted = 1;
        while (wanted < _parameters.MostProviders && random.NextUniform() < more / (1 + more)) wanted++;
        (double inCountry, double inRegion) = system.Tier == AsTier.Transit
            ? (_parameters.TransitInCountry, _parameters.TransitInRegion) : (_parameters.ProviderInCountry, _parameters.ProviderInRegion);
        List<int> providers = [];
        for (int i = 0; i < wanted; i++)
        {
            int seller = urns.Draw(system.Home, inCountry, inRegion, s => !providers.Contains(s), ref random);
            if (seller < 0) continue;
            providers.Add(seller);
        }

        // The first system of the clique sells to whom nobody near sells.
        if (providers.Count == 0) providers.Add(0);
        foreach (int provider in providers)
        {
            _links.Add(provider, customer, AsRelationship.ProviderToCustomer, isPublic: false, HandoverCities(provider, customer, ref random));
            urns.Won(provider, system.Home);
        }
    }

    /// <summary>Most cities in which both are; else a cable from the customer's home to the provider's nearest routers.</summary>
    private int[] HandoverCities(int provider, int customer, ref RandomStream random)
    {
        int home = _systems[customer].Home;
        List<int> cities = [];
        foreach (int city in _systems[customer].Cities)
        {
            if (!CityBits.Has(_isIn[provider], city)) continue;
            if (city == home || random.NextUniform() < _parameters.HandoverShare) cities.Add(city);
        }

        return cities.Count > 0 ? [.. cities] : [_map.Nearest(home, _systems[provider].Cities)];
    }

    private RandomStream Stream(int system, int use) => new(_seed, StreamPurpose.InternetSystem, system, use);
}
