using Fleek.Analysis.Thresholds;

namespace Fleek.Analysis.Tests.Thresholds;

public sealed class PolicyFamilyTests
{
    [Fact]
    public void Labels_that_begin_with_the_same_words_are_a_family_and_its_points_are_named_by_what_they_differ_in()
    {
        var found = PolicyFamily.Of(
        [
            "every chunk", "threshold 20 chunks", "threshold 50 chunks", "weibull 20 chunks g=3",
            "proportional /serving 0.1 min 5 chunks", "proportional /serving 0.25 min 5 chunks", "proportional /network 1 min 5 chunks",
        ]);
        Assert.Equal(("every chunk", ""), found["every chunk"]);
        Assert.Equal(("threshold … chunks", "20"), found["threshold 20 chunks"]);
        Assert.Equal(("weibull 20 chunks g=3", ""), found["weibull 20 chunks g=3"]);
        Assert.Equal(("proportional /serving … min 5 chunks", "0.25"), found["proportional /serving 0.25 min 5 chunks"]);
        Assert.Equal("proportional /network 1 min 5 chunks", found["proportional /network 1 min 5 chunks"].Family);
    }
}
