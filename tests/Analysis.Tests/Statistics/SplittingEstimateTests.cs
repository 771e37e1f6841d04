using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Tests.Statistics;

public sealed class SplittingEstimateTests
{
    [Fact]
    public void A_repetition_is_the_product_of_its_shares_and_the_estimate_their_mean()
    {
        SplittingEstimate found = new(100, 3, [[10, 20, 50], [20, 10, 25]]);
        Assert.Equal((0.1 * 0.2 * 0.5 + 0.2 * 0.1 * 0.25) / 2, found.Probability, 12);
        Assert.Equal([0.15, 0.15, 0.375], found.StageShares);
        Assert.Equal(600, found.Runs);
        // Two estimates of 0.01 and 0.005: deviation 0.00354, standard error 0.0025.
        Assert.Equal(0.0025 / 0.0075, found.RelativeError!.Value, 12);
    }

    [Fact]
    public void A_repetition_that_died_out_counts_as_zero()
    {
        SplittingEstimate found = new(10, 3, [[5, 0], [5, 5, 10]]);
        Assert.Equal(0.125, found.Probability, 12);
        Assert.Equal(50, found.Runs);
        Assert.Equal(0, new SplittingEstimate(10, 3, [[0]]).Probability);
        Assert.Null(new SplittingEstimate(10, 3, [[0], [0]]).RelativeError);
        Assert.Null(new SplittingEstimate(10, 3, [[0], [0]]).Interval);
    }

    [Fact]
    public void The_least_error_is_the_one_that_plans_are_made_with()
    {
        // Ten repetitions of six stages of 0.1 with 540 runs each are as good as one with 5,400: ten per cent.
        int[] once = [.. Enumerable.Repeat(54, 6)];
        SplittingEstimate found = new(540, 6, [.. Enumerable.Repeat(once, 10)]);
        Assert.Equal(5400, Splitting.RunsPerStage(6, 0.1, found.LeastRelativeError!.Value), 1.0);
        Assert.Equal(0.1, found.LeastRelativeError!.Value, 3);
    }
}
