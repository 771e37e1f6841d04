using System.Numerics;
using CsCheck;
using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Tests.Theory;

public sealed class SaddlePointTests
{
    [Theory]
    [InlineData(10, 1, 3, 3)]
    [InlineData(97, 5, 7, 90)]
    [InlineData(400, 1, 50, 60)]
    [InlineData(3000, 1, 1000, 40)]
    [InlineData(3000, 1, 2, 1100)]
    public void A_binomial_probability_is_its_fraction(int n, int numerator, int denominator, int k)
    {
        BigInteger choose = 1;
        for (int i = 0; i < k; i++) choose = choose * (n - i) / (i + 1);
        BigInteger up = choose * BigInteger.Pow(numerator, k) * BigInteger.Pow(denominator - numerator, n - k);
        double exact = Math.Exp(BigInteger.Log(up) - BigInteger.Log(BigInteger.Pow(denominator, n)));
        // The logarithm of a number of thousands of digits has itself only thirteen behind the point.
        double p = (double)numerator / denominator;
        Assert.Equal(1, SaddlePoint.Binomial(n, p, k) / exact, 2e-12);
    }

    [Theory]
    [InlineData(5.0)]
    [InlineData(250.0)]
    [InlineData(1e5)]
    public void A_poisson_table_and_single_probabilities_agree(double mean)
    {
        DiscreteLaw law = DiscreteLaw.Poisson(mean);
        foreach (double sigmas in new[] { -2.0, 0, 1, 4, 8 })
        {
            int value = (int)(mean + (sigmas * Math.Sqrt(mean)));
            if (value < 0) continue;
            Assert.Equal(1, law[value] / SaddlePoint.Poisson(mean, value), 1e-12);
        }
    }

    [Fact]
    public void Probabilities_sum_to_one() =>
        Gen.Select(Gen.Int[1, 400], Gen.Double[0, 1]).Sample((n, p) =>
            Math.Abs(Enumerable.Range(0, n + 1).Sum(k => SaddlePoint.Binomial(n, p, k)) - 1) < 1e-12, iter: 200);

    [Fact]
    public void Edges_are_certain_and_nonsense_is_refused()
    {
        Assert.Equal(1, SaddlePoint.Binomial(5, 0, 0));
        Assert.Equal(1, SaddlePoint.Binomial(5, 1, 5));
        Assert.Equal(0, SaddlePoint.Binomial(5, 0.5, 6));
        Assert.Equal(1, SaddlePoint.Poisson(0, 0));
        Assert.Equal(0, SaddlePoint.Poisson(3, 2.5));
        Assert.Throws<OutOfDomainException>(() => SaddlePoint.Binomial(5, double.NaN, 1));
        Assert.Throws<OutOfDomainException>(() => SaddlePoint.Poisson(double.PositiveInfinity, 1));
    }

    [Theory]
    [InlineData(60, 0.05, 7)]
    [InlineData(1000, 0.5, 480)]
    [InlineData(20_000, 1e-3, 44)]
    public void Binomial_tails_are_sums_of_probabilities(int n, double p, int k)
    {
        double above = 0, upTo = 0;
        for (int i = n; i > k; i--) above += SaddlePoint.Binomial(n, p, i);
        for (int i = 0; i <= k; i++) upTo += SaddlePoint.Binomial(n, p, i);
        Assert.Equal(1, BinomialTail.Above(n, p, k) / above, 1e-11);
        Assert.Equal(1, BinomialTail.UpTo(n, p, k) / upTo, 1e-11);
    }

    [Fact]
    public void A_far_binomial_tail_keeps_its_digits() =>
        // All 60 heads of 60.
        Assert.Equal(1, BinomialTail.Above(60, 0.5, 59) * Math.Pow(2, 60), 1e-12);
}
