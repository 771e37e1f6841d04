using Fleek.Core.Routing.Graph;
using Fleek.Sim.World.Geography;
using Fleek.Sim.World.Internet;

namespace World.Tests.Internet;

public sealed class SyntheticInternetTests
{
    private static InternetTruth Truth => SmallInternet.Truth;

    [Fact]
    public void The_same_seed_gives_the_same_Internet_and_another_seed_another()
    {
        InternetTruth again = SyntheticInternet.Build(SmallInternet.Size, InternetParameters.Calibrated, 1);
        InternetTruth other = SyntheticInternet.Build(SmallInternet.Size, InternetParameters.Calibrated, 2);
        Assert.Equal(Truth.Links.All, again.Links.All);
        Assert.Equal(Truth.Prefixes, again.Prefixes);
        for (int link = 0; link < Truth.Links.Count; link++) Assert.Equal(Truth.Links.CitiesOf(link), again.Links.CitiesOf(link));
        Assert.NotEqual(Truth.Links.All, other.Links.All);
    }

    [Fact]
    public void No_system_is_its_own_provider_over_others_and_only_the_clique_has_none()
    {
        AsGraph.Build(Truth.Links.All.Select(l => new AsLink(Truth.Systems[l.A].Asn, Truth.Systems[l.B].Asn, l.Relationship)), out AsGraphConflicts wrong);
        Assert.True(wrong.IsEmpty);
        for (int system = 0; system < Truth.Systems.Count; system++)
            Assert.Equal(Truth.Systems[system].Tier == AsTier.Clique, Truth.Graph.ProvidersOf(Truth.IndexOf(system)).Length == 0);
    }

    [Fact]
    public void Everybody_reaches_everybody_over_paths_that_climb_step_sideways_once_and_descend()
    {
        TrueRoutes routes = new(Truth);
        List<int> path = [];
        for (int destination = 0; destination < Truth.Systems.Count; destination += 7)
        {
            routes.LeadTo(destination);
            for (int from = 0; from < Truth.Systems.Count; from += 3)
            {
                double delay = routes.OneWayMs(from, Truth.Systems[from].Home, Truth.Systems[destination].Home, path);
                Assert.True(delay > 0);
                Assert.Equal((from, destination), (path[0], path[^1]));
                Assert.True(IsValleyFree(path), string.Join(' ', path));
            }
        }
    }

    [Fact]
    public void No_packet_is_faster_than_light_in_fibre()
    {
        InternetSite[] sites = [.. Truth.Systems.Select((system, i) => new InternetSite(i, system.Home)).Where((_, i) => i % 5 == 0)];
        RttMatrix delays = RttMatrix.Of(Truth, sites, sites);
        int slower = 0;
        for (int a = 0; a < sites.Length; a++)
        {
            for (int b = 0; b < sites.Length; b++)
            {
                double km = GreatCircle.DistanceKm(Truth.Places[sites[a].City], Truth.Places[sites[b].City]);
                Assert.True(delays.RttMs(a, b) >= km / DelayModel.FibreKmPerRttMs * 0.9999);
                if (Math.Abs(delays.ThereMs(a, b) - delays.BackMs(a, b)) > 1) slower++;
            }
        }

        // Each network hands over as soon as it can, so that many pairs have another way back.
        Assert.InRange((double)slower / (sites.Length * sites.Length), 0.1, 0.9);
    }

    [Fact]
    public void The_way_there_ends_where_the_way_back_begins()
    {
        InternetSite[] sites = [.. Truth.Systems.Select((system, i) => new InternetSite(i, system.Home)).Where((_, i) => i % 40 == 0)];
        RttMatrix delays = RttMatrix.Of(Truth, sites, sites);
        for (int a = 0; a < sites.Length; a++)
            for (int b = 0; b < sites.Length; b++) Assert.Equal(delays.ThereMs(a, b), delays.BackMs(b, a));
    }

    [Fact]
    public void A_packet_is_handed_over_at_the_nearest_of_a_links_cities()
    {
        // Two systems with one link, in three cities: the only way is over the one that is nearest to where the packet is.
        InternetTruth truth = Truth;
        TrueRoutes routes = new(truth);
        int seen = 0;
        for (int link = 0; link < truth.Links.Count && seen < 20; link++)
        {
            SystemLink pair = truth.Links.All[link];
            if (truth.Systems[pair.A].Tier != AsTier.Clique || truth.Systems[pair.B].Tier != AsTier.Clique) continue;
            seen++;
            routes.LeadTo(pair.B);
            int from = truth.Systems[pair.A].Home, to = truth.Systems[pair.B].Home;
            double nearest = double.PositiveInfinity, expected = 0;
            foreach (int city in truth.Links.CitiesOf(link))
            {
                if (truth.Cables.OneWayMs(from, city) >= nearest) continue;
                nearest = truth.Cables.OneWayMs(from, city);
                expected = nearest + truth.Cables.OneWayMs(city, to) + truth.QueueMs(link) + (2 * truth.Parameters.SystemDelayMs);
            }

            Assert.Equal(expected, routes.OneWayMs(pair.A, from, to), 9);
        }

        Assert.True(seen > 5);
    }

    [Fact]
    public void Every_place_has_households_as_many_as_people()
    {
        for (int city = 0; city < Truth.Places.Count; city++)
        {
            double households = Truth.Prefixes.Where(p => p.City == city).Sum(p => p.Households);
            Assert.Equal(Truth.Places[city].Weight, households, Truth.Places[city].Weight * 1e-9);
        }
    }

    [Fact]
    public void Prefixes_are_apart_and_none_is_private()
    {
        uint before = 0;
        foreach (AnnouncedPrefix prefix in Truth.Prefixes)
        {
            uint first = prefix.Prefix.Network.V4Bits;
            Assert.True(first >= before + 1024 || before == 0);
            Assert.DoesNotContain(first >> 24, (uint[])[0, 10, 100, 127, 169, 172, 192]);
            Assert.True(first >> 24 < 224);
            before = first;
        }
    }

    [Fact]
    public void More_exchanges_add_peering_and_take_none_away()
    {
        InternetTruth none = SyntheticInternet.Build(SmallInternet.Size with { Exchanges = 0 }, InternetParameters.Calibrated, 1);
        Assert.True(none.Graph.PeerLinks < Truth.Graph.PeerLinks);
        foreach (SystemLink link in none.Links.All) Assert.True(Truth.Links.Find(link.A, link.B) >= 0);
    }

    [Theory]
    [InlineData(49, 10)]
    [InlineData(150_001, 10)]
    [InlineData(100, -1)]
    public void Sizes_out_of_bounds_are_refused(int systems, int exchanges) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticInternet.Build(new(systems, exchanges), InternetParameters.Calibrated, 1));

    private static bool IsValleyFree(List<int> path)
    {
        bool descends = false;
        for (int i = 1; i < path.Count; i++)
        {
            SystemLink link = Truth.Links.All[Truth.Links.Find(path[i - 1], path[i])];
            bool climbs = link.Relationship == AsRelationship.ProviderToCustomer && link.B == path[i - 1];
            if (descends && (climbs || link.Relationship == AsRelationship.PeerToPeer)) return false;
            descends |= !climbs;
        }

        return true;
    }
}
