using CsCheck;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Core.Tests.Routing;

public sealed class MrtWriterTests
{
    private static readonly Gen<IpAddress> Addresses =
        Gen.OneOf(Gen.UInt.Select(IpAddress.V4), Gen.Select(Gen.ULong, Gen.ULong, (high, low) => IpAddress.V6(new UInt128(high, low))));

    private static readonly Gen<IpPrefix> Prefixes =
        Gen.Select(Addresses, Gen.Int[0, 128], (address, length) => IpPrefix.Of(address, Math.Min(length, address.Width)));

    private static readonly Gen<uint[]> Paths = Gen.UInt.Array[0, 300];

    [Fact]
    public void A_table_that_was_written_is_read_again() =>
        Gen.Select(Gen.Select(Addresses, Gen.UInt).Array[1, 5], Gen.Select(Prefixes, Paths, Gen.UInt, Gen.Bool).Array[0, 8]).Sample((peers, routes) =>
        {
            MrtWriter writer = new();
            MrtPeer[] table = [.. peers.Select(peer => new MrtPeer(peer.Item1, peer.Item2, IpAddress.V4(peer.Item2)))];
            writer.PeerTable(9, IpAddress.V4(1), "a view", table);
            List<(RouteElement, string)> expected = [];
            PathAttributeWriter attributes = new();
            foreach ((IpPrefix prefix, uint[] path, uint number, bool addPath) in routes)
            {
                attributes.Clear();
                attributes.Origin(RouteOrigin.Egp);
                attributes.Path(path);
                attributes.RibNextHop(IpAddress.V6(number));
                attributes.Communities([number]);
                writer.BeginRib(number, prefix, addPath);
                for (int peer = 0; peer < table.Length; peer++) writer.RibEntry(peer, number, addPath ? number : null, attributes.Written);
                writer.EndRib();
                expected.AddRange(table.Select(peer => (new RouteElement
                {
                    Record = default, Kind = RouteKind.Rib, PeerAddress = peer.Address, PeerAs = peer.As, Prefix = prefix, Safi = 1,
                    NextHop = IpAddress.V6(number), PathId = addPath ? number : null, OriginatedSeconds = number, Table = 1,
                }, string.Join(' ', path))));
            }

            ElementList list = new();
            MrtReader reader = ElementList.Read(writer.Written.ToArray(), list, 1_000);
            Assert.Equal((0L, false), (reader.Statistics.Skips + reader.Statistics.HiddenAddPath, reader.Statistics.IsTorn));
            Assert.Equal(expected.Select(e => e.Item1), list.All.Select(e => e.Element with { Record = default }));
            Assert.All(list.All.Zip(expected), pair => Assert.StartsWith($"Egp {pair.Second.Item2} hops", pair.First.Attributes));
        });

    [Fact]
    public void Updates_that_were_written_are_read_again() =>
        Gen.Select(Gen.Select(Prefixes, Paths, Gen.UInt, Gen.Int[0, 2]).Array[1, 10], Gen.Bool).Sample((updates, microseconds) =>
        {
            MrtWriter writer = new();
            PathAttributeWriter attributes = new();
            List<string> expected = [];
            foreach ((IpPrefix prefix, uint[] path, uint number, int kind) in updates)
            {
                MrtSession session = new(number, IpAddress.V4(1), 2, IpAddress.V4(3), 4, microseconds ? number % 1_000_000 : null);
                attributes.Clear();
                attributes.Origin(RouteOrigin.Igp);
                attributes.Path(path);
                IpAddress hop = prefix.Family == IpFamily.IPv6 ? IpAddress.V6(number) : IpAddress.V4(number);
                if (prefix.Family == IpFamily.IPv4) attributes.NextHop(hop);
                if (kind == 0) writer.Announce(session, [prefix], hop, attributes.Written);
                else if (kind == 1) writer.Withdraw(session, [prefix]);
                else writer.State(session, 3, 6);
                expected.Add(kind == 0 ? $"Announce {prefix} {hop} {string.Join(' ', path)}" : kind == 1 ? $"Withdraw {prefix}" : "State");
            }

            ElementList list = new();
            MrtReader reader = ElementList.Read(writer.Written.ToArray(), list);
            Assert.Equal(0, reader.Statistics.Skips + reader.Statistics.HiddenAddPath);
            Assert.Equal(expected, list.All.Select(e => e.Element.Kind switch
            {
                RouteKind.Announce => $"Announce {e.Element.Prefix} {e.Element.NextHop} {e.Attributes.Split(" hops")[0]["Igp ".Length..]}",
                RouteKind.Withdraw => $"Withdraw {e.Element.Prefix}",
                _ => "State",
            }));
        });

    [Fact]
    public void What_would_be_no_message_is_refused()
    {
        MrtWriter writer = new();
        MrtSession session = new(1, IpAddress.V4(1), 2, IpAddress.V6(3), 4);
        Assert.Throws<ArgumentException>(() => writer.State(session, 1, 2));
        Assert.Throws<ArgumentException>(() => writer.Withdraw(
            session with { LocalAddress = IpAddress.V4(3) }, [IpPrefix.Of(IpAddress.V4(1), 8), IpPrefix.Of(IpAddress.V6(1), 8)]));
        Assert.Throws<ArgumentException>(() => new PathAttributeWriter().LargeCommunities([1, 2]));
    }
}
