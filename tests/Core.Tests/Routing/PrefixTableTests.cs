using CsCheck;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Lookup;
using Fleek.Core.Routing.Mrt;
using Fleek.Tests;

namespace Core.Tests.Routing;

public sealed class PrefixTableTests
{
    /// <summary>Addresses close together, so that prefixes hold each other and addresses.</summary>
    private static readonly Gen<IpAddress> Near = Gen.Select(Gen.Bool, Gen.UInt, Gen.Int[0, 31], (wide, low, shift) =>
        wide ? IpAddress.V6(new UInt128(0x2001_0DB8_0000_0000 ^ (ulong)(low >> shift), (ulong)low << 32 | low)) : IpAddress.V4(0x0A000000 ^ low >> shift));

    private static readonly Gen<(IpPrefix, int)[]> Tables = Gen.Select(Near, Gen.Int[0, 128], Gen.Int[0, 1000],
        (address, length, value) => (IpPrefix.Of(address, Math.Min(length, address.Width)), value)).Array[0, 60];

    [Fact]
    public void A_lookup_finds_what_a_look_at_every_prefix_finds() => Gen.Select(Tables, Near.Array[1, 40]).Sample((table, addresses) =>
    {
        PrefixTable[] built = [PrefixTable.Build(IpFamily.IPv4, table), PrefixTable.Build(IpFamily.IPv6, table)];
        Assert.Equal(table.Select(entry => entry.Item1).Distinct().Count(), built[0].Count + built[1].Count);

        // The ends of prefixes, and the addresses beside them, are where a lookup goes wrong.
        IEnumerable<IpAddress> edges = table.SelectMany(entry => Edges(entry.Item1));
        foreach (IpAddress address in addresses.Concat(edges))
            Assert.Equal(Naive(table, address), built[address.Family == IpFamily.IPv4 ? 0 : 1].Find(address));
    });

    [Fact]
    public void An_empty_table_holds_nothing_and_a_default_route_everything()
    {
        Assert.Equal(PrefixTable.None, PrefixTable.Build(IpFamily.IPv4, []).Find(7));
        PrefixTable table = PrefixTable.Build(IpFamily.IPv6, [(IpPrefix.Of(IpAddress.V6(0), 0), 5)]);
        Assert.Equal(5, table.Find(IpAddress.V6(UInt128.MaxValue)));
        Assert.Equal(PrefixTable.None, table.Find(IpAddress.V4(1)));
    }

    [Fact]
    public void Of_equal_prefixes_the_last_counts()
    {
        IpPrefix prefix = IpPrefix.Of(IpAddress.V4(0x0A000000), 8);
        Assert.Equal(2, PrefixTable.Build(IpFamily.IPv4, [(prefix, 3), (prefix, 1), (prefix, 2)]).Find(0x0A010203));
    }

    [Fact]
    public void A_lookup_allocates_nothing()
    {
        PrefixTable table = PrefixTable.Build(IpFamily.IPv4, [(IpPrefix.Of(IpAddress.V4(0x0A000000), 27), 3)]);
        int found = 0;
        Assert.Equal(0, SteadyState.Bytes(() =>
        {
            for (uint i = 0; i < 1000; i++) found += table.Find(0x0A000000 + i);
        }));
        Assert.True(found != 0);
    }

    [Theory]
    [InlineData("13335")]
    [InlineData("1_2")]
    [InlineData("1,2_3")]
    [InlineData("4294967295")]
    public void Origins_are_read_and_written_alike(string text)
    {
        Assert.True(OriginSet.TryParse(text, out OriginSet? origins));
        Assert.Equal((text, text.Contains('_'), text.Contains(',')), (origins!.ToString(), origins.HasSeveralOrigins, origins.HasAsSet));
    }

    [Theory]
    [InlineData("")]
    [InlineData("_")]
    [InlineData("1,")]
    [InlineData("-1")]
    [InlineData("4294967296")]
    public void What_is_no_origin_is_refused(string text) => Assert.False(OriginSet.TryParse(text, out _));

    [Fact]
    public void Origins_gathered_from_routes_keep_several_announcers_and_sets()
    {
        OriginCollector collector = new();
        MrtWriter writer = new();
        writer.PeerTable(1, IpAddress.V4(1), "", [new MrtPeer(IpAddress.V4(2), 2, IpAddress.V4(2)), new MrtPeer(IpAddress.V4(3), 3, IpAddress.V4(3))]);
        PathAttributeWriter one = new(), set = new();
        one.Path([2, 70_000]);
        set.Path([3], [9, 8]);
        writer.BeginRib(1, IpPrefix.Of(IpAddress.V4(0x0A000000), 8));
        writer.RibEntry(0, 1, null, one.Written);
        writer.RibEntry(1, 1, null, set.Written);
        writer.RibEntry(1, 1, null, one.Written);
        writer.EndRib();
        ElementList.Read(writer.Written.ToArray(), collector);
        OriginTable table = collector.Build();
        Assert.True(table.TryFind(IpAddress.V4(0x0A123456), out IpPrefix prefix, out OriginSet? origins));
        Assert.Equal(("10.0.0.0/8", "70000_8,9"), (prefix.ToString(), origins!.ToString()));
        Assert.False(table.TryFind(IpAddress.V4(0x0B000000), out _, out _));
    }

    private static int Naive((IpPrefix Prefix, int Value)[] table, IpAddress address)
    {
        (int length, int value) = (-1, PrefixTable.None);
        foreach ((IpPrefix prefix, int candidate) in table)
            if (prefix.Contains(address) && prefix.Length >= length) (length, value) = (prefix.Length, candidate);
        return value;
    }

    private static IEnumerable<IpAddress> Edges(IpPrefix prefix)
    {
        UInt128 step = UInt128.One << 128 - prefix.Network.Width, last = prefix.Bits | ~IpPrefix.MaskOf(prefix.Length);
        UInt128 width = IpPrefix.MaskOf(prefix.Network.Width);
        return ((UInt128[])[prefix.Bits, prefix.Bits - step, last, last + step]).Select(bits => new IpAddress(bits & width, prefix.Family));
    }
}
