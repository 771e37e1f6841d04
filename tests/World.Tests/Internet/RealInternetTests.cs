using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Selection;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.World;
using Fleek.Sim.World.Internet;
using Fleek.Tests;

namespace World.Tests.Internet;

/// <summary>Internets made of published relationships and places: a small one written down here, and a real one where the files are.</summary>
public sealed class RealInternetTests
{
    private static readonly GeoPoint _london = new(51.5, -0.1), _tokyo = new(35.7, 139.7), _sydney = new(-33.9, 151.2), _suburb = new(51.6, 0.1);

    private static readonly InterconnectionSite[] _sites =
    [
        new("London", _london, IsExchange: false), new("Tokyo", _tokyo, IsExchange: false), new("Sydney", _sydney, IsExchange: false),
        new("suburb", _suburb, IsExchange: false), new("LINX", _london, IsExchange: true),
    ];

    private static readonly Lazy<InternetTruth> _small = new(() => RealInternet.Build(Small(), InternetParameters.Calibrated, 1));

    [Fact]
    public void A_network_is_in_the_nearest_cities_to_its_places_or_else_in_its_owners_country_or_with_its_provider()
    {
        Assert.Equal(["London", "Tokyo"], CitiesOf(10));
        Assert.Equal(["London"], CitiesOf(1_001));
        Assert.Equal(["Sydney"], CitiesOf(1_002));
        Assert.Equal("Japan", PlaceOf(1_003).Country);
        Assert.Equal(CitiesOf(100)[0], CitiesOf(1_004)[0]);

        static string[] CitiesOf(uint asn) => [.. SystemOf(asn).Cities.Select(city => _small.Value.Places[city].Name)];
        static Fleek.Sim.World.Geography.Place PlaceOf(uint asn) => _small.Value.Places[SystemOf(asn).Home];
    }

    [Fact]
    public void What_a_network_is_follows_from_its_customers_and_from_where_it_is_seen()
    {
        Assert.Equal(AsTier.Clique, SystemOf(10).Tier);
        Assert.Equal(AsTier.Transit, SystemOf(100).Tier);
        Assert.Equal(AsTier.Access, SystemOf(1_001).Tier);
        Assert.Equal(AsTier.Stub, SystemOf(1_003).Tier);
        Assert.Equal(AsTier.Content, SystemOf(1_005).Tier);
        Assert.Equal(SystemOf(1_003).Organisation, SystemOf(1_006).Organisation);
        Assert.NotEqual(SystemOf(1_001).Organisation, SystemOf(1_002).Organisation);
    }

    [Fact]
    public void Every_published_link_is_there_and_hands_over_where_both_are_or_nearest_to_the_smaller()
    {
        InternetTruth truth = _small.Value;
        foreach (AsLink link in Small().Links)
        {
            int place = truth.Links.Find(NumberOf(link.A), NumberOf(link.B));
            Assert.True(place >= 0);
            SystemLink made = truth.Links.All[place];
            bool isTurned = made.A != NumberOf(link.A);
            Assert.Equal((link.Relationship, false), (made.Relationship, isTurned && link.Relationship == AsRelationship.ProviderToCustomer));
        }

        Assert.Equal(["London", "Tokyo"], Handover(10, 20).Order());
        // AS10 is in London and Tokyo, and its customer in Sydney alone.
        Assert.Equal(["Tokyo"], Handover(10, 1_002));

        string[] Handover(uint a, uint b) =>
            [.. truth.Links.CitiesOf(truth.Links.Find(NumberOf(a), NumberOf(b))).ToArray().Select(city => truth.Places[city].Name)];
    }

    [Fact]
    public void Members_of_an_exchange_peer_there_though_nobody_sees_it_and_who_pays_another_does_not()
    {
        InternetTruth truth = _small.Value;
        SystemLink[] fresh = [.. truth.Links.All.Where(link => link.IsPublic)];
        Assert.InRange(fresh.Length, 10, 45);
        int[] members = [.. Assert.Single(truth.Exchanges).Members];
        Assert.Equal(11, members.Length);
        Assert.All(fresh, link => Assert.True(members.Contains(link.A) && members.Contains(link.B) && link.Relationship == AsRelationship.PeerToPeer));
        Assert.Equal(AsRelationship.ProviderToCustomer, truth.Links.All[truth.Links.Find(NumberOf(100), NumberOf(1_001))].Relationship);
    }

    [Fact]
    public void Hosts_stand_where_every_user_reaches_every_node()
    {
        InternetWorld world = InternetWorld.Of(ScenarioOf(users: 200, nodes: 40), 1, Small());
        uint[] hosts = [.. world.Users.Concat(world.Nodes).Select(host => world.Truth.Systems[host.Site.System].Asn).Distinct()];
        Assert.DoesNotContain(9_001u, hosts);
        Assert.DoesNotContain(9_002u, hosts);
        // AS9003 has households and reaches AS20 and its customers, but as a mere peer nobody else.
        Assert.Equal(AsTier.Access, world.Truth.Systems[NumberOf(9_003)].Tier);
        Assert.DoesNotContain(9_003u, hosts);
        Assert.Equal(0, world.UnreachablePairs);
    }

