using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Tests.Theory;

public sealed class ExposureLawTests
{
    [Fact]
    public void Coin_of_one_in_twenty_at_seven_others_has_its_known_numbers()
    {
        DiscreteLaw x = ExposureLaw.Of(7, 5, ExposureLaw.Coin(0.05));
        Assert.Equal(168.0, x.Mean, 1e-9);
        Assert.Equal(2695.0, x.Variance, 1e-7);
        Assert.Equal(0.0703640, x.Tail(250), 5e-8);
    }

    [Fact]
    public void Threshold_of_twenty_at_seven_others_has_its_known_numbers()
    {
        DiscreteLaw x = ExposureLaw.Of(7, 5, ExposureLaw.Threshold(20));
        Assert.Equal(101.5, x.Mean, 1e-10);
        Assert.Equal(267.75, x.Variance, 1e-9);
        Assert.Equal(0.00783874, x.Tail(140), 5e-9);
    }

    [Theory]
    [InlineData(4.0)]
    [InlineData(20.0)]
    [InlineData(0.3)]
    public void Interval_has_the_moments_of_its_law(double a)
    {
        DiscreteLaw x = ExposureLaw.Of(7, 5, ExposureLaw.Interval(a));
        Assert.Equal(7 * (5 + (a / 2)), x.Mean, 1e-9);
        Assert.Equal(7 * (5 + (a / 2) + (a * a / 12)), x.Variance, 1e-8);
    }

    [Theory]
    [InlineData("coin", 316, 384, 447, 565)]
    [InlineData("threshold", 139, 150, 159, 172)]
    [InlineData("interval", 149, 164, 176, 195)]
    public void Freeze_thresholds_for_a_target_are_the_quantiles(string rule, int percent, int permille, int tenth, int millionth)
    {
        DiscreteLaw v = rule switch
        {
            "coin" => ExposureLaw.Coin(0.05),
            "threshold" => ExposureLaw.Threshold(20),
            _ => ExposureLaw.Interval(20),
        };
        DiscreteLaw x = ExposureLaw.Of(7, 5, v);
        Assert.Equal([percent, permille, tenth, millionth],
            new[] { 1e-2, 1e-3, 1e-4, 1e-6 }.Select(x.UpperQuantile));
    }

    [Theory]
    [InlineData(1, 1.000)]
    [InlineData(2, 0.6366)]
    [InlineData(3, 0.5661)]
    [InlineData(5, 0.5262)]
    public void Weibull_residual_over_batch_tends_to_its_ratio_for_long_batches(double shape, double ratio)
    {
        // In whole chunks V is half a chunk short of the continuous age.
        const double Batch = 5000;
        Assert.Equal(ratio, (ExposureLaw.Weibull(Batch, shape).Mean + 0.5) / Batch, 1e-4);
    }

    [Fact]
    public void Weibull_of_shape_three_and_mean_fifty_meets_an_independent_simulation() =>
        // 4,000 accounts of a reference simulation: 1945.2, standard error 0.9.
        Assert.InRange(-FirstOrderLaw.MeanFinal(0, 8, 250, ExposureLaw.Weibull(50, 3).Mean), 1945.2 - 3.6, 1945.2 + 3.6);

    [Fact]
    public void Weibull_ages_agree_with_a_simulated_renewal_process()
    {
        RandomStream random = new(1, 1, 0);
        const double Mean = 12, Shape = 2.5;
        double scale = Mean / MathNet.Numerics.SpecialFunctions.Gamma(1 + (1 / Shape));
        const int Samples = 400_000;
        long age = 0, atLeastTen = 0, sum = 0;
        double limit = 0;
        for (int i = 0; i < Samples; i++)
        {
            if (age == 0) limit = scale * Math.Pow(random.NextExponential(), 1 / Shape);
            age++;
            if (age >= limit) age = 0;
            sum += age;
            if (age >= 10) atLeastTen++;
        }

        DiscreteLaw v = ExposureLaw.Weibull(Mean, Shape);
        // Ages within one batch depend on each other: allow for twice the batch in the standard error.
        double se = Math.Sqrt(v.Variance * 2 * Mean / Samples);
        Assert.InRange((double)sum / Samples, v.Mean - (4 * se), v.Mean + (4 * se));
        double p = v.Tail(9), seTail = Math.Sqrt(p * (1 - p) * 2 * Mean / Samples);
        Assert.InRange((double)atLeastTen / Samples, p - (4 * seTail), p + (4 * seTail));
    }

    [Fact]
    public void Interval_ages_agree_with_simulated_arrivals()
    {
        RandomStream random = new(2, 1, 0);
        const double A = 6;
        const int Samples = 300_000;
        DiscreteLaw v = ExposureLaw.Interval(A);
        double sum = 0, tail = 0;
        for (int i = 0; i < Samples; i++)
        {
            double left = A * random.NextUniform();
            int count = 0;
            while ((left -= random.NextExponential()) > 0) count++;
            sum += count;
            if (count > 7) tail++;
        }

        double se = Math.Sqrt(v.Variance / Samples), p = v.Tail(7);
        Assert.InRange(sum / Samples, v.Mean - (4 * se), v.Mean + (4 * se));
        double seTail = Math.Sqrt(p * (1 - p) / Samples);
        Assert.InRange(tail / Samples, p - (4 * seTail), p + (4 * seTail));
    }
}
