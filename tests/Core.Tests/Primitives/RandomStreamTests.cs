using CsCheck;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class RandomStreamTests
{
    private static readonly ulong[] FirstDraws =
        [0x4a7e85d9eb28bee0, 0x3b24337dbcf721d3, 0x321ffbe1f3c20a24, 0xa213e858514f0677];

    private static readonly long[] DerivedDraws =
        [0x3fd4dafe6538ff22, 0x3fe0c476fa9d4f10, 0x3fce8fc8c2fa6c3a, unchecked((long)0xbfc21377e54f23c2), 851_046_778];

    /// <summary>
    /// Known answers of Philox4x32-10 published with Random123 (kat_vectors): counter words, key words, output words.
    /// </summary>
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff,
        0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0,
        0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Philox_gives_the_published_answers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        ulong first = RandomStream.Philox(Join(k0, k1), Join(c2, c3), Join(c0, c1), out ulong second);
        Assert.Equal((Join(r0, r1), Join(r2, r3)), (first, second));
    }

    /// <summary>These numbers are part of every trace hash; they were computed apart, from the definition.</summary>
    [Fact]
    public void The_first_draws_of_a_key_never_change()
    {
        RandomStream stream = new(seed: 1, purpose: StreamPurpose.Commit, entity: 42, incarnation: 3);
        ulong[] draws = [stream.NextBits(), stream.NextBits(), stream.NextBits(), stream.NextBits()];
        Assert.Equal(FirstDraws, draws);
    }

    [Fact]
    public void The_first_derived_draws_of_a_key_never_change()
    {
        RandomStream stream = new(seed: 7, purpose: StreamPurpose.Demand, entity: 1);
        long[] bits =
        [
            BitConverter.DoubleToInt64Bits(stream.NextUniform()), BitConverter.DoubleToInt64Bits(stream.NextPositiveUniform()),
            BitConverter.DoubleToInt64Bits(stream.NextExponential()), BitConverter.DoubleToInt64Bits(stream.NextNormal()),
            stream.NextBelow(1_000_000_007),
        ];
        Assert.Equal(DerivedDraws, bits);
    }

    [Fact]
    public void A_stream_is_a_pure_function_of_its_key()
    {
        Gen.Select(Gen.ULong, Gen.UInt, Gen.Long[0, (1L << 48) - 1], Gen.Int[0, 65_535]).Sample((seed, purpose, entity, life) =>
        {
            RandomStream a = new(seed, purpose, entity, life), b = new(seed, purpose, entity, life);
            for (int i = 0; i < 9; i++) Assert.Equal(a.NextBits(), b.NextBits());
        });
    }

    [Fact]
    public void Neighbouring_keys_share_no_draw_and_are_uncorrelated()
    {
        const int draws = 20_000;
        RandomStream[] streams =
        [
            new(1, 1, 0), new(2, 1, 0), new(1, 2, 0), new(1, 1, 1), new(1, 1, 0, 1), new(1, 1, 1L << 47), new(1, 1, 0, 65_535),
        ];
        HashSet<ulong> seen = [];
        double[,] u = new double[streams.Length, draws];
        for (int s = 0; s < streams.Length; s++)
        {
            RandomStream bits = streams[s];
            for (int i = 0; i < draws; i++)
            {
                Assert.True(seen.Add(bits.NextBits()), "two streams share a draw");
                u[s, i] = streams[s].NextUniform() - 0.5;
            }
        }

        double[] products = new double[draws];
        for (int a = 0; a < streams.Length; a++)
            for (int b = 0; b < a; b++)
            {
                for (int i = 0; i < draws; i++) products[i] = u[a, i] * u[b, i];
                Judge.Mean(products, 0, 1.0 / 144);
            }
    }

    [Fact]
    public void Uniform_draws_have_the_uniform_law()
    {
        double[] samples = Draw((ref RandomStream r) => r.NextUniform());
        Assert.All(samples, x => Assert.InRange(x, 0, 1 - 1e-16));
        Judge.Mean(samples, 0.5, 1.0 / 12);
        Judge.Variance(samples, 0.5, 1.0 / 12, 1.0 / 80);
        Judge.Distribution(samples, x => x);
    }

    [Fact]
    public void Positive_uniform_draws_are_the_uniform_draws_moved_up_one_step()
    {
        RandomStream a = new(5, 5, 5), b = new(5, 5, 5);
        for (int i = 0; i < 1000; i++) Assert.Equal(a.NextUniform() + (1.0 / (1UL << 53)), b.NextPositiveUniform());
    }

    [Fact]
    public void Exponential_draws_have_the_exponential_law()
    {
        double[] samples = Draw((ref RandomStream r) => r.NextExponential());
        Judge.Mean(samples, 1, 1);
        Judge.Variance(samples, 1, 1, 9);
        Judge.Distribution(samples, x => 1 - Math.Exp(-x));
    }

    [Fact]
    public void Normal_draws_have_the_normal_law()
    {
        double[] samples = Draw((ref RandomStream r) => r.NextNormal());
        Judge.Mean(samples, 0, 1);
        Judge.Variance(samples, 0, 1, 3);
        Judge.Mean([.. samples.Select(x => x * x * x)], 0, 15);
        Judge.Share(samples.LongCount(x => x < -1.959963984540054), samples.Length, 0.025);
        Judge.Share(samples.LongCount(x => x > 1.6448536269514722), samples.Length, 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Draws_below_a_bound_are_uniform(int bound)
    {
        RandomStream random = new(11, 1, bound);
        long[] counts = new long[bound];
        for (int i = 0; i < 200_000; i++) counts[random.NextBelow(bound)]++;
        if (bound > 1) Judge.Uniform(counts);
    }

    /// <summary>With a bound of 3 * 2^61 a plain multiplication would give one third of the values twice the chance.</summary>
    [Fact]
    public void Draws_below_a_huge_bound_are_unbiased()
    {
        const long bound = 3L << 61;
        RandomStream random = new(12, 1, 1);
        long[] thirds = new long[3];
        long multiplesOfThree = 0;
        for (int i = 0; i < 200_000; i++)
        {
            long draw = random.NextBelow(bound);
            Assert.InRange(draw, 0, bound - 1);
            thirds[draw >> 61]++;
            if (draw % 3 == 0) multiplesOfThree++;
        }

        Judge.Uniform(thirds);
        Judge.Share(multiplesOfThree, 200_000, 1.0 / 3);
    }

    [Fact]
    public void A_key_out_of_range_throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1, 1, 1L << 48));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1, 1, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1, 1, 0, 65_536));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1, 1, 0).NextBelow(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(1, 1, 0).NextBelow(-5));
    }

    private delegate double Drawing(ref RandomStream random);

    private static double[] Draw(Drawing draw)
    {
        RandomStream random = new(2026, 99, 1);
        double[] samples = new double[200_000];
        for (int i = 0; i < samples.Length; i++) samples[i] = draw(ref random);
        return samples;
    }

    private static ulong Join(uint low, uint high) => low | ((ulong)high << 32);
}