    [Fact]
    public void Selectors_read_the_dump_of_a_published_topology()
    {
        RealTopology published = new(
            AsRelationshipFile.Load(DataFolder.File("asrel", "20140101.as-rel.txt.xz")).Links,
            AsRelationshipFile.Load(DataFolder.File("asrel", "20140101.as-rel.txt.xz")).Clique,
            PresenceFile.Load(DataFolder.File("asgeo", "RIPEAtlas_asn_loc.csv.gz")),
            ExchangeMembersFile.Load(DataFolder.File("asgeo", "ixp_membership_2022.txt.gz")), null);
        Scenario scenario = ScenarioOf(users: 100, nodes: 30);
        WorldInputs inputs = new(null, null, published);
        InternetWorld world = SelectionStudy.WorldOf(scenario, 1, inputs);
        Assert.Equal(AsGraph.Build(published.Links, out _).Count, world.Truth.Systems.Count);
        Assert.Equal(0, world.UnreachablePairs);
        Assert.InRange(world.Truth.Links.All.Count(link => link.IsPublic), 10_000, 1_000_000);
        Assert.All(world.View.Clients, client => Assert.Equal(world.Truth.Systems[world.Users[(int)client.Id].Site.System].Asn, client.Asn));
        Assert.InRange(world.View.VisiblePeering, 0.001, 0.5);
        Assert.All(SelectionStudy.Choices(scenario, 1, inputs), choice => Assert.InRange(choice.RegretMs, 0, 2_000));
    }

    [Fact]
    public void The_same_seed_makes_the_same_choices_of_a_published_topology_and_another_seed_others()
    {
        Scenario scenario = ScenarioOf(users: 50, nodes: 20);
        IReadOnlyList<SelectedNode> choices = Choices(1);
        Assert.Equal(choices, Choices(1));
        Assert.NotEqual(choices, Choices(2));

        IReadOnlyList<SelectedNode> Choices(ulong seed) => SelectionStudy.Choices(scenario, seed, new WorldInputs(null, null, Small()));
    }

    private static AutonomousSystem SystemOf(uint asn) => _small.Value.Systems[NumberOf(asn)];

    private static int NumberOf(uint asn) => Enumerable.Range(0, _small.Value.Systems.Count).Single(i => _small.Value.Systems[i].Asn == asn);

    /// <summary>
    /// A clique of 10 and 20, 100 that sells transit, some customers; 9001 and 9002 who know only each other, and 9003, whom 20 peers with and
    /// nobody sells transit to.
    /// </summary>
    private static RealTopology Small()
    {
        uint[] customers = [1_001, 1_003, 1_004, 1_005, 1_006, 1_007, 1_008, 1_009, 1_010, 1_011, 1_012, 1_013];
        List<AsLink> links =
        [
            new(10, 20, AsRelationship.PeerToPeer), new(10, 100, AsRelationship.ProviderToCustomer), new(10, 1_002, AsRelationship.ProviderToCustomer),
            new(9_001, 9_002, AsRelationship.ProviderToCustomer), new(20, 9_003, AsRelationship.PeerToPeer),
            .. customers.Select(customer => new AsLink(100, customer, AsRelationship.ProviderToCustomer)),
        ];
        (uint, int)[] at =
        [
            (10, 0), (10, 1), (20, 0), (20, 1), (100, 1), (1_001, 3), (1_002, 2), (1_005, 4), (1_007, 0), (9_001, 0), (9_002, 1), (9_003, 2),
        ];
        AsOrganization japanese = new("ORG-J", "Japanese", "JP");
        return new RealTopology(
            links, [10, 20, 77], new InterconnectionMap(_sites, at),
            [.. new uint[] { 100, 1_001, 1_004, 1_007, 1_008, 1_009, 1_010, 1_011, 1_012, 1_013, 4_000_000 }
                .Select(asn => new ExchangeMember(asn, "LINX", "GB", "London"))],
            new AsOrganizations([(1_003, "", japanese), (1_006, "", japanese)]));
    }

    private static Scenario ScenarioOf(int users, int nodes)
    {
        SourceText source = new("test.yaml", $$"""
            version: 1
            scenarios:
              real:
                question: test
                duration: 1 s
                nodes: {{nodes}}
                users: {count: {{users}}, balance: 100 chunks, serving_nodes: 1, selection: bgp}
                network: {internet: real, as_links: links.txt, as_places: places.csv, vantage_points: 12}
                workload: {rate: 2 chunks/s}
            """);
        PlanResult result = Planner.Build(source, new() { Scenario = "real" }, _ => "");
        Assert.Empty(result.Diagnostics.Select(d => d.Message));
        return result.Plan!.Cells[0].Scenario;
    }
}
