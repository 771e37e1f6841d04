using System.Net;
using System.Net.Sockets;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Core.Routing.Rib;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

/// <summary>
/// Two real routers on loopback addresses tell each other routes, one session for both families, and dump their tables and the
/// messages that they got: read back, these are exactly the routes that were configured.
/// </summary>
public sealed class BirdTests : IDisposable
{
    private const int MostRoutes = 2_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("fleek-bird-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_routers_tell_each_other_the_routes_that_we_configured_and_we_read_them_in_their_dumps() =>
        Exchange(RandomRoutes(1, 300), RandomRoutes(2, 300));

    [Fact]
    public void Routes_of_a_real_dump_go_through_two_routers_and_come_back()
    {
        RealRoutes collected = new(MostRoutes);
        MrtFile.Read(DataFolder.File("mrt", "routeviews.route-views.jinx.ribs.1401487200.bz2"), collected, null, TestContext.Current.CancellationToken);
        ConfiguredRoute[] real = [.. collected.Routes];
        Assert.Equal(MostRoutes, real.Length);
        Exchange(real, [.. real.Where(r => r.Prefix.Length == 24).Take(100)]);
    }

    private void Exchange(IReadOnlyList<ConfiguredRoute> first, IReadOnlyList<ConfiguredRoute> second)
    {
        string program = Installable.Program("bird", "bird2");
        (int, int) ports = FreePorts();
        using BirdRouter one = new(program, _folder, 1, ports, first), two = new(program, _folder, 2, ports, second);
        Check(one, two, second);
        Check(two, one, first);
    }

    /// <summary>What one router has of the other, in its tables and in its messages.</summary>
    private static void Check(BirdRouter reader, BirdRouter teller, IReadOnlyList<ConfiguredRoute> routes)
    {
        SortedDictionary<string, string> expected = new(StringComparer.Ordinal);
        foreach (ConfiguredRoute route in routes) expected[$"{route.Prefix}"] = route.Told(teller.As, teller.NextHop(route.Prefix.Family));
        SortedDictionary<string, string> Tables() => Read(teller.As, reader.TableOf(IpFamily.IPv4), reader.TableOf(IpFamily.IPv6));
        SortedDictionary<string, string> Messages() => Read(teller.As, reader.Messages);
        reader.Until(() => Tables().Count >= expected.Count && Messages().Count >= expected.Count);
        string log = reader.Log;
        Assert.True(expected.Values.SequenceEqual(Tables().Values), $"tables: {First(expected, Tables())}\n{log}");
        Assert.True(expected.Values.SequenceEqual(Messages().Values), $"messages: {First(expected, Messages())}\n{log}");
    }

    /// <summary>The last table of each file, or what the messages leave.</summary>
    private static SortedDictionary<string, string> Read(uint peerAs, params string[] files)
    {
        ToldRoutes told = new(peerAs);
        foreach (string file in files)
        {
            // A router may be writing: what is there so far counts.
            if (!File.Exists(file) || new FileInfo(file).Length == 0) continue;
            RouteTable table = new();
            MrtReading reading = MrtFile.Read(file, table);
            Assert.Equal(0, reading.Statistics.Skips);
            table.Give(told, table.LastSeconds);
        }

        return told.ByPrefix;
    }

    private static string First(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual)
    {
        string? missing = expected.Values.Except(actual.Values).FirstOrDefault(), strange = actual.Values.Except(expected.Values).FirstOrDefault();
        return $"{expected.Count} expected, {actual.Count} there; missing '{missing}', not expected '{strange}'";
    }

    private static (int, int) FreePorts()
    {
        int Free(byte host)
        {
            using TcpListener listener = new(new IPAddress([127, 0, 0, host]), 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        return (Free(1), Free(2));
    }

    private static ConfiguredRoute[] RandomRoutes(int router, int count)
    {
        Random random = new(router);
        Dictionary<IpPrefix, ConfiguredRoute> routes = [];
        while (routes.Count < count)
        {
            IpPrefix prefix = random.Next(2) == 0
                ? IpPrefix.Of(IpAddress.V4((uint)(9 + router << 24 | random.Next(1 << 24))), random.Next(16, 33))
                : IpPrefix.Of(IpAddress.V6((UInt128)(0x2001_0DB8_0000_0000UL + (ulong)router << 32 | (uint)random.Next()) << 64 | (uint)random.Next()), random.Next(64, 129));
            uint[] path = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => (uint)random.Next(1, random.Next(2) == 0 ? 64_000 : int.MaxValue))];
            if (random.Next(3) == 0) path = [path[0], path[0], .. path];
            uint[] communities = [.. Enumerable.Range(0, random.Next(4)).Select(_ => (uint)random.Next(1 << 16, int.MaxValue)).Distinct()];
            (uint, uint, uint)[] large = [.. Enumerable.Range(0, random.Next(3)).Select(i => ((uint)random.Next(1, int.MaxValue), (uint)random.Next(), (uint)i))];
            routes[prefix] = new ConfiguredRoute(prefix, path, communities, large);
        }

        return [.. routes.Values];
    }

    /// <summary>Routes of a dump that a static route can have: paths without sets, and without the routers' own ASes.</summary>
    private sealed class RealRoutes(int most) : IRouteSink
    {
        private readonly Dictionary<IpPrefix, ConfiguredRoute> _routes = [];

        public IEnumerable<ConfiguredRoute> Routes => _routes.Values;

        public void Take(in RouteElement element, in PathAttributes attributes)
        {
            bool isSampled = element.Prefix.Family == IpFamily.IPv6 || (element.Prefix.Network.V4Bits >> 8) % 97 == 0;
            if (_routes.Count == most || element.Prefix.Length == 0 || attributes.Path.Last.Kind == AsSegmentKind.Set || !isSampled) return;
            List<uint> path = [];
            foreach (AsPathSegment segment in attributes.Path)
                for (int i = 0; i < segment.Count; i++) path.Add(segment[i]);
            uint[] communities = new uint[attributes.CommunityCount];
            for (int i = 0; i < communities.Length; i++) communities[i] = attributes.Community(i);

            // The well-known ones forbid to tell the other router.
            communities = [.. communities.Where(c => c >> 16 != 0xFFFF).Distinct()];
            if (path.Exists(asn => asn is 65_001 or 65_002 or 0)) return;
            _routes.TryAdd(element.Prefix, new ConfiguredRoute(element.Prefix, [.. path], communities, []));
        }
    }
}
