using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Core.Tests.Routing;

/// <summary>Each form of record, made by hand after its RFC.</summary>
public sealed class MrtFormTests
{
    private const string Route = "10.1.0.0/16|7|IGP|9.9.9.9|0|0||NAG||";

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public void Messages_are_read_from_both_sides_and_with_both_widths_of_AS_numbers(int subtype, bool wide)
    {
        byte[] message = Dumps.Update([8, 11], wide ? Dumps.Attributes : Dumps.NarrowAttributes, [16, 10, 1]);
        (string[] lines, _) = Dumps.Read(Dumps.Record(16, subtype, [.. Dumps.Session(wide), .. message]));
        string format = subtype > 5 ? "BGP4MP_LOCAL" : "BGP4MP";
        Assert.Equal([$"{format}|1000000|W|1.1.1.1|5|11.0.0.0/8", $"{format}|1000000|A|1.1.1.1|5|{Route}"], lines);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void Messages_with_path_identifiers_are_read(int subtype, bool wide)
    {
        byte[] message = Dumps.Update([0, 0, 0, 1, 8, 11], wide ? Dumps.Attributes : Dumps.NarrowAttributes, [0, 0, 0, 2, 16, 10, 1]);
        (string[] lines, _) = Dumps.Read(Dumps.Record(16, subtype, [.. Dumps.Session(wide), .. message]));
        string format = subtype > 9 ? "BGP4MP_LOCAL_AP" : "BGP4MP_AP";
        Assert.Equal(
            [$"{format}|1000000|W|1.1.1.1|5|11.0.0.0/8|1", $"{format}|1000000|A|1.1.1.1|5|10.1.0.0/16|2|{Route["10.1.0.0/16|".Length..]}"], lines);
    }

    [Fact]
    public void The_extended_header_adds_microseconds()
    {
        byte[] message = Dumps.Update([8, 11], [], []);
        (string[] lines, _) = Dumps.Read(Dumps.Record(17, 4, [0, 0, 0, 42, .. Dumps.Session(true), .. message]));
        Assert.Equal(["BGP4MP_ET|1000000.000042|W|1.1.1.1|5|11.0.0.0/8"], lines);
    }

    [Fact]
    public void IPv6_prefixes_come_in_attributes()
    {
        byte[] reach = [0x80, 14, 26, 0, 2, 1, 16, 0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 32, 0x20, 1, 0xD, 0xB9];
        reach[2] = (byte)(reach.Length - 3);
        byte[] unreach = [0x80, 15, 8, 0, 2, 1, 32, 0x20, 1, 0xD, 0xBA];
        byte[] message = Dumps.Update([], [.. Dumps.Attributes, .. reach, .. unreach], []);
        (string[] lines, MrtReader reader) = Dumps.Read(Dumps.Record(16, 4, [.. Dumps.Session(true), .. message]));
        Assert.Equal(
            ["BGP4MP|1000000|W|1.1.1.1|5|2001:dba::/32", "BGP4MP|1000000|A|1.1.1.1|5|2001:db9::/32|7|IGP|2001:db8::1|0|0||NAG||"], lines);
        Assert.Equal(0, reader.Statistics.Skips);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(5, true)]
    public void State_changes_are_read(int subtype, bool wide)
    {
        (string[] lines, _) = Dumps.Read(Dumps.Record(16, subtype, [.. Dumps.Session(wide), 0, 3, 0, 8]));
        Assert.Equal(["BGP4MP|1000000|STATE|1.1.1.1|5|3|8"], lines);
    }

    [Fact]
    public void A_state_change_without_addresses_is_read() =>
        Assert.Equal(["BGP4MP|1000000|STATE|0.0.0.0|5|3|2"], Dumps.Read(Dumps.Record(16, 0, 0, 5, 0, 6, 0, 3, 0, 2)).Lines);

    [Fact]
    public void Table_entries_in_BGP4MP_are_read()
    {
        byte[] body =
        [
            .. Dumps.Session(false), 0, 0, 0, 0, 0, 0, 0, 9, 0, 1, 1, 4, 9, 9, 9, 9, 16, 10, 1,
            .. Dumps.Length(Dumps.NarrowAttributes), .. Dumps.NarrowAttributes,
        ];
        Assert.Equal([$"BGP4MP|1000000|B|1.1.1.1|5|{Route}"], Dumps.Read(Dumps.Record(16, 2, body)).Lines);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Old_tables_are_read(int subtype, bool wide)
    {
        (string[] lines, _) = Dumps.Read(Dumps.Record(12, subtype, [0, 0, 0, 0, .. OldEntry(wide)]));
        Assert.Equal([$"TABLE_DUMP|1000000|B|1.1.1.1|5|{Route}"], lines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Old_tables_with_many_entries_in_a_record_are_read_whether_or_not_the_length_counts_the_front(int uncounted)
    {
        byte[] record = Dumps.Record(12, 1, [0, 0, 0, 0, .. OldEntry(false), .. OldEntry(false), .. OldEntry(false)]);
        record[11] -= (byte)uncounted;
        (string[] lines, MrtReader reader) = Dumps.Read([.. record, .. record, .. Dumps.Record(16, 0, 0, 5, 0, 6, 0, 3, 0, 2)]);
        Assert.Equal(7, lines.Length);
        Assert.Equal((3L, 0L, false), (reader.Statistics.Records, reader.Statistics.Skips, reader.Statistics.IsTorn));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public void Tables_of_version_2_are_read(int subtype, byte safi)
    {
        ElementList list = new();
        ElementList.Read([.. Dumps.Peers(), .. Dumps.Record(13, subtype, [0, 0, 0, 0, 16, 10, 1, 0, 1, .. Entry([])])], list);
        RouteElement element = Assert.Single(list.All).Element;
        Assert.Equal(("10.1.0.0/16", safi, 5u, 77u), (element.Prefix.ToString(), element.Safi, element.PeerAs, element.OriginatedSeconds));
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(2, true)]
    [InlineData(8, false)]
    public void Path_identifiers_of_tables_are_read_also_where_the_subtype_is_wrong(int subtype, bool addPath)
    {
        byte[] id = addPath ? [0, 0, 0, 3] : [];
        (string[] lines, MrtReader reader) =
            Dumps.Read([.. Dumps.Peers(), .. Dumps.Record(13, subtype, [0, 0, 0, 0, 16, 10, 1, 0, 2, .. Entry(id), .. Entry(id)])]);
        string line = addPath ? "TABLE_DUMP2_AP|1000000|B|1.1.1.1|5|10.1.0.0/16|3|7|IGP|9.9.9.9|0|0||NAG||" : $"TABLE_DUMP2|1000000|B|1.1.1.1|5|{Route}";
        Assert.Equal([line, line], lines);
        Assert.Equal(addPath == (subtype == 8) ? 0 : 1, reader.Statistics.HiddenAddPath);
    }

    [Fact]
    public void Path_identifiers_in_a_message_that_says_it_has_none_are_recognised()
    {
        byte[] message = Dumps.Update([], Dumps.Attributes, [0, 0, 0, 1, 24, 10, 1, 2, 0, 0, 0, 2, 24, 10, 1, 2]);
        byte[] dump = Dumps.Record(16, 4, [.. Dumps.Session(true), .. message]);
        (string[] lines, MrtReader reader) = Dumps.Read(dump);
        Assert.Equal(2, lines.Count(line => line.Contains("|10.1.2.0/24|")));
        Assert.Equal(1, reader.Statistics.HiddenAddPath);
        (lines, _) = Dumps.Read(dump, new MrtReaderOptions { RecognisesAddPath = false });
        Assert.Contains(lines, line => line.Contains("|0.0.0.0/0|"));
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(12, true)]
    public void Generic_tables_are_read_where_the_family_is_known(int subtype, bool addPath)
    {
        byte[] entry = Entry(addPath ? [0, 0, 0, 3] : []);
        (string[] lines, MrtReader reader) = Dumps.Read(
        [
            .. Dumps.Peers(), .. Dumps.Record(13, subtype, [0, 0, 0, 0, 0, 1, 1, 16, 10, 1, 0, 1, .. entry]),
            .. Dumps.Record(13, subtype, [0, 0, 0, 0, 0, 25, 70, 16, 10, 1, 0, 1, .. entry]),
        ]);
        Assert.Single(lines);
        Assert.Equal(1, reader.Statistics.Of(SkipReason.UnknownFamily));
    }

    [Fact]
    public void A_table_of_peers_with_places_gives_both()
    {
        byte[] peers = Dumps.Record(
            13, 7, 8, 8, 8, 8, 0, 0, 0x42, 0x28, 0, 0, 0xC0, 0x40, 0, 0, 0, 1, 2, 3, 3, 3, 3, 1, 1, 1, 1, 0, 0, 0, 5, 0x42, 0x28, 0, 0, 0xC0, 0x40, 0, 0);
        (string[] lines, MrtReader reader) =
            Dumps.Read([.. peers, .. Dumps.Record(13, 2, [0, 0, 0, 0, 16, 10, 1, 0, 1, .. Entry([])])]);
        Assert.Single(lines);
        Assert.Equal((42f, -3f), (reader.Peers[0].Latitude, reader.Peers[0].Longitude));
    }

    [Theory]
    [InlineData(5, "1.1.1.1")]
    [InlineData(9, "1:203::")]
    [InlineData(10, "1:203::")]
    public void The_records_of_1999_are_read(int type, string peer)
    {
        byte[] address = type == 5 ? [1, 1, 1, 1] : [0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] session = [0, 5, .. address, 0, 6, .. address];
        byte[] update = [.. session, 0, 2, 8, 11, .. Dumps.Length(Dumps.NarrowAttributes), .. Dumps.NarrowAttributes, 16, 10, 1];
        (string[] lines, MrtReader reader) = Dumps.Read(
            [.. Dumps.Record(type, 1, update), .. Dumps.Record(type, 3, [0, 5, .. address, 0, 3, 0, 2]), .. Dumps.Record(type, 7, session)]);
        Assert.Equal(
            [$"BGP|1000000|W|{peer}|5|11.0.0.0/8", $"BGP|1000000|A|{peer}|5|10.1.0.0/16|7|IGP|9.9.9.9|0|0|NAG||", $"BGP|1000000|STATE|{peer}|5|3|2"], lines);
        Assert.Equal((1L, 0L), (reader.Statistics.WithoutRoutes, reader.Statistics.Skips));
    }

    [Fact]
    public void Communities_of_all_kinds_and_only_to_customer_are_found()
    {
        PathAttributeWriter writer = new();
        writer.Communities([65_000u << 16 | 1, 0xFFFFFF01]);
        writer.LargeCommunities([1, 2, 3]);
        writer.ExtendedCommunities([4]);
        writer.OnlyToCustomer(70_000);
        Assert.True(new PathAttributeReader().Read(writer.Written, AsPath.WideBytes, out PathAttributes attributes));
        Assert.True(attributes.HasCommunity(0xFFFFFF01));
        Assert.False(attributes.HasCommunity(1));
        Assert.Equal((1u, 2u, 3u), attributes.LargeCommunity(0));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 4], attributes.ExtendedCommunities.ToArray());
        Assert.Equal(70_000u, attributes.OnlyToCustomer);
    }

    private static byte[] Entry(byte[] pathId) =>
        [0, 0, 0, 0, 0, 77, .. pathId, .. Dumps.Length(Dumps.Attributes), .. Dumps.Attributes];

    private static byte[] OldEntry(bool wide)
    {
        byte[] attributes = wide ? Dumps.Attributes : Dumps.NarrowAttributes, asn = wide ? [0, 0, 0, 5] : [0, 5];
        return [10, 1, 0, 0, 16, 1, 0, 0, 0, 77, 1, 1, 1, 1, .. asn, .. Dumps.Length(attributes), .. attributes];
    }
}
