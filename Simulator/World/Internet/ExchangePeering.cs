using Fleek.Core.Primitives;
using Fleek.Core.Routing.Graph;

namespace Fleek.Sim.World.Internet;

/// <summary>Who peers with whom: the clique among itself, the large over cables of their own, many at exchanges.</summary>
internal sealed class ExchangePeering(
    WorldMap map, InternetParameters parameters, ulong seed, IReadOnlyList<AutonomousSystem> systems, LinkTable links)
{
    private const int InPrivate = 0, InPublic = 1;

    /// <summary>A system in so many cities is large.</summary>
    private const int LargeCities = 20;

    /// <summary>An exchange at a hub draws as many networks as one at a city this much larger.</summary>
    private const double HubFactor = 12;

    /// <summary>Those that are exchanges' second ones in a city draw fewer.</summary>
    private const double SecondFactor = 0.35;

    private readonly bool[] _isOpen = [.. systems.Select((system, i) =>
        new RandomStream(seed, StreamPurpose.InternetSystem, i, 3).NextUniform() < OpenShare(system.Tier))];

    public void PeerInPrivate()
    {
        int[] clique = Of(AsTier.Clique), transit = Of(AsTier.Transit), access = Of(AsTier.Access);
        for (int i = 0; i < clique.Length; i++)
            for (int j = 0; j < i; j++) Peer(clique[j], clique[i], isPublic: false, Common(clique[j], clique[i]));
        int[] senders = [.. Of(AsTier.Content).Where(i => systems[i].Cities.Count >= LargeCities)];
        foreach (int sender in senders)
            foreach (int network in access)
                if (Draw(sender, network, InPrivate) < parameters.PeersPrivatelyContent) PeerWhereBothAre(sender, network);
        int[] large = [.. transit.Where(i => systems[i].Cities.Count >= LargeCities / 2)];
        for (int i = 0; i < large.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool isNear = map.Regions[systems[large[i]].Home] == map.Regions[systems[large[j]].Home];
                if (Draw(large[j], large[i], InPrivate) < parameters.PeersPrivatelyTransit * (isNear ? 5 : 1)) PeerWhereBothAre(large[j], large[i]);
            }
        }
    }

    /// <summary>At the cities that draw most networks, one exchange each, and then second ones.</summary>
    public IReadOnlyList<InternetExchange> PeerInPublic(int count)
    {
        int[] byDraw = [.. Enumerable.Range(0, map.Places.Count)
            .OrderByDescending(city => map.Mass[city] * (map.IsHub[city] ? HubFactor : 1)).ThenBy(city => city)];
        List<InternetExchange> exchanges = [];
        int[][] present = InCities();
        for (int number = 0; number < count; number++)
        {
            int city = byDraw[number % byDraw.Length];
            int[] members = MembersOf(number, city, number >= byDraw.Length ? SecondFactor : 1, present[city]);
            exchanges.Add(new InternetExchange(city, members));
        }

        PeerAt(exchanges);
        return exchanges;
    }

    /// <summary>Lets the members of exchanges peer, where they do not know each other otherwise.</summary>
    public void PeerAt(IEnumerable<InternetExchange> exchanges)
    {
        foreach (InternetExchange exchange in exchanges)
            for (int i = 0; i < exchange.Members.Count; i++)
                for (int j = 0; j < i; j++) Meet(exchange.Members[j], exchange.Members[i], exchange.City);
    }

    private static double OpenShare(AsTier tier) => tier switch
    {
        AsTier.Clique => 0,
        AsTier.Transit => 0.35,
        AsTier.Access => 0.65,
        AsTier.Content => 0.85,
        _ => 0.9,
    };

    private int[][] InCities()
    {
        List<int>[] present = [.. map.Places.Select(_ => new List<int>())];
        for (int i = 0; i < systems.Count; i++)
            foreach (int city in systems[i].Cities) present[city].Add(i);
        return [.. present.Select(list => list.ToArray())];
    }

    private int[] MembersOf(int number, int city, double factor, int[] present)
    {
        List<int> members = [];
        foreach (int system in present)
            if (Joins(number, system) < factor * JoinShare(systems[system].Tier)) members.Add(system);
        for (int system = 0; system < systems.Count; system++)
        {
            if (systems[system].Tier is AsTier.Clique or AsTier.Stub || systems[system].Cities.Contains(city)) continue;
            if (map.Regions[systems[system].Home] != map.Regions[city]) continue;
            if (Joins(number, system) < parameters.JoinsFromAfar * (map.IsHub[city] ? 4 : 0.25)) members.Add(system);
        }

        members.Sort();
        return [.. members];
    }

    private double Joins(int exchange, int system) =>
        new RandomStream(seed, StreamPurpose.InternetExchange, ((long)exchange << 24) + system).NextUniform();

    private double JoinShare(AsTier tier) => tier switch
    {
        AsTier.Clique => parameters.JoinsClique,
        AsTier.Transit => parameters.JoinsTransit,
        AsTier.Access => parameters.JoinsAccess,
        AsTier.Content => parameters.JoinsContent,
        _ => parameters.JoinsStub,
    };

    private void Meet(int a, int b, int city)
    {
        int known = links.Find(a, b);
        if (known >= 0 && links.All[known].Relationship != AsRelationship.PeerToPeer) return;
        double chance = _isOpen[a] && _isOpen[b] ? parameters.PeersIfOpen
            : _isOpen[a] || _isOpen[b] ? parameters.PeersIfSelective : parameters.PeersIfSelective * parameters.PeersIfSelective;
        // Drawn once for the pair: who peers does so wherever both are.
        if (known >= 0 || Draw(a, b, InPublic) < chance) Peer(a, b, isPublic: true, [city]);
    }

    private double Draw(int a, int b, int how) =>
        new RandomStream(seed, StreamPurpose.InternetPeering, LinkTable.KeyOf(a, b), how).NextUniform();

    private void PeerWhereBothAre(int a, int b)
    {
        int[] common = Common(a, b);
        if (common.Length > 0 && links.Find(a, b) < 0) Peer(a, b, isPublic: false, common);
    }

    private void Peer(int a, int b, bool isPublic, int[] cities) => links.Add(a, b, AsRelationship.PeerToPeer, isPublic, cities);

    private int[] Common(int a, int b)
    {
        int[] both = [.. systems[a].Cities.Intersect(systems[b].Cities)];
        // Two of the clique always meet: at the hub that is nearest to one's home.
        return both.Length > 0 || systems[a].Tier != AsTier.Clique ? both : [map.Nearest(systems[a].Home, systems[b].Cities)];
    }

    private int[] Of(AsTier tier) => [.. Enumerable.Range(0, systems.Count).Where(i => systems[i].Tier == tier)];
}
