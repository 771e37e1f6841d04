using CsCheck;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class FreezeRuleTests
{
    private static readonly Gen<Belief> Beliefs =
        Gen.Select(Gen.Long[-50, 200], Gen.Long[0, 60], Gen.Long[0, 60], Gen.Long[0, 40], Gen.Long[1, 9], Gen.Long[0, 80],
            Gen.Long[1, 12])
            .Select((visible, own, hinted, sent, price, threshold, population) =>
                new Belief(visible, own, hinted, sent, price, threshold, population));

    [Fact]
    public void Own_pending_sends_iff_what_is_left_after_all_it_knows_of_stays_at_the_threshold() => Beliefs.Sample(b =>
        Assert.Equal(b.Visible - b.Own - b.Hinted - b.Sent - b.Price >= b.Threshold, b.MaySend(FreezeRuleKind.OwnPending)));

    [Fact]
    public void The_common_view_looks_at_the_visible_balance_alone() => Beliefs.Sample(b =>
        Assert.Equal(b.Visible - b.Price >= b.Threshold, b.MaySend(FreezeRuleKind.CommonView)));

    [Fact]
    public void The_refilling_cap_shares_out_what_is_visible() => Beliefs.Sample(b =>
    {
        Assert.Equal((b.Own + b.Sent + b.Price) * b.Population <= b.Visible - b.Threshold,
            b.MaySend(FreezeRuleKind.RefillingCap));
        // It may recover exactly if it would send once all its own is visible and nothing is under way.
        bool rested = (b with { Own = 0, Sent = 0 }).MaySend(FreezeRuleKind.RefillingCap);
        Assert.Equal(rested, b.MayRecover(FreezeRuleKind.RefillingCap));
        Assert.False(b.MayRecover(FreezeRuleKind.OwnPending));
        Assert.False(b.MayRecover(FreezeRuleKind.CommonView));
    });

    [Theory]
    [InlineData(FreezeRuleKind.OwnPending)]
    [InlineData(FreezeRuleKind.CommonView)]
    [InlineData(FreezeRuleKind.RefillingCap)]
    public void Every_rule_is_monotone_in_every_argument(FreezeRuleKind kind) =>
        Gen.Select(Beliefs, Gen.Long[0, 30], Gen.Int[0, 6]).Sample((b, more, argument) =>
        {
            Belief harder = argument switch
            {
                0 => b with { Visible = b.Visible - more },
                1 => b with { Own = b.Own + more },
                2 => b with { Hinted = b.Hinted + more },
                3 => b with { Sent = b.Sent + more },
                4 => b with { Price = b.Price + more },
                5 => b with { Threshold = b.Threshold + more },
                _ => b with { Population = b.Population + more },
            };
            if (harder.MaySend(kind)) Assert.True(b.MaySend(kind), $"{harder} may be sent, but not {b}");
        });

    /// <summary>
    /// T1: with one node and its own pending subtracted, the balance ends in [F, F + q) whatever the batches and lags.
    /// </summary>
    [Fact]
    public void A_single_node_spends_down_to_the_threshold_and_never_below() =>
        Gen.Select(Gen.Long[0, 500], Gen.Long[0, 400], Gen.Long[1, 30], Gen.Int[0, 2].Array[1, 60])
        .Sample((balance, threshold, price, moves) =>
        {
            long visible = balance, own = 0, sent = 0, spent = 0;
            for (int i = 0; ; i++)
            {
                Assert.True(i < 200_000, "the node never stops");
                bool may = new Belief(visible, own, 0, sent, price, threshold, 1).MaySend(FreezeRuleKind.OwnPending);
                if (!may && sent == 0) break;
                switch (moves[i % moves.Length])
                {
                    case 0 when may: // send one more chunk before the last is paid
                        sent += price;
                        break;
                    case 1: // what was paid becomes visible
                        visible -= own;
                        own = 0;
                        break;
                    default: // a ticket for all that was sent; if there is none, send
                        (own, spent, sent) = sent > 0 ? (own + sent, spent + sent, 0) : (own, spent, may ? price : 0);
                        break;
                }

                if (moves.All(move => move == 1)) return; // nobody spends
            }

            if (balance >= threshold) Assert.InRange(balance - spent, threshold, threshold + price - 1);
            else Assert.Equal(0, spent);
        });

    /// <summary>The population is what a user says, and debts and hints can be huge: no overflow may stop a node.</summary>
    [Fact]
    public void No_argument_can_overflow_a_rule()
    {
        Credits most = new(long.MaxValue), least = new(long.MinValue), one = new(1);
        foreach (FreezeRuleKind kind in Enum.GetValues<FreezeRuleKind>())
        {
            Assert.False(FreezeRule.MaySend(kind, least, most, most, most, most, most, long.MaxValue));
            Assert.False(FreezeRule.MayRecover(kind, least, most, most, long.MaxValue));
            Assert.False(FreezeRule.MaySend(kind, Credits.Zero, one, one, one, one, Credits.Zero, long.MaxValue));
        }
    }

    [Fact]
    public void An_unknown_rule_throws() => Assert.Throws<ArgumentOutOfRangeException>(() =>
        new Belief(1, 1, 1, 1, 1, 1, 1).MaySend((FreezeRuleKind)99));

    private sealed record Belief(long Visible, long Own, long Hinted, long Sent, long Price, long Threshold, long Population)
    {
        public bool MaySend(FreezeRuleKind kind) => FreezeRule.MaySend(
            kind, new(Visible), new(Own), new(Hinted), new(Sent), new(Price), new(Threshold), Population);

        public bool MayRecover(FreezeRuleKind kind) =>
            FreezeRule.MayRecover(kind, new(Visible), new(Price), new(Threshold), Population);
    }
}
