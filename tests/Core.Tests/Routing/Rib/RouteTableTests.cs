using CsCheck;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;
using Fleek.Core.Routing.Rib;

namespace Core.Tests.Routing.Rib;

public sealed class RouteTableTests
{
    private static readonly MrtPeer[] Peers =
        [new(IpAddress.V4(0x0A000001), 65_001, default), new(IpAddress.V4(0x0A000002), 65_002, default), new(IpAddress.V6(7), 70_003, default)];

    private static readonly Gen<IpPrefix> Prefixes = Gen.Select(Gen.UInt[0, 3], Gen.Bool, (number, wide) => wide
        ? IpPrefix.Of(IpAddress.V6((UInt128)(0x2001_0DB8_0000UL + number) << 80), 48)
        : IpPrefix.Of(IpAddress.V4(number << 24), 8));

    /// <summary>0 and 1 announce, 2 withdraws, 3 is a state.</summary>
    private static readonly Gen<(int Kind, int Peer, IpPrefix Prefix, uint Value, int Wait)> Updates =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Prefixes, Gen.UInt[1, 90_000], Gen.Int[0, 2]);

    [Fact]
    public void Updates_leave_what_a_dictionary_of_the_last_word_of_each_peer_has_at_any_second() =>
        Gen.Select(Updates.Array[0, 60], Gen.UInt[0, 60]).Sample((updates, until) =>
        {
            (byte[] dump, List<Naive> all) = Dump(updates);
            uint end = 1_000 + until;
            SortedDictionary<string, string> expected = new(StringComparer.Ordinal);
            foreach (Naive update in all.Where(u => u.Seconds <= end)) update.Apply(expected);
            RouteTable table = new(end);
            table.BeginFile();
            ElementList.Read(dump, table);
            Assert.Equal(expected, Routes(table, end));
            Assert.Equal(expected.Count, table.Count);
            Assert.InRange(table.DifferentAttributes, Math.Min(1, expected.Count), expected.Count);
        });

    [Fact]
    public void A_table_that_was_written_is_read_again_as_the_same_table() =>
        Updates.Array[0, 60].Sample(updates =>
        {
            RouteTable table = new();
            ElementList.Read(Dump(updates).Dump, table);
            List<byte> written = [];
            table.Write(new MrtWriter(), 5_000, IpAddress.V4(1), "view", bytes => written.AddRange(bytes));
            RouteTable again = new();
            MrtReader reader = ElementList.Read([.. written], again);
            Assert.Equal(0, reader.Statistics.Skips + reader.Statistics.HiddenAddPath);
            Assert.Equal(Routes(table, 1), Routes(again, 1));
            Assert.Equal((table.Count, table.Count == 0 ? null : 5_000u), (again.Count, again.TableSeconds));
        });

    [Fact]
    public void What_a_table_keeps_of_a_message_is_its_routes_words_with_wide_AS_numbers()
    {
        byte[] as4 = [0x40, 2, 6, 2, 2, 0x5B, 0xA0, 0x5B, 0xA0, 0xC0, 17, 6, 2, 1, 0, 1, 0x11, 0x70];
        byte[] attributes = [0x40, 1, 1, 0, .. as4, 0x40, 3, 4, 9, 9, 9, 9, 0xC0, 8, 4, 0, 1, 0, 2, 0xC0, 40, 2, 7, 7];
        RouteTable table = new();
        ElementList.Read(Dumps.Record(16, 1, [.. Dumps.Session(false), .. Dumps.Update([], attributes, [8, 10])]), table);
        ElementList list = new();
        table.Give(list, 9);
        (RouteElement element, string text) = Assert.Single(list.All);
        Assert.Equal((RouteKind.Rib, "9.9.9.9", "10.0.0.0/8"), (element.Kind, element.NextHop.ToString(), element.Prefix.ToString()));
        Assert.StartsWith("Igp 23456 70000 hops 2 9.9.9.9", text);
        Assert.Contains("c 00010002", text);
        List<byte> written = [];
        table.Write(new MrtWriter(), 9, IpAddress.V4(1), "", bytes => written.AddRange(bytes));
        Assert.True(written.ToArray().AsSpan().IndexOf((ReadOnlySpan<byte>)[0xC0, 40, 2, 7, 7]) > 0, "an attribute that nobody here knows is kept");
    }

    [Fact]
    public void A_second_table_replaces_the_first_and_updates_before_it_are_passed_over()
    {
        RouteTable table = new();
        foreach ((uint seconds, uint prefix) in new[] { (100u, 1u), (200u, 2u) })
        {
            MrtWriter writer = new();
            writer.PeerTable(seconds, IpAddress.V4(1), "", Peers);
            writer.BeginRib(seconds, IpPrefix.Of(IpAddress.V4(prefix << 24), 8));
            writer.RibEntry(0, 50, null, Attributes(prefix).Written);
            writer.EndRib();
            table.BeginFile();
            ElementList.Read(writer.Written.ToArray(), table);
        }

        MrtWriter updates = new();
        updates.Withdraw(Session(150, 0), [IpPrefix.Of(IpAddress.V4(2u << 24), 8)]);
        updates.Announce(Session(250, 1), [IpPrefix.Of(IpAddress.V4(3u << 24), 8)], IpAddress.V4(5), Attributes(3).Written);
        updates.Announce(Session(240, 1), [IpPrefix.Of(IpAddress.V4(4u << 24), 8)], IpAddress.V4(5), Attributes(4).Written);
        table.BeginFile();
        ElementList.Read(updates.Written.ToArray(), table);
        Assert.Equal(["10.0.0.1 65001 2.0.0.0/8", "10.0.0.2 65002 3.0.0.0/8", "10.0.0.2 65002 4.0.0.0/8"], Routes(table, 1).Keys);
        Assert.Equal((200u, 1L, 2L, 1L, 250u), (table.TableSeconds, table.BeforeTable, table.Applied, table.OutOfOrder, table.LastSeconds));
    }

    [Theory]
    [InlineData(100, 2)]
    [InlineData(101, 1)]
    public void Tables_of_one_second_are_parts_of_one_and_a_later_one_in_the_same_file_is_another(uint secondAt, int routes)
    {
        MrtWriter writer = new();
        foreach ((uint seconds, uint prefix) in new[] { (100u, 1u), (secondAt, 2u) })
        {
            writer.PeerTable(seconds, IpAddress.V4(1), "", Peers);
            writer.BeginRib(seconds, IpPrefix.Of(IpAddress.V4(prefix << 24), 8));
            writer.RibEntry(0, 50, null, Attributes(prefix).Written);
            writer.EndRib();
        }

        RouteTable table = new();
        ElementList.Read(writer.Written.ToArray(), table);
        Assert.Equal((routes, secondAt), (table.Count, table.TableSeconds));
    }

    [Fact]
    public void Multicast_and_several_paths_are_apart_and_survive_writing()
    {
        MrtWriter writer = new();
        writer.PeerTable(1, IpAddress.V4(1), "", Peers);
        IpPrefix prefix = IpPrefix.Of(IpAddress.V4(1u << 24), 8);
        foreach ((bool addPath, bool multicast) in new[] { (false, false), (true, false), (false, true) })
        {
            writer.BeginRib(1, prefix, addPath, multicast);
            for (uint path = 1; path <= (addPath ? 3u : 1u); path++) writer.RibEntry(0, 1, addPath ? path : null, Attributes(path).Written);
            writer.EndRib();
        }

        RouteTable table = new(), again = new();
        ElementList.Read(writer.Written.ToArray(), table);
        List<byte> written = [];
        table.Write(new MrtWriter(), 1, IpAddress.V4(1), "", bytes => written.AddRange(bytes));
        ElementList.Read([.. written], again);
        foreach (RouteTable one in new[] { table, again })
        {
            ElementList list = new();
            one.Give(list, 1);
            Assert.Equal([(null, 1), (1u, 1), (2u, 1), (3u, 1), ((uint?)null, 2)], list.All.Select(e => (e.Element.PathId, (int)e.Element.Safi)));
        }
    }

    private static SortedDictionary<string, string> Routes(RouteTable table, uint seconds)
    {
        ElementList list = new();
        table.Give(list, seconds);
        Assert.All(list.All, e => Assert.Equal((RouteKind.Rib, seconds), (e.Element.Kind, e.Element.Record.Seconds)));
        Assert.Equal(list.All.Select(e => e.Element.Prefix).Order(), list.All.Select(e => e.Element.Prefix));
        SortedDictionary<string, string> routes = new(StringComparer.Ordinal);
        foreach ((RouteElement e, string attributes) in list.All) routes.Add($"{e.PeerAddress} {e.PeerAs} {e.Prefix}", $"{e.NextHop} {attributes}");
        return routes;
    }

    private static (byte[] Dump, List<Naive> Updates) Dump((int Kind, int Peer, IpPrefix Prefix, uint Value, int Wait)[] updates)
    {
        MrtWriter writer = new();
        List<Naive> all = [];
        uint seconds = 1_000;
        foreach ((int kind, int peer, IpPrefix prefix, uint value, int wait) in updates)
        {
            seconds += (uint)wait;
            string who = $"{Peers[peer].Address} {Peers[peer].As}";
            IpAddress hop = prefix.Family == IpFamily.IPv6 ? IpAddress.V6(value) : IpAddress.V4(value);
            PathAttributeWriter attributes = Attributes(value);
            if (prefix.Family == IpFamily.IPv4) attributes.NextHop(hop);
            if (kind <= 1) writer.Announce(Session(seconds, peer), [prefix], hop, attributes.Written);
            else if (kind == 2) writer.Withdraw(Session(seconds, peer), [prefix]);
            else writer.State(Session(seconds, peer), (int)(value % 6) + 1, value % 3 == 0 ? 6 : 1);
            string told = $"{hop} Igp {value} {value + 1} hops 2 {(prefix.Family == IpFamily.IPv4 ? $"{hop}" : "")}   "
                + $"False   c {value:X8} e  l  otc ";
            all.Add(new Naive(seconds, kind == 3 && value % 3 == 0 ? 4 : kind, who, prefix, told));
        }

        return (writer.Written.ToArray(), all);
    }

    private static PathAttributeWriter Attributes(uint value)
    {
        PathAttributeWriter attributes = new();
        attributes.Origin(RouteOrigin.Igp);
        attributes.Path([value, value + 1]);
        attributes.Communities([value]);
        return attributes;
    }

    private static MrtSession Session(uint seconds, int peer) =>
        new(seconds, Peers[peer].Address, Peers[peer].As, peer == 2 ? IpAddress.V6(1) : IpAddress.V4(1), 1);

    /// <summary>What an update does, on a table of texts.</summary>
    private sealed record Naive(uint Seconds, int Kind, string Peer, IpPrefix Prefix, string Route)
    {
        public void Apply(SortedDictionary<string, string> table)
        {
            if (Kind <= 1) table[$"{Peer} {Prefix}"] = Route;
            else if (Kind == 2) table.Remove($"{Peer} {Prefix}");
            else if (Kind == 3)
                foreach (string key in table.Keys.Where(k => k.StartsWith(Peer + " ", StringComparison.Ordinal)).ToList()) table.Remove(key);
        }
    }
}
