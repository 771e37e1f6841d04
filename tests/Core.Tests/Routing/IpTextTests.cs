using System.Net;
using CsCheck;
using Fleek.Core.Routing;

namespace Core.Tests.Routing;

public sealed class IpTextTests
{
    /// <summary>Groups that are often zero, so that runs of zeros of all lengths come.</summary>
    private static readonly Gen<byte[]> Addresses =
        Gen.OneOf(Gen.Const((ushort)0), Gen.Const((ushort)0xFFFF), Gen.UShort).Array[8]
            .Select(groups => groups.SelectMany(group => (byte[])[(byte)(group >> 8), (byte)group]).ToArray());

    [Fact]
    public void IPv6_text_is_what_the_platform_writes() => Addresses.Sample(bytes =>
    {
        IpAddress address = IpAddress.FromBytes(bytes);
        string platform = new IPAddress(bytes).ToString();
        Assert.True(IpAddress.TryParse(address.ToString(), out IpAddress back));
        Assert.Equal(address, back);

        // The platform and the C library, which we follow, differ in when an end is dotted.
        if (!platform.Contains('.') && !address.ToString().Contains('.')) Assert.Equal(platform, address.ToString());
        Assert.True(IpAddress.TryParse(platform, out back));
        Assert.Equal(address, back);
    });

    [Fact]
    public void IPv4_text_is_read_back() => Gen.UInt.Sample(bits =>
    {
        Assert.True(IpAddress.TryParse(IpAddress.V4(bits).ToString(), out IpAddress back));
        Assert.Equal(IpAddress.V4(bits), back);
    });

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.4 ")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("12345::")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("1.2.3.4::")]
    [InlineData("::g")]
    public void What_is_no_address_is_refused(string text) => Assert.False(IpAddress.TryParse(text, out _));

    [Fact]
    public void Any_text_is_an_address_or_refused() => Gen.String[Gen.Char[".:/0123456789abcdefg"], 0, 50].Sample(text =>
    {
        if (IpPrefix.TryParse(text, out IpPrefix prefix) && !IpPrefix.TryParse(prefix.ToString(), out _)) return false;
        return !IpAddress.TryParse(text, out IpAddress address) || IpAddress.TryParse(address.ToString(), out _);
    });

    [Fact]
    public void A_prefix_drops_the_bits_beyond_its_length_and_contains_its_addresses()
    {
        Assert.True(IpPrefix.TryParse("10.1.2.3/9", out IpPrefix prefix));
        Assert.Equal("10.0.0.0/9", prefix.ToString());
        Assert.True(IpAddress.TryParse("10.127.255.255", out IpAddress inside));
        Assert.True(IpAddress.TryParse("10.128.0.0", out IpAddress outside));
        Assert.True(prefix.Contains(inside));
        Assert.False(prefix.Contains(outside));
        Assert.False(IpPrefix.TryParse("10.0.0.0/33", out _));
        Assert.True(IpPrefix.TryParse("2001:db8::/127", out IpPrefix six));
        Assert.True(IpPrefix.TryRead(IpFamily.IPv6, 127, [0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], out IpPrefix same));
        Assert.Equal(six, same);
        Assert.False(IpPrefix.TryRead(IpFamily.IPv4, 25, [1, 2, 3], out _));
        Assert.False(IpPrefix.TryRead(IpFamily.IPv4, 33, [1, 2, 3, 4, 5], out _));
    }
}
