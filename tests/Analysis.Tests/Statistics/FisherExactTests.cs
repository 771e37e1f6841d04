using CsCheck;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Tests.Statistics;

public sealed class FisherExactTests
{
    [Fact]
    public void It_tells_tea_from_milk_as_Fisher_did()
    {
        // Eight cups, four of each; all four right: 1 in 70. Three right or four: 17 in 70.
        Assert.Equal(1 / 70.0, FisherExact.PValueOfIncrease(0, 4, 4, 4), 1e-12);
        Assert.Equal(17 / 70.0, FisherExact.PValueOfIncrease(1, 4, 3, 4), 1e-12);
        Assert.Equal(1, FisherExact.PValueOfIncrease(4, 4, 0, 4), 1e-12);
        Assert.Equal(1, FisherExact.PValueOfIncrease(0, 1000, 0, 1000));
        Assert.Throws<OutOfDomainException>(() => FisherExact.PValueOfIncrease(5, 4, 0, 4));
    }

    [Fact]
    public void It_sums_the_hypergeometric_law() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[1, 30], Gen.Int[0, 30], Gen.Int[0, 30]).Sample((n, m, a, b) =>
        {
            (a, b) = (Math.Min(a, n), Math.Min(b, m));
            double all = Choose(n + m, a + b), sum = 0;
            for (int x = b; x <= Math.Min(m, a + b); x++) sum += Choose(m, x) * Choose(n, a + b - x);
            return Math.Abs(FisherExact.PValueOfIncrease(a, n, b, m) - (sum / all)) < 1e-9;
        }, iter: 500);

    [Fact]
    public void Newcombes_interval_holds_the_difference_and_its_turn_is_its_mirror()
    {
        // Newcombe's example (a) with exact intervals in the place of Wilson's: a little wider than his [0.0524, 0.3339].
        Interval i = FisherExact.Difference(48, 80, 56, 70);
        Assert.InRange(i.Low, 0.035, 0.0524);
        Assert.InRange(i.High, 0.3339, 0.36);
        Interval turned = FisherExact.Difference(56, 70, 48, 80);
        Assert.Equal(-i.High, turned.Low, 1e-12);
        Assert.Equal(-i.Low, turned.High, 1e-12);
    }

    [Fact]
    public void Welch_has_the_figures_of_a_worked_example()
    {
        // A1 and A2 of the usual table: t = 2.46 on 24.99 degrees of freedom, p two-sided 0.021.
        double[] a = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4];
        double[] b = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4];
        WelchTest test = WelchTest.Of(Group(a), Group(b))!;
        Assert.Equal(2.46, test.Difference / test.StandardError, 0.01);
        Assert.Equal(24.99, test.Freedom, 0.05);
        Assert.Equal(0.021, 2 * test.PValueOfIncrease, 0.001);
        Assert.Equal(1, test.PValueOfIncrease + test.PValueOfDecrease, 1e-12);
        Assert.InRange(test.Interval.Low, 0, test.Difference);
        Assert.Null(WelchTest.Of(new(10, 1, 0), new(10, 2, 0)));
        Assert.Null(WelchTest.Of(new(1, 1, double.NaN), new(10, 2, 1)));
    }

    private static PooledMean.Group Group(double[] values) =>
        PooledMean.Together([.. values.Select(v => new PooledMean.Group(1, v, double.NaN))]);

    private static double Choose(int n, int k)
    {
        double c = 1;
        for (int i = 0; i < k; i++) c = c * (n - i) / (i + 1);
        return k > n ? 0 : c;
    }
}
