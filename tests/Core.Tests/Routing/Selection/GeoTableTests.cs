using CsCheck;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Selection;

namespace Core.Tests.Routing.Selection;

public sealed class GeoTableTests
{
    private static readonly GeoCity[] _cities =
    [
        new(new GeoPoint(48, 16), "AT", 3), new(new GeoPoint(47, 15), "AT", 1), new(new GeoPoint(52, 13), "DE", 6),
        new(new GeoPoint(48, 11), "DE", 2),
    ];

    [Fact]
    public void The_prefixes_of_a_range_hold_its_addresses_and_no_others_and_none_can_be_joined() =>
        Gen.Select(Gen.UInt, Gen.UInt[0, 5000]).Sample(
            (first, count) =>
            {
                uint last = (uint)Math.Min(uint.MaxValue, (ulong)first + count);
                IpPrefix[] prefixes = [.. new IpRange(IpAddress.V4(first), IpAddress.V4(last)).Prefixes()];
                ulong next = first;
                foreach (IpPrefix prefix in prefixes)
                {
                    Assert.Equal(next, prefix.Network.V4Bits);
                    next += 1UL << 32 - prefix.Length;
                }

                Assert.Equal((ulong)last + 1, next);
                for (int i = 1; i < prefixes.Length; i++)
                    Assert.False(
                        prefixes[i].Length == prefixes[i - 1].Length && IpPrefix.Of(prefixes[i - 1].Network, prefixes[i].Length - 1).Covers(prefixes[i]));
            },
            iter: 2000);

    [Theory]
    [InlineData("0.0.0.0", "255.255.255.255", "0.0.0.0/0")]
    [InlineData("192.0.2.7", "192.0.2.7", "192.0.2.7/32")]
    [InlineData("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "::/0")]
    [InlineData("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::/32")]
    [InlineData("0.0.0.1", "0.0.0.3", "0.0.0.1/32 0.0.0.2/31")]
    [InlineData("0.0.0.3", "0.0.0.1", "")]
    public void A_range_is_cut_into_prefixes(string first, string last, string prefixes)
    {
        Assert.True(IpAddress.TryParse(first, out IpAddress from));
        Assert.True(IpAddress.TryParse(last, out IpAddress to));
        Assert.Equal(prefixes, string.Join(' ', new IpRange(from, to).Prefixes()));
    }

    [Fact]
    public void An_address_is_where_its_longest_block_is()
    {
        GeoTable table = new([(Prefix("10.0.0.0/8"), new GeoPoint(1, 2)), (Prefix("10.1.0.0/16"), new GeoPoint(3, 4)), (Prefix("2001:db8::/32"), new GeoPoint(5, 6))]);
        Assert.Equal(new GeoPoint(3, 4), table.Find(Prefix("10.1.2.3/32").Network));
        Assert.Equal(new GeoPoint(1, 2), table.Find(Prefix("10.2.2.3/32").Network));
        Assert.Equal(new GeoPoint(5, 6), table.Find(Prefix("2001:db8::1/128").Network));
        Assert.False(table.Find(Prefix("11.0.0.1/32").Network).IsKnown);
        Assert.Equal(3, table.Count);
    }

    [Fact]
    public void Blocks_are_misplaced_as_often_as_the_rates_say()
    {
        const int Blocks = 20_000;
        GeoErrorRates rates = new(0.05, 0.2, 10);
        GeoErrorModel model = new(7, _cities);
        GeoPoint home = new(48, 16);
        int abroad = 0, elsewhere = 0, beyondMedian = 0;
        for (int block = 0; block < Blocks; block++)
        {
            GeoPoint put = model.Displace(block, home, "AT", rates);
            if (put == _cities[2].Position || put == _cities[3].Position) abroad++;
            else if (put == _cities[1].Position) elsewhere++;
            else if (home.DistanceKm(put) > 10) beyondMedian++;
        }

        InBounds(abroad, Blocks, 0.05);
        InBounds(elsewhere, Blocks, 0.2);
        InBounds(beyondMedian, Blocks - abroad - elsewhere, 0.5);
    }

    [Fact]
    public void A_block_is_misplaced_by_itself_and_higher_rates_take_no_fault_away()
    {
        GeoErrorModel model = new(7, _cities);
        GeoErrorRates low = new(0, 0.2, 0), high = new(0, 0.6, 0);
        GeoPoint home = new(48, 16);
        for (int block = 0; block < 500; block++)
        {
            GeoPoint few = model.Displace(block, home, "AT", low);
            Assert.Equal(few, model.Displace(block, home, "AT", low));
            if (few != home) Assert.NotEqual(home, model.Displace(block, home, "AT", high));
        }

        Assert.Equal(home, model.Displace(1, home, "AT", GeoErrorRates.None));
        Assert.False(model.Displace(1, GeoPoint.Unknown, "AT", high).IsKnown);
    }

    private static void InBounds(int events, int of, double share) =>
        Assert.InRange((events - (of * share)) / Math.Sqrt(of * share * (1 - share)), -4, 4);

    private static IpPrefix Prefix(string text) => IpPrefix.TryParse(text, out IpPrefix prefix) ? prefix : throw new ArgumentException(text);
}
