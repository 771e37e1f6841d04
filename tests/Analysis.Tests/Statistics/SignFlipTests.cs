using CsCheck;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Tests.Statistics;

public sealed class SignFlipTests
{
    [Fact]
    public void Differences_of_one_sign_have_the_chance_of_as_many_tosses()
    {
        for (int n = 1; n <= 30; n++)
        {
            double[] ones = [.. Enumerable.Repeat(1.0, n)];
            Assert.Equal(Math.Pow(2, -n), SignFlip.PValueOfIncrease(ones), Math.Pow(2, -n) * 1e-9);
            Assert.Equal(1, SignFlip.PValueOfIncrease([.. ones.Select(d => -d)]), 1e-12);
        }

        Assert.Equal(1, SignFlip.PValueOfIncrease([0.0, 0.0]));
        Assert.Equal(0.25, SignFlip.PValueOfIncrease([0.0, 3.5, 0.0, 0.25]));
        Assert.Throws<OutOfDomainException>(() => SignFlip.PValueOfIncrease([1, double.NaN]));
    }

    [Fact]
    public void It_counts_the_signs_that_reach_the_sum() =>
        Gen.Int[-300, 300].Array[1, 12].Sample(numbers =>
        {
            double[] d = [.. numbers.Select(n => n / 100.0)];
            double[] sizes = [.. d.Select(Math.Abs)];
            int reached = 0;
            for (int signs = 0; signs < 1 << d.Length; signs++)
            {
                double sum = 0;
                for (int i = 0; i < d.Length; i++) sum += (signs >> i & 1) == 1 ? sizes[i] : -sizes[i];
                if (sum >= d.Sum() - 1e-9) reached++;
            }

            return Math.Abs(SignFlip.PValueOfIncrease(d) - (reached / Math.Pow(2, d.Length))) < 1e-9;
        }, iter: 200);

    /// <summary>Equal sizes are tosses of a coin, whatever the way in which they are counted.</summary>
    [Theory]
    [InlineData(20, 15)]
    [InlineData(24, 20)]
    [InlineData(25, 20)]
    [InlineData(64, 45)]
    [InlineData(400, 240)]
    public void Equal_sizes_are_tosses(int pairs, int up)
    {
        double expected = BinomialTail.Above(pairs, 0.5, up - 1);
        double[] whole = [.. Enumerable.Range(0, pairs).Select(i => i < up ? 1.0 : -1.0)];
        Assert.Equal(expected, SignFlip.PValueOfIncrease(whole), expected * 1e-9);
        double broken = SignFlip.PValueOfIncrease([.. whole.Select(d => d * 0.3)]);
        // Of more than are enumerated there is a bound instead: never below, and not much above.
        Assert.InRange(broken, expected * (1 - 1e-9), expected * (pairs <= SignFlip.MostEnumerated ? 1 + 1e-9 : 6));
    }

    [Fact]
    public void Without_a_change_it_rejects_no_more_often_than_it_says()
    {
        RandomStream random = new(3, 1, 0);
        int[] rejected = new int[2];
        for (int i = 0; i < 4000; i++)
        {
            // Skewed sizes, of which most are zero in one case.
            double[] few = new double[20], many = new double[40];
            for (int j = 0; j < few.Length; j++) few[j] = random.NextUniform() < 0.7 ? 0 : Signed(ref random);
            for (int j = 0; j < many.Length; j++) many[j] = Signed(ref random);
            if (SignFlip.PValueOfIncrease(few) <= 0.05) rejected[0]++;
            if (SignFlip.PValueOfIncrease(many) <= 0.05) rejected[1]++;
        }

        // 200 expected at most; four deviations of 13.8 more.
        Assert.All(rejected, r => Assert.InRange(r, 10, 256));
    }

    [Fact]
    public void The_fewest_pairs_of_a_level_reach_it()
    {
        foreach (double level in (double[])[0.05, 0.01, 0.01 / 14, 0.01 / 336, 0.25])
        {
            int pairs = SignFlip.FewestPairs(level);
            Assert.True(Math.Pow(2, -pairs) <= level);
            Assert.True(Math.Pow(2, 1 - pairs) > level);
        }
    }

    private static double Signed(ref RandomStream random) => (random.NextUniform() < 0.5 ? -1 : 1) * random.NextExponential();
}
