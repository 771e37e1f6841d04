using Fleek.Core.Actors;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Sessions of an honest user and an honest node, without a world.</summary>
public sealed class SessionTests
{
    [Fact]
    public void A_whole_session_is_this_sequence()
    {
        Pair pair = new(CommitRules.Threshold(2, FirstPhase.Aligned), window: 2) { Log = [] };
        pair.Want(3);
        pair.Finish();
        Assert.Equal(
        [
            "user: Hello 1 0", "node: watch 0 0", "node: Welcome 2 1",
            "user: Anchor 256 0", "user: Request 3 0",
            "node: Chunk 1 0", "node: Chunk 2 0",
            "user: Pay 1 1",
            "node: paid 1 1", "node: Key 1 0", "node: Chunk 3 0",
            "user: Pay 2 2",
            "node: paid 2 1", "node: Key 2 0", "node: submit 0 2",
            "user: delivered 1 0",
            "user: Pay 3 3",
            "node: paid 3 1", "node: Key 3 0",
            "user: delivered 2 0", "user: delivered 3 0",
            "user: Close 3 3",
            "node: submit 0 3", "node: End 3 0",
        ], pair.Log!);
        Assert.Equal((3, 997, UserLaneState.Closed), (pair.Delivered, pair.FinalBalance, pair.Lane));
    }

    [Theory]
    [InlineData(10, 3, 7)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 11, 0)]
    [InlineData(3, 0, 3)]
    public void A_node_freezes_exactly_at_the_threshold(long balance, long threshold, long served)
    {
        foreach (int window in (int[])[1, 3, 64])
            foreach (bool settles in (bool[])[true, false])
            {
                Pair pair = new(CommitRules.Threshold(4), balance, threshold, window) { Settles = settles };
                if (served > 0) pair.Want(served);
                Assert.False(pair.Froze);
                pair.Want(1);
                Assert.True(pair.Froze);
                while (pair.SettleOne())
                {
                }

                Assert.Equal((served, served, balance - served, UserLaneState.Refused),
                    (pair.Sent, pair.Delivered, pair.FinalBalance, pair.Lane));
            }
    }

    [Fact]
    public void A_frozen_user_is_asked_no_more_and_its_money_is_committed()
    {
        Pair pair = new(CommitRules.Threshold(1000), balance: 10, threshold: 4, window: 3) { Log = [] };
        pair.Want(50);
        Assert.Equal((6, 4), (pair.Delivered, pair.FinalBalance));
        int written = pair.Log!.Count;
        pair.Want(5);
        pair.Finish();
        Assert.Equal(written, pair.Log.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(127)]
    [InlineData(239)]
    [InlineData(600)]
    public void Anchors_roll_over_long_sessions(int window)
    {
        Pair pair = new(CommitRules.Threshold(64), balance: 100_000, window: window) { Log = [] };
        pair.Want(3000);
        Assert.Equal((3000, 3000), (pair.Sent, pair.Delivered));
        long[] anchors = [.. pair.Log!.Where(line => line.StartsWith("user: Anchor", StringComparison.Ordinal))
            .Select(line => long.Parse(line.Split(' ')[2]))];
        Assert.Equal(Enumerable.Range(1, anchors.Length).Select(i => 256L * i), anchors);
        Assert.InRange(anchors[^1], 3000, 3000 + (2 * 256));
    }

    [Fact]
    public void Demand_in_pieces_is_served_like_demand_at_once()
    {
        foreach (CommitRuleKind kind in Enum.GetValues<CommitRuleKind>())
        {
            Pair once = new(CommitRules.OrdinaryOf(kind), window: 4), pieces = new(CommitRules.OrdinaryOf(kind), window: 4);
            once.Want(700);
            for (int i = 0; i < 700; i++) pieces.Want(1);
            once.Finish();
            pieces.Finish();
            // What 700 tickets of a lottery win is a matter of chance, and the same in both.
            long left = kind == CommitRuleKind.Lottery ? once.FinalBalance : 300;
            Assert.Equal((700, left), (once.Delivered, once.FinalBalance));
            Assert.Equal((700, left), (pieces.Delivered, pieces.FinalBalance));
        }
    }

    [Fact]
    public void A_user_that_closes_before_anything_came_leaves_nothing_behind()
    {
        Pair pair = new(CommitRules.EveryChunk) { Log = [] };
        pair.Finish();
        Assert.Empty(pair.Log!);
        pair.Want(3);
        Assert.Empty(pair.Log!); // it said that it wants nothing more
        Assert.Equal((UserLaneState.Closed, 1000), (pair.Lane, pair.FinalBalance));
    }

    [Fact]
    public void Each_commit_of_the_hinting_rule_sends_a_hint()
    {
        Pair pair = new(CommitRules.OrdinaryOf(CommitRuleKind.ProportionalHints), window: 1) { Log = [] };
        pair.Want(200);
        pair.Finish();
        string[] submits = [.. pair.Log!.Where(line => line.StartsWith("node: submit", StringComparison.Ordinal))];
        string[] hints = [.. pair.Log!.Where(line => line.StartsWith("node: hint", StringComparison.Ordinal))];
        Assert.True(submits.Length > 3);
        Assert.Equal(submits.Select(line => line.Replace("submit", "hint", StringComparison.Ordinal)), hints);
    }

    /// <summary>60 hinted of 100 leave 40; that they then become visible changes nothing.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_others_hint_is_not_spent_again(bool becomesVisible)
    {
        Pair pair = new(CommitRules.OrdinaryOf(CommitRuleKind.ProportionalHints), balance: 100, servingNodes: 2);
        NodeId other = new(100);
        pair.Want(10);
        pair.Hint(other, 45);
        pair.Hint(other, 60);
        pair.Hint(other, 50); // older
        pair.Hint(Pair.Node, 1000); // its own: it knows better
        if (becomesVisible) pair.ClaimElsewhere(other, 60);
        pair.Want(90);
        Assert.True(pair.Froze);
        Assert.Equal(40, pair.Delivered);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(64)]
    public void The_refilling_cap_holds_back_and_recovers_when_a_commit_is_visible(int window)
    {
        Pair pair = new(
            CommitRules.Threshold(1000), balance: 100, window: window, freeze: FreezeRuleKind.RefillingCap, servingNodes: 4)
        {
            Settles = false,
        };
        pair.Want(60);
        Assert.Equal((25, false), (pair.Delivered, pair.Froze)); // (100 - 0) / 4
        while (pair.SettleOne())
        {
        }

        Assert.Equal((60, false), (pair.Delivered, pair.Froze));
        pair.Want(1000);
        while (pair.SettleOne())
        {
        }

        Assert.Equal((97, true), (pair.Delivered, pair.Froze)); // 3 chunks are less than one for each of 4 nodes
    }
}
