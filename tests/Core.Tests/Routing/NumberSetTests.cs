using CsCheck;
using Fleek.Core.Routing;

namespace Core.Tests.Routing;

/// <summary>Sets that keep a bit for a number, against sets that keep the number.</summary>
public sealed class NumberSetTests
{
    private static readonly Gen<IpPrefix> Prefixes = Gen.Select(Gen.Bool, Gen.ULong, Gen.ULong, Gen.Int[0, 128], Gen.Bool, (wide, high, low, length, few) =>
    {
        // Few different ones, so that they meet again.
        ulong front = few ? high & 0x3UL << 62 | high & 0x3UL << 38 : high;
        IpAddress address = wide ? IpAddress.V6(new UInt128(front, few ? 0 : low)) : IpAddress.V4((uint)(front >> 32));
        return IpPrefix.Of(address, wide ? length : length % 33);
    });

    [Fact]
    public void A_set_of_prefixes_holds_what_was_added_once() =>
        Prefixes.Array[0, 200].Sample(prefixes =>
        {
            PrefixSet set = new();
            HashSet<IpPrefix> known = [];
            foreach (IpPrefix prefix in prefixes) Assert.Equal(known.Add(prefix), set.Add(prefix));
            Assert.Equal(known.Count, set.Count);
        });

    [Fact]
    public void Every_prefix_of_16_bits_at_most_is_another()
    {
        PrefixSet set = new();
        for (int length = 0; length <= 16; length++)
            for (uint bits = 0; bits < 1u << length; bits++)
                Assert.True(set.Add(IpPrefix.Of(IpAddress.V4(length == 0 ? 0 : bits << 32 - length), length)));
        Assert.Equal((1 << 17) - 1, set.Count);
    }

    [Fact]
    public void A_set_of_AS_numbers_holds_what_was_added_once() =>
        Gen.OneOf(Gen.UInt, Gen.UInt[0, 70_000]).Array[0, 300].Sample(numbers =>
        {
            AsnSet set = new();
            HashSet<uint> known = [];
            foreach (uint number in numbers) Assert.Equal(known.Add(number), set.Add(number));
            Assert.Equal(known.Count, set.Count);
        });
}
