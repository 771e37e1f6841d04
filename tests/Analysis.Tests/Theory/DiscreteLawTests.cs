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
}
