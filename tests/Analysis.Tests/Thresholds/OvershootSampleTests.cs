using Fleek.Analysis.Thresholds;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Tests.Thresholds;

public sealed class OvershootSampleTests
{
    private static readonly Credits Chunk = new(1_000);

    [Fact]
    public void A_threshold_foretells_the_accounts_that_overshoot_it_and_what_it_leaves()
    {
        OvershootSample sample = OvershootSample.Of([Run(-5, -3, 2), Run(-3, 0)], Credits.Zero, Chunk);
        Assert.Equal(5, sample.Accounts);
        Assert.Equal(2, sample.Runs);
        // Below zero at F = 0, 3 and 5: what lies below -F.
        Assert.Equal([3, 1, 0], new[] { 0, 3, 5 }.Select(f => sample.NegativeAt(Chunk * f)));
        // At F = 4 balances would be -1, 1, 6, 1, 4.
        Assert.Equal((1.0 + 6 + 1 + 4) / 5, sample.StrandedAt(Chunk * 4).Mean, 12);
        Assert.Equal((5.0 + 3 - 2 + 3) / 5, sample.Group.Mean, 12);
    }

    [Fact]
    public void What_runs_under_a_threshold_left_counts_from_it()
    {
        // At F = 10 accounts of the same overshoots end ten chunks higher.
        OvershootSample at = OvershootSample.Of([Run(5, 7, 12), Run(7, 10)], Chunk * 10, Chunk);
        Assert.Equal(OvershootSample.Of([Run(-5, -3, 2), Run(-3, 0)], Credits.Zero, Chunk).Overshoots.ToArray(), at.Overshoots.ToArray());
    }

    [Fact]
    public void Accounts_that_nobody_froze_strand_nothing_and_a_threshold_is_not_below_zero()
    {
        RunResult idle = Run(500, 400) with { Accounts = [new(Chunk * 500, false), new(Chunk * 400, false)] };
        OvershootSample sample = OvershootSample.Of([idle], Credits.Zero, Chunk);
        Assert.Equal(0, sample.StrandedAt(Chunk * 10).Mean);
        Assert.Equal(Credits.Zero, sample.Needed(0.01).Value);
        Assert.Equal(0, sample.NegativeAt(Credits.Zero));
    }

    [Fact]
    public void Runs_without_accounts_are_refused()
    {
        Assert.Throws<ArgumentException>(() => OvershootSample.Of([Run(1) with { Accounts = null }], Credits.Zero, Chunk));
        Assert.Throws<ArgumentException>(() => OvershootSample.Of([], Credits.Zero, Chunk));
    }

    private static RunResult Run(params int[] finals) => new(new Dictionary<string, MeasureValue>(), 0, 0, 0)
    {
        Accounts = [.. finals.Select(f => new AccountOutcome(Chunk * f, true))],
    };
}
