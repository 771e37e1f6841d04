using Fleek.Core.Routing;

namespace Core.Tests.Routing;

public sealed class AsPathTests
{
    [Fact]
    public void A_path_knows_its_hops_its_origin_and_its_text()
    {
        AsPath path = new([3, 1, 0, 9, 2, 2, 0, 1, 0, 2, 1, 2, 0, 3, 0, 4], AsPath.NarrowBytes);
        Assert.Equal("(9) 1 2 {3,4}", AsPathText.ToText(path));
        Assert.True(path.IsWellFormed);
        Assert.Equal(3, path.Hops);
        Assert.False(path.TryOrigin(out _));
        Assert.True(path.MayOriginate(3) && path.MayOriginate(4) && !path.MayOriginate(2));
        Assert.True(path.Contains(9));
        Assert.True(new AsPath([2, 2, 0, 1, 0, 2], AsPath.NarrowBytes).TryOrigin(out uint origin));
        Assert.Equal(2u, origin);
        Assert.False(new AsPath([], AsPath.NarrowBytes).TryOrigin(out _));
    }

    [Theory]
    [InlineData(new byte[] { 2, 2, 0, 1, 0 })]
    [InlineData(new byte[] { 2 })]
    [InlineData(new byte[] { 0, 1, 0, 1 })]
    [InlineData(new byte[] { 5, 1, 0, 1 })]
    public void A_path_that_its_segments_do_not_fill_is_not_well_formed(byte[] bytes) =>
        Assert.False(new AsPath(bytes, AsPath.NarrowBytes).IsWellFormed);

    /// <summary>RFC 6793, 4.2.3: the nearest hops of AS_PATH, then all of AS4_PATH.</summary>
    [Theory]
    [InlineData(new ushort[] { 1, 23456, 23456 }, new uint[] { 70000, 80000 }, "1 70000 80000")]
    [InlineData(new ushort[] { 23456, 23456 }, new uint[] { 70000, 80000 }, "70000 80000")]
    [InlineData(new ushort[] { 23456 }, new uint[] { 70000, 80000 }, "23456")]
    public void The_two_paths_of_an_old_speaker_are_put_together(ushort[] near, uint[] far, string expected)
    {
        byte[] narrow = [2, (byte)near.Length, .. near.SelectMany(asn => (byte[])[(byte)(asn >> 8), (byte)asn])];
        byte[] wide = [2, (byte)far.Length, .. far.SelectMany(asn => (byte[])[(byte)(asn >> 24), (byte)(asn >> 16), (byte)(asn >> 8), (byte)asn])];
        As4PathMerger merger = new();
        Assert.Equal(expected, AsPathText.ToText(merger.Merge(new AsPath(narrow, AsPath.NarrowBytes), new AsPath(wide, AsPath.WideBytes))));
    }

    [Fact]
    public void Confederations_before_the_path_stay_and_an_old_aggregator_makes_both_new_attributes_stale()
    {
        byte[] confederated = [3, 1, 0, 9, 2, 2, 0, 1, 0x5B, 0xA0];
        byte[] wide = [2, 1, 0, 1, 0x11, 0x70];
        Assert.Equal("(9) 1 70000", AsPathText.ToText(
            new As4PathMerger().Merge(new AsPath(confederated, AsPath.NarrowBytes), new AsPath(wide, AsPath.WideBytes))));

        byte[] aggregated =
        [
            0x40, 2, 4, 2, 1, 0x5B, 0xA0, 0xC0, 7, 6, 0, 7, 1, 1, 1, 1,
            0xC0, 17, 6, .. wide, 0xC0, 18, 8, 0, 1, 0x11, 0x70, 2, 2, 2, 2,
        ];
        Assert.True(new PathAttributeReader().Read(aggregated, AsPath.NarrowBytes, out PathAttributes stale));
        Assert.Equal(("23456", 7u), (AsPathText.ToText(stale.Path), stale.AggregatorAs));
        (aggregated[10], aggregated[11]) = (0x5B, 0xA0);
        Assert.True(new PathAttributeReader().Read(aggregated, AsPath.NarrowBytes, out PathAttributes merged));
        Assert.Equal(("70000", 70_000u, "2.2.2.2"), (AsPathText.ToText(merged.Path), merged.AggregatorAs, merged.AggregatorAddress.ToString()));
    }
}
