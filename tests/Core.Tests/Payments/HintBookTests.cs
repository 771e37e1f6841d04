using CsCheck;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class HintBookTests
{
    [Fact]
    public void A_hint_counts_until_the_ledger_has_caught_up()
    {
        HintBook book = new();
        NodeId node = new(4);
        Assert.Equal(50, book.Hint(node, new(50)).Units);
        Assert.Equal(-20, book.SeeClaim(node, new(20)).Units);
        Assert.Equal(0, book.Hint(node, new(40)).Units); // an older hint
        Assert.Equal(10, book.Hint(node, new(60)).Units);
        Assert.Equal(-40, book.SeeClaim(node, new(90)).Units); // the ledger is ahead of the hints
        Assert.Equal(0, book.Hint(node, new(80)).Units);
        Assert.Equal(0, book.SeeClaim(node, new(10)).Units);
    }

    /// <summary>
    /// Whatever order, repetition and loss of hints and claims: pending is what was hinted less what the ledger shows.
    /// </summary>
    [Fact]
    public void Pending_is_the_newest_hint_beyond_the_newest_claim_in_any_order() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 9], Gen.Long[0, 100]).Array[0, 200].Sample(moves =>
        {
            HintBook book = new();
            long[] hinted = new long[10], claimed = new long[10];
            Credits pending = Credits.Zero;
            foreach ((bool isHint, int node, long cumulative) in moves)
            {
                Credits change = isHint ? book.Hint(new(node), new(cumulative)) : book.SeeClaim(new(node), new(cumulative));
                Assert.True(isHint ? change >= Credits.Zero : change <= Credits.Zero);
                long[] known = isHint ? hinted : claimed;
                known[node] = Math.Max(known[node], cumulative);
                pending += change;
                Assert.Equal(hinted.Zip(claimed, (h, c) => Math.Max(0, h - c)).Sum(), pending.Units);
            }
        });
}
