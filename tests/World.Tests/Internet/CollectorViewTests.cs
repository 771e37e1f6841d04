using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Lookup;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.World.Internet;

namespace World.Tests.Internet;

public sealed class CollectorViewTests
{
    private static InternetTruth Truth => SmallInternet.Truth;

    [Fact]
    public void The_dump_has_every_prefix_from_every_full_peer_over_the_true_path()
    {
        CollectorView view = new(Truth, 5, 0, 1);
        ObservedPaths seen = Read(view.Write(), new ObservedPaths());
        Assert.Equal(Truth.Prefixes.Select(p => p.Prefix), seen.Prefixes);
        Assert.Equal(5 * Truth.Prefixes.Count, seen.Observations.Count);
        Assert.Empty(view.PartialPeers);
        TrueRoutes routes = new(Truth);
        List<int> path = [];
        foreach (Observation one in seen.Observations)
        {
            int peer = Truth.SystemAt(Truth.Graph.IndexOf(one.Vantage));
            routes.LeadTo(Truth.Prefixes[one.Prefix].System);
            routes.OneWayMs(peer, Truth.Systems[peer].Home, Truth.Systems[peer].Home, path);
            Assert.Equal([.. path.Select(system => Truth.Systems[system].Asn)], seen.Paths[one.Path].ToArray());
        }
    }

    [Fact]
    public void Addresses_are_found_to_be_of_who_announces_them()
    {
        OriginTable origins = Read(new CollectorView(Truth, 3, 0, 1).Write(), new OriginCollector()).Build();
        foreach (AnnouncedPrefix prefix in Truth.Prefixes)
        {
            Assert.True(origins.TryFind(prefix.Prefix.Network, out _, out OriginSet? found));
            Assert.Equal(Truth.Systems[prefix.System].Asn, found!.Single);
        }
    }

    [Fact]
    public void Partial_peers_tell_nothing_that_they_have_from_providers()
    {
        CollectorView view = new(Truth, 2, 0.5, 1);
        ObservedPaths seen = Read(view.Write(), new ObservedPaths());
        HashSet<uint> partial = [.. view.PartialPeers.Select(system => Truth.Systems[system].Asn)];
        Assert.NotEmpty(partial);
        foreach (Observation one in seen.Observations)
        {
            ReadOnlySpan<uint> path = seen.Paths[one.Path];
            if (!partial.Contains(path[0]) || path.Length == 1) continue;
            AsLink link = Truth.Graph.LinkBetween(Truth.Graph.IndexOf(path[0]), Truth.Graph.IndexOf(path[1]))!.Value;
            Assert.False(link.Relationship == AsRelationship.ProviderToCustomer && link.B == path[0]);
        }
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.75)]
    [InlineData(1)]
    public void As_much_peering_as_is_asked_for_ends_at_a_peer_of_the_collectors(double share)
    {
        CollectorView view = new(Truth, 2, share, 1);
        HashSet<int> gives = [.. view.FullPeers, .. view.PartialPeers];
        long near = Truth.Links.All.LongCount(l => l.Relationship == AsRelationship.PeerToPeer && (gives.Contains(l.A) || gives.Contains(l.B)));
        Assert.True(near >= share * Truth.Graph.PeerLinks);
        HashSet<int> fewer = [.. view.FullPeers, .. view.PartialPeers.SkipLast(1)];
        Assert.True(Truth.Links.All.LongCount(l => l.Relationship == AsRelationship.PeerToPeer && (fewer.Contains(l.A) || fewer.Contains(l.B)))
            < share * Truth.Graph.PeerLinks);
    }

    private static TSink Read<TSink>(byte[] dump, TSink sink)
        where TSink : IRouteSink
    {
        MrtReader reader = new(sink);
        int used = reader.Read(dump);
        reader.Finish(dump.AsSpan(used));
        Assert.Equal(0, reader.Statistics.Skips);
        return sink;
    }
}
