using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>
/// Two nodes in step, 10 chunks of money, one chunk from each at every second, claims visible 1.5 s after their submission:
/// few enough steps to count by hand.
/// </summary>
public sealed class ViewTests
{
    // F = 4, batches of 2. Before its chunk at second t a node sees 10, less its own t-1, less the other's visible claims (the
    // first at 3.5 s): 10, 9, 8, 5, then 4 < 4 + 1. Both freeze at 5 s with 8 paid and 2 left, 15 s before the end;
    // each has committed twice (at 2 s and 4 s).
    [Fact]
    public void A_refusal_that_leaves_money_counts_as_denied_and_stranded() =>
        Check(freeze: 4, threshold: 2, final: 2, denied: 15, freezes: 2, stranded: 2, commitsPer1000: 500);

    // F = 4, batches of 4, visible at 5.5 s: 10, 9, 8, 7, 6, then 1. All is spent at 5 s, before the refusal at 6 s,
    // which commits the rest: two commits a node and 10 chunks.
    [Fact]
    public void A_refusal_after_the_money_is_spent_denies_nothing() =>
        Check(freeze: 4, threshold: 4, final: 0, denied: 0, freezes: 2, stranded: 0, commitsPer1000: 400);

    // F = 0, batches of 2: 10, 9, 8, 5, 4, 1, then 0 at 7 s. 12 paid of 10; three commits a node.
    [Fact]
    public void An_overshoot_strands_nothing() =>
        Check(freeze: 0, threshold: 2, final: -2, denied: 0, freezes: 2, stranded: 0, commitsPer1000: 500);

    // F = 8, batches of 5: 10, 9, then 8 < 8 + 1 at 3 s: 4 paid, 6 left; the refusal commits 2 chunks at each node.
    [Fact]
    public void A_refusal_commits_what_is_uncommitted() =>
        Check(freeze: 8, threshold: 5, final: 6, denied: 17, freezes: 2, stranded: 6, commitsPer1000: 500);

    [Fact]
    public void Money_that_was_never_asked_for_is_not_stranded()
    {
        // Over after the chunks of 2 s: nobody froze. The close commits.
        Scenario scenario = Worlds.LockStep(10, 4, 2, 5, 1.5);
        RunResult result = CellRunner.Run(scenario with { Duration = new(2_500_000_000) }, 1, WorldInputs.None);
        Equal(result, final: 6, denied: 0, freezes: 0, stranded: 0, commitsPer1000: 500);
    }

    private static void Check(
        long freeze, long threshold, double final, double denied, double freezes, double stranded, double commitsPer1000)
    {
        Scenario scenario = Worlds.LockStep(10, freeze, 2, threshold, 1.5) with { Duration = new(20_000_000_000) };
        Equal(CellRunner.Run(scenario, 1, WorldInputs.None), final, denied, freezes, stranded, commitsPer1000);
    }

    private static void Equal(
        RunResult result, double final, double denied, double freezes, double stranded, double commitsPer1000)
    {
        Assert.Equal(final, result.Measures[Measures.FinalBalance].Value);
        Assert.Equal(Math.Max(0, -final), result.Measures[Measures.Overshoot].Value);
        Assert.Equal(denied, result.Measures[Measures.DeniedWhileSolvent].Value, 1e-9);
        Assert.Equal(freezes, result.Measures[Measures.Freezes].Value);
        Assert.Equal(stranded, result.Measures[Measures.Stranded].Value);
        Assert.Equal(commitsPer1000, result.Measures[Measures.CommitsPer1000].Value, 1e-9);
        Assert.Equal(10 - final, result.Measures[Measures.Served].Value);
    }
}
