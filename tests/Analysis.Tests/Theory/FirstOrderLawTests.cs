using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Tests.Theory;

public sealed class FirstOrderLawTests
{
    [Theory]
    [InlineData(0, 1750.0)]
    [InlineData(12, 1834.0)]
    [InlineData(24.5, 1921.5)]
    [InlineData(49, 2093.0)]
    [InlineData(199, 3143.0)]
    public void Mean_overshoot_at_no_threshold_is_the_tabulated_one(double uncommitted, double overshoot) =>
        Assert.Equal(-overshoot, FirstOrderLaw.MeanFinal(0, 8, 250, uncommitted), 1e-9);

    [Theory]
    [InlineData("every chunk", 0, 8, 1750.0, 0.05)]
    [InlineData("threshold", 25, 8, 1834.0, 0.05)]
    [InlineData("threshold", 50, 8, 1921.5, 0.05)]
    [InlineData("threshold", 100, 8, 2096.5, 0.05)]
    [InlineData("threshold", 200, 8, 2446.5, 0.05)]
    [InlineData("interval", 100, 8, 2100.0, 0.05)]
    [InlineData("interval", 200, 8, 2450.0, 0.05)]
    [InlineData("interval", 1000, 8, 5250.0, 0.05)]
    [InlineData("coin", 50, 8, 2093.0, 0.05)]
    [InlineData("coin", 200, 8, 3143.0, 0.05)]
    [InlineData("every chunk", 0, 64, 15750, 0.5)]
    [InlineData("threshold", 50, 64, 17293.5, 0.5)]
    [InlineData("interval", 100, 64, 18900, 0.5)]
    [InlineData("coin", 50, 64, 18837, 0.5)]
    public void Every_stationary_row_of_the_reference_table_comes_out(
        string rule, int batch, int nodes, double overshoot, double tolerance)
    {
        double uncommitted = rule switch
        {
            "threshold" => ExposureLaw.Threshold(batch).Mean,
            "interval" => ExposureLaw.Interval(batch).Mean,
            "coin" => ExposureLaw.Coin(1.0 / batch).Mean,
            _ => ExposureLaw.EveryChunk().Mean,
        };
        Assert.Equal(-overshoot, FirstOrderLaw.MeanFinal(0, nodes, 250, uncommitted), tolerance);
    }

    [Theory]
    [InlineData("threshold", 25, 1834.2, 41.8)]
    [InlineData("threshold", 50, 1921.9, 49.3)]
    [InlineData("coin", 50, 2093.6, 122)]
    [InlineData("every chunk", 0, 1749.8, 38.7)]
    public void Simulated_means_of_the_reference_table_are_within_their_errors(string rule, int batch, double mean, double sd)
    {
        double uncommitted = rule switch { "threshold" => (batch - 1) / 2.0, "coin" => batch - 1.0, _ => 0 };
        // 4,000 replications, one decimal printed.
        Assert.Equal(-mean, FirstOrderLaw.MeanFinal(0, 8, 250, uncommitted), (4 * sd / Math.Sqrt(4000)) + 0.05);
    }

    [Fact]
    public void Hints_replace_the_lag_by_their_own_delay() =>
        // 0.3 s at 100 chunks a second, batches of 20: the reference table's theory is 276.5 (Vbar = 9.5).
        Assert.Equal(-276.5, FirstOrderLaw.MeanFinal(0, 8, 30, ExposureLaw.Threshold(20).Mean), 1e-9);

    [Fact]
    public void What_is_no_number_is_refused()
    {
        Assert.Throws<OutOfDomainException>(() => FirstOrderLaw.MeanFinal(0, 0, 1, 1));
        Assert.Throws<OutOfDomainException>(() => FirstOrderLaw.MeanFinal(0, 8, double.NaN, 1));
        Assert.Throws<OutOfDomainException>(() => FirstOrderLaw.ProportionalUncommitted(1, 0, 8, 250, 20));
    }

    [Fact]
    public void Proportional_batches_near_the_freeze_follow_the_stale_view()
    {
        double v = FirstOrderLaw.ProportionalUncommitted(alpha: 1, population: 64, nodes: 8, unseenArrivals: 250,
            minimumChunks: 20);
        Assert.Equal(15.625, v, 1e-12);
        Assert.Equal(-1859.375, FirstOrderLaw.MeanFinal(0, 8, 250, v), 1e-9);
    }

    [Fact]
    public void Proportional_to_the_serving_nodes_gives_the_tabulated_approximation()
    {
        double v = FirstOrderLaw.ProportionalUncommitted(0.25, 8, 8, 250, 20);
        Assert.Equal(-1969, FirstOrderLaw.MeanFinal(0, 8, 250, v), 0.5);
    }
}
