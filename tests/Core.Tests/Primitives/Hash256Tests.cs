using CsCheck;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class Hash256Tests
{
    [Fact]
    public void Bytes_and_digits_come_back_as_they_were() =>
        Gen.Byte.Array[32].Sample(bytes =>
        {
            Hash256 hash = Hash256.FromBytes(bytes);
            byte[] copy = new byte[34];
            hash.CopyTo(copy.AsSpan(1));
            Assert.Equal(bytes, copy[1..33]);
            Assert.Equal((0, 0), (copy[0], copy[33]));
            Assert.Equal(Convert.ToHexStringLower(bytes), hash.ToString());
            Assert.True(Hash256.TryParse(hash.ToString(), out Hash256 parsed) && parsed == hash);
            Assert.True(Hash256.TryParse(hash.ToString().ToUpperInvariant(), out parsed) && parsed == hash);
            Assert.Equal(hash.GetHashCode(), parsed.GetHashCode());
        });

    [Fact]
    public void One_changed_bit_anywhere_makes_another_hash() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Int[0, 255]).Sample((bytes, bit) =>
        {
            Hash256 hash = Hash256.FromBytes(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(hash != Hash256.FromBytes(bytes));
            Assert.False(hash.Equals((object)Hash256.FromBytes(bytes)));
        });

    [Theory]
    [InlineData("")]
    [InlineData("00112233445566778899aabbccddeeff00112233445566778899aabbccddeef")]
    [InlineData("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff0")]
    [InlineData("00112233445566778899aabbccddeeff00112233445566778899aabbccddeefg")]
    [InlineData("0x112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    [InlineData(" 0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    [InlineData("٠0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    public void Anything_but_64_digits_is_refused(string text)
    {
        Assert.False(Hash256.TryParse(text, out Hash256 hash));
        Assert.Equal(default, hash);
    }

    [Fact]
    public void Too_few_bytes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Hash256.FromBytes(new byte[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(Hash256).CopyTo(new byte[31]));
    }
}
