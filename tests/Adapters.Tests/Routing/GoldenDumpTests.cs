using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

public sealed class GoldenDumpTests
{
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
        MrtReading reading = MrtFile.Read(DataFolder.File(file.Split('/')), counter, TestContext.Current.CancellationToken);
        Assert.Equal(golden.Elements, reading.Statistics.Elements);
        Assert.Equal(golden.Kinds, Kinds(reading.Statistics));
        Assert.Equal((golden.Peers, golden.PeerAses, golden.Prefixes), (counter.Peers, counter.PeerAses, counter.Prefixes));
        Assert.Equal(file.Contains("firstMB"), reading.IsTorn);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_real_dump_as_text_is_what_bgpdump_prints(string file)
    {
        Golden golden = Golden.Of(file);
        using HashedText text = new();
        MrtFile.Read(DataFolder.File(file.Split('/')), text, TestContext.Current.CancellationToken);
        Assert.Equal(golden.TextHash, text.Finish());
    }

    private static string Kinds(MrtStatistics seen)
    {
        (string Name, RouteKind Kind)[] kinds =
            [("A", RouteKind.Announce), ("B", RouteKind.Rib), ("STATE", RouteKind.State), ("W", RouteKind.Withdraw)];
        return string.Join(' ', kinds.Where(kind => seen.Of(kind.Kind) > 0).Select(kind => $"{kind.Name}:{seen.Of(kind.Kind)}"));
    }
}
