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
