using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

public sealed class GoldenDumpTests
{
    private const string HiddenAddPath = "mrt/edge/bird_bgp";
    private const string Old = "mrt/edge/rrc00_1999.09_updates.19990903.1041.gz";

    /// <summary>Where prefixes have bits beyond their length, which the table's hashes keep and the expected texts do not.</summary>
    private static readonly string[] Untidy = [HiddenAddPath, Old, "mrt/edge/updates.nlri_mask_trailing_bits.gz"];

    /// <summary>As bgpdump reads: without a look at whether path identifiers are where the subtype has none.</summary>
    private static readonly MrtReaderOptions AsRecorded = new() { RecognisesAddPath = false };

    public static TheoryData<string> Files =>
    [
        "mrt/edge/bird-mrtdump_rib",
        "mrt/edge/bird_bgp",
        "mrt/edge/bview.20020722.2337.gz",
        "mrt/edge/bview.64k_stream_overflow.gz",
        "mrt/edge/bview.ipv4_unicast_add_path.gz",
        "mrt/edge/bview.ipv6_unicast_add_path.gz",
        "mrt/edge/openbgpd_rib_table-v2",
        "mrt/edge/quagga_rib",
        "mrt/edge/rrc00_1999.09_updates.19990903.1041.gz",
        "mrt/edge/rrc03_2010.02_updates.20100227.1600.first-796-records.gz",
        "mrt/edge/rrc15_2010.02_updates.20100227.1610.gz",
        "mrt/edge/updates.20020722.2238.gz",
        "mrt/edge/updates.20070211.0141.gz",
        "mrt/edge/updates.20071015.1505.gz",
        "mrt/edge/updates.20160811.1600.gz",
        "mrt/edge/updates.long_withdrawal.gz",
        "mrt/edge/updates.nlri_mask_trailing_bits.gz",
        "mrt/rib.20140523.0600_firstMB.bz2",
        "mrt/routeviews.route-views.jinx.ribs.1401487200.bz2",
        "mrt/stream/updates.20200809.0320.gz",
        "mrt/stream/updates.20200809.0325.gz",
        "mrt/stream/updates.20200809.0330.gz",
        "mrt/updates.20260222.1530.bz2",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_real_dump_has_the_elements_peers_and_prefixes_that_bgpdump_finds(string file)
    {
        Golden golden = Golden.Of(file);
        RouteCounter counter = new();
        MrtReading reading = MrtFile.Read(DataFolder.File(file.Split('/')), counter, AsRecorded, TestContext.Current.CancellationToken);
        Assert.Equal(golden.Elements, reading.Statistics.Elements);
        Assert.Equal(golden.Kinds, Kinds(reading.Statistics));

        // The table counts the sixth fields of the lines.
        Assert.Equal((golden.Peers, golden.PeerAses, golden.Prefixes), (counter.Peers, counter.PeerAses, counter.SixthFields));
        Assert.Equal(file.Contains("firstMB"), reading.IsTorn);
    }

    public static TheoryData<string> TidyFiles => [.. Files.Select(row => row.Data).Except(Untidy)];

    public static TheoryData<string> ExpectedTexts =>
    [
        "bview.20020722.2337.gz", "bview.64k_stream_overflow.gz", "bview.ipv4_unicast_add_path.gz", "bview.ipv6_unicast_add_path.gz",
        "updates.20020722.2238.gz", "updates.20070211.0141.gz", "updates.20160811.1600.gz", "updates.long_withdrawal.gz",
        "updates.nlri_mask_trailing_bits.gz",
    ];

    [Theory]
    [MemberData(nameof(ExpectedTexts))]
    public void A_real_dump_as_text_is_the_expected_one_byte_for_byte(string file)
    {
        using MemoryStream ours = new(), expected = new();
        using (HashedText text = new(ours))
        {
            MrtFile.Read(DataFolder.File("mrt", "edge", file), text, null, TestContext.Current.CancellationToken);
            text.Finish();
        }

        using FileStream packed = File.OpenRead(DataFolder.File("mrt", "expect", file + ".bgp.gz"));
        using System.IO.Compression.GZipStream unpacked = new(packed, System.IO.Compression.CompressionMode.Decompress);
        unpacked.CopyTo(expected);
        Assert.True(ours.ToArray().AsSpan().SequenceEqual(expected.ToArray()));
    }

    [Theory]
    [MemberData(nameof(TidyFiles))]
    public void A_real_dump_as_text_is_what_bgpdump_prints(string file)
    {
        Golden golden = Golden.Of(file);
        using HashedText text = new();
        MrtFile.Read(DataFolder.File(file.Split('/')), text, AsRecorded, TestContext.Current.CancellationToken);
        Assert.Equal(golden.TextHash, text.Finish());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Only_the_dump_with_hidden_path_identifiers_is_read_otherwise_when_they_are_looked_for(string file)
    {
        using HashedText text = new();
        MrtReading reading = MrtFile.Read(DataFolder.File(file.Split('/')), text, null, TestContext.Current.CancellationToken);
        Assert.Equal(file == HiddenAddPath ? 6 : 0, reading.Statistics.HiddenAddPath);
        if (!Untidy.Contains(file)) Assert.Equal(Golden.Of(file).TextHash, text.Finish());
    }

    [Fact]
    public void Hidden_path_identifiers_are_read_instead_of_default_routes_that_nobody_announced()
    {
        using MemoryStream lines = new();
        using (HashedText text = new(lines))
        {
            MrtFile.Read(DataFolder.File(HiddenAddPath.Split('/')), text, null, TestContext.Current.CancellationToken);
            text.Finish();
        }

        string all = System.Text.Encoding.ASCII.GetString(lines.ToArray());
        Assert.Contains("BGP4MP_AP|1486805565|A|192.168.0.10|65000|172.17.1.0/24|2|4200000000", all);
        Assert.DoesNotContain("|0.0.0.0/0|", all);
    }

    [Fact]
    public void The_table_of_2000_is_read_whole_though_its_records_hold_many_entries_and_give_a_wrong_length()
    {
        RouteCounter counter = new();
        MrtReading reading = MrtFile.Read(
            DataFolder.File(Golden.Batched.Split('/')), counter, null, TestContext.Current.CancellationToken);
        Assert.Equal((452_018, 2_490, 0), (reading.Statistics.Elements, reading.Statistics.Records, reading.Statistics.Skips));
        Assert.False(reading.IsTorn);
    }

    private static string Kinds(MrtStatistics seen)
    {
        (string Name, RouteKind Kind)[] kinds =
            [("A", RouteKind.Announce), ("B", RouteKind.Rib), ("STATE", RouteKind.State), ("W", RouteKind.Withdraw)];
        return string.Join(' ', kinds.Where(kind => seen.Of(kind.Kind) > 0).Select(kind => $"{kind.Name}:{seen.Of(kind.Kind)}"));
    }
}
