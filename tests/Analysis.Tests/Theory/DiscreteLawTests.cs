using CsCheck;
using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Tests.Theory;

public sealed class DiscreteLawTests
{
    [Fact]
    public void Excess_of_a_poisson_is_its_closed_form()
    {
        Gen.Select(Gen.Double[0.01, 500], Gen.Int[0, 600]).Sample((mu, f) =>
        {
            DiscreteLaw m = DiscreteLaw.Poisson(mu);
            double closed = (mu * m.Tail(f - 1)) - (f * m.Tail(f));
            return Math.Abs(m.ExpectedExcess(f) - closed) <= 1e-9;
        }, iter: 300);
    }

    [Fact]
    public void Sums_add_means_and_variances()
    {
        Gen.Select(Gen.Double[0, 30], Gen.Double[0.05, 1], Gen.Int[0, 9]).Sample((mu, p, k) =>
        {
            DiscreteLaw sum = DiscreteLaw.Poisson(mu).Plus(DiscreteLaw.Geometric(p)).Times(k);
            double mean = k * (mu + ((1 - p) / p)), variance = k * (mu + ((1 - p) / (p * p)));
            return Math.Abs(sum.Mean - mean) <= 1e-8 * (1 + mean) && Math.Abs(sum.Variance - variance) <= 1e-7 * (1 + variance);
        }, iter: 200);
    }

    [Fact]
    public void A_far_poisson_tail_keeps_its_digits() =>
        // P(Poisson(250) > 300), known to two digits from a rare-event study.
        Assert.Equal(9.5e-4, DiscreteLaw.Poisson(250).Tail(300), 5e-6);

    [Fact]
    public void A_tail_between_whole_numbers_is_the_one_of_the_number_below() =>
        Assert.Equal(DiscreteLaw.Poisson(5).Tail(7), DiscreteLaw.Poisson(5).Tail(7.5));

    [Fact]
    public void Poisson_tails_keep_twelve_digits_far_out()
    {
        // P(Poisson(mu) > f) / P(Poisson(mu) = f+1) = 1 + mu/(f+2) + mu^2/((f+2)(f+3)) + ...
        foreach ((double mu, int f) in new[] { (5.0, 30), (250.0, 380), (1750.0, 2100), (1e5, 102_600) })
        {
            double series = 0, term = 1;
            for (int i = f + 2; term > 1e-20 * series; i++)
            {
                series += term;
                term *= mu / i;
            }

            double exact = SaddlePoint.Poisson(mu, f + 1) * series;
            Assert.InRange(exact, 1e-22, 1e-9);
            Assert.Equal(1, DiscreteLaw.Poisson(mu).Tail(f) / exact, 1e-12);
        }
    }

    [Fact]
    public void A_sum_of_tables_keeps_the_digits_of_its_tail()
    {
        // Poisson(3) + Poisson(8) is Poisson(11), down to 1e-18.
        DiscreteLaw sum = DiscreteLaw.Poisson(3).Plus(DiscreteLaw.Poisson(8)), whole = DiscreteLaw.Poisson(11);
        foreach (int f in new[] { 11, 30, 45, 50 }) Assert.Equal(1, sum.Tail(f) / whole.Tail(f), 1e-12);
        Assert.InRange(whole.Tail(50), 1e-18, 5e-18);
    }

    [Theory]
    [InlineData(7, 0.05)]
    [InlineData(3, 0.9)]
    [InlineData(12, 0.5)]
    public void A_negative_binomial_is_the_sum_of_its_geometrics(int successes, double p)
    {
        DiscreteLaw sum = DiscreteLaw.Geometric(p).Times(successes), direct = DiscreteLaw.NegativeBinomial(successes, p);
        Assert.Equal(successes * (1 - p) / p, direct.Mean, 1e-9);
        foreach (double share in new[] { 0.5, 1e-3, 1e-9, 1e-15 })
        {
            int x = direct.UpperQuantile(share);
            Assert.Equal(1, sum.Tail(x) / direct.Tail(x), 1e-11);
        }
    }

    [Fact]
    public void Means_of_a_hundred_thousand_neither_overflow_nor_lose_their_moments()
    {
        DiscreteLaw x = ExposureLaw.Of(100, 1000, ExposureLaw.Threshold(20));
        Assert.Equal(100 * (1000 + 9.5), x.Mean, 1e-6);
        Assert.Equal(1, x.Variance / (100 * (1000 + (399 / 12.0))), 1e-11);
        double sigma = Math.Sqrt(x.Variance);
        Assert.Equal(0.5, x.Tail(x.Mean), 0.01);
        Assert.InRange(x.Tail(x.Mean + (8 * sigma)), 1e-17, 1e-14);
    }

    [Fact]
    public void What_no_table_can_hold_is_refused_with_a_reason()
    {
        Assert.Throws<OutOfDomainException>(() => DiscreteLaw.Poisson(double.NaN));
        Assert.Throws<OutOfDomainException>(() => DiscreteLaw.Poisson(-1));
        Assert.Throws<OutOfDomainException>(() => DiscreteLaw.Poisson(2e6));
        Assert.Throws<OutOfDomainException>(() => DiscreteLaw.Geometric(0));
        Assert.Throws<OutOfDomainException>(() => DiscreteLaw.Geometric(1e-9));
        Assert.Throws<OutOfDomainException>(() => DiscreteLaw.FromWeights([0.0, 0.0]));
        Assert.Throws<OutOfDomainException>(() => DiscreteLaw.Poisson(3).Tail(double.NaN));
        Assert.Throws<OutOfDomainException>(() => ExposureLaw.Weibull(1e6, 0.1));
        DiscreteLaw wide = DiscreteLaw.Uniform(200_000);
        Assert.Contains("takes too long", Assert.Throws<OutOfDomainException>(() => wide.Plus(wide)).Message);
    }

    [Fact]
    public void Excess_less_shortfall_is_the_distance_from_the_mean()
    {
        Gen.Select(Gen.Double[0, 300], Gen.Double[-10, 400]).Sample((mu, x) =>
        {
            DiscreteLaw m = DiscreteLaw.Poisson(mu);
            return Math.Abs(m.ExpectedExcess(x) - m.ExpectedShortfall(x) - (m.Mean - x)) <= 1e-10;
        }, iter: 200);
        // P(X = 0) = e^-50, the one value below 1: no difference of large numbers could give it.
        Assert.Equal(1, DiscreteLaw.Poisson(50).ExpectedShortfall(1) / Math.Exp(-50), 1e-12);
    }

    [Fact]
    public void Nothing_is_the_constant_zero()
    {
        Assert.Equal(0, DiscreteLaw.Poisson(0).Mean);
        Assert.Equal(0, DiscreteLaw.Poisson(0).Tail(0));
        Assert.Equal(1, DiscreteLaw.Poisson(0).Tail(-1));
        Assert.Equal(0, DiscreteLaw.NegativeBinomial(0, 0.3).Largest);
        Assert.Equal(0, ExposureLaw.Of(0, 5, ExposureLaw.Threshold(20)).Largest);
    }
}
