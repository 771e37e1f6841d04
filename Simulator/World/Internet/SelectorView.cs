using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Lookup;
using Fleek.Core.Routing.Mrt;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// What selectors may know of an Internet: the table that collectors publish, read from its dump and from nothing else; where networks
/// say that they can be met, as far as they say it; who runs them; and a geo table with the published faults.
/// </summary>
internal sealed class SelectorView
{
    /// <summary>Share of an exchange's members that are listed, and of the cities that networks of each kind list: guesses.</summary>
    private const double ListedMembers = 0.9, ListedTransit = 0.8, ListedAccess = 0.4, ListedStub = 0.1;

    /// <summary>Share of the households' prefixes that mobile networks use: a guess.</summary>
    private const double MobileShare = 0.3;

    /// <summary>Of a larger Internet the table has the networks of users and nodes, and so many others.</summary>
    private const int MostSystems = 10_000;

    private SelectorView(InternetWorld world, byte[] dump)
    {
        InternetTruth truth = world.Truth;
        OriginCollector origins = new();
        ObservedPaths paths = new();
        Read(dump, origins);
        Read(dump, paths);
        OriginTable table = origins.Build();
        Clients = [.. world.Users.Select((user, id) => ClientOf(table, user, id))];
        GeoTable places = PlacesOf(truth, world.Seed);
        Clients = [.. Clients.Select((client, id) => client with { Position = places.Find(world.Users[id].Address) })];
        Nodes = new NodeDirectory(world.Nodes.Select((node, id) =>
            new NodeView($"node {id}", AsnOf(table, node.Address), places.Find(node.Address))));
        PathEvidence evidence = new(paths);
        AsGraph graph = AsGraph.Build(RelationshipInference.Of(paths.Paths).Links, out _);
        Networks = new RoutingView(
            new PredictedPaths(graph, evidence, Clients.Select(client => client.Asn), Enumerable.Range(0, Nodes.Count).Select(n => Nodes[n].Asn)),
            MapOf(truth, world.Seed),
            truth.Systems.ToDictionary(system => system.Asn, system => system.Organisation));
        VisiblePeering = VisibleShare(truth, paths);
    }

    /// <summary>By user id.</summary>
    public IReadOnlyList<ClientView> Clients { get; }

    public NodeDirectory Nodes { get; }

    public RoutingView Networks { get; }

    /// <summary>Share of the links between peers that are on some path of the table: a measure, and nothing that selectors know.</summary>
    public double VisiblePeering { get; }

    public static SelectorView Of(InternetWorld world)
    {
        if (world.Truth.Systems.Count <= MostSystems) return new SelectorView(world, world.Collectors.Write());
        HashSet<int> wanted = [.. world.Users.Select(user => user.Site.System), .. world.Nodes.Select(node => node.Site.System)];
        int step = world.Truth.Systems.Count / (MostSystems / 2);
        return new SelectorView(world, world.Collectors.Write(system => system % step == 0 || wanted.Contains(system)));
    }

    private static void Read(byte[] dump, IRouteSink sink)
    {
        MrtReader reader = new(sink);
        int used = reader.Read(dump);
        reader.Finish(dump.AsSpan(used));
    }

    private static ClientView ClientOf(OriginTable table, InternetHost user, int id)
    {
        IpPrefix prefix = IpPrefix.Of(user.Address, PrefixPlan.PrefixBits);
        return new ClientView(id, AsnOf(table, user.Address), GeoPoint.Unknown, prefix);
    }

    private static uint AsnOf(OriginTable table, IpAddress address) =>
        table.TryFind(address, out _, out OriginSet? origins) ? origins?.Single ?? 0 : 0;

    private static InterconnectionMap MapOf(InternetTruth truth, ulong seed)
    {
        List<InterconnectionSite> sites = [];
        List<(uint, int)> members = [];
        foreach (InternetExchange exchange in truth.Exchanges)
        {
            foreach (int member in exchange.Members)
                if (IsListed(seed, sites.Count, member, ListedMembers)) members.Add((truth.Systems[member].Asn, sites.Count));
            sites.Add(new InterconnectionSite($"exchange {sites.Count}", PositionOf(truth.Places[exchange.City]), IsExchange: true));
        }

        int firstCity = sites.Count;
        sites.AddRange(truth.Places.Select(place => new InterconnectionSite(place.Name, PositionOf(place), IsExchange: false)));
        for (int system = 0; system < truth.Systems.Count; system++)
        {
            double listed = truth.Systems[system].Tier switch
            {
                AsTier.Access => ListedAccess,
                AsTier.Stub => ListedStub,
                _ => ListedTransit,
            };
            foreach (int city in truth.Systems[system].Cities)
                if (IsListed(seed, firstCity + city, system, listed)) members.Add((truth.Systems[system].Asn, firstCity + city));
        }

        return new InterconnectionMap(sites, members);
    }

    private static bool IsListed(ulong seed, int site, int system, double share) =>
        new RandomStream(seed, StreamPurpose.InternetListing, ((long)site << 24) + system).NextUniform() < share;

    private static GeoPoint PositionOf(Place place) => new(place.Latitude, place.Longitude);

    private static GeoTable PlacesOf(InternetTruth truth, ulong seed)
    {
        GeoErrorModel faults = new(seed, truth.Places.Select(p => new GeoCity(PositionOf(p), p.Country, p.Weight)));
        return new GeoTable(truth.Prefixes.Select((prefix, number) =>
        {
            Place place = truth.Places[prefix.City];
            GeoErrorRates rates = RatesOf(Regions.Of(place));
            bool isMobile = prefix.Households > 0
                && new RandomStream(seed, StreamPurpose.InternetListing, number, 1).NextUniform() < MobileShare;
            return (prefix.Prefix, faults.Displace(number, PositionOf(place), place.Country, isMobile ? rates.Mobile : rates));
        }));
    }

    private static GeoErrorRates RatesOf(Region region) => region switch
    {
        Region.Africa => GeoErrorRates.Africa,
        Region.Europe or Region.NorthAmerica or Region.Oceania => GeoErrorRates.Europe,
        _ => GeoErrorRates.Asia,
    };

    private static double VisibleShare(InternetTruth truth, ObservedPaths paths)
    {
        HashSet<(int, int)> seen = [];
        for (int path = 0; path < paths.Paths.Count; path++)
        {
            ReadOnlySpan<uint> hops = paths.Paths[path];
            for (int i = 1; i < hops.Length; i++)
            {
                int a = truth.Graph.IndexOf(hops[i - 1]), b = truth.Graph.IndexOf(hops[i]);
                if (truth.Graph.LinkBetween(a, b) is { Relationship: AsRelationship.PeerToPeer }) seen.Add((Math.Min(a, b), Math.Max(a, b)));
            }
        }

        return truth.Graph.PeerLinks == 0 ? double.NaN : (double)seen.Count / truth.Graph.PeerLinks;
    }
}
