using Fleek.Core.Actors;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>What a deposit and a withdrawal do to a payer that is being served, or is frozen.</summary>
public sealed class UnfreezeTests
{
    private static readonly CommitRule EveryChunk = new() { Kind = CommitRuleKind.EveryChunk };

    [Fact]
    public void A_frozen_payer_is_served_again_once_enough_has_come_in_and_not_before()
    {
        Pair pair = new(EveryChunk, balance: 30, threshold: 10, unfreeze: 25);
        pair.Want(100);
        Assert.Equal((20, UserLaneState.Refused, true), (pair.Delivered, pair.Lane, pair.Froze));

        pair.Deposit(14); // 24: enough to serve, not enough to serve again
        pair.Reconnect();
        Assert.Equal((20, UserLaneState.Refused), (pair.Delivered, pair.Lane));

        pair.Deposit(1);
        pair.Reconnect();
        Assert.Equal((35, UserLaneState.Refused, 10), (pair.Delivered, pair.Lane, pair.FinalBalance));
        Assert.Equal(35, pair.Actor.AccountOf(Pair.User).Paid.Units / Money.Price.Units);
    }

    [Fact]
    public void Without_a_threshold_to_unfreeze_a_payer_stays_frozen_for_good()
    {
        Pair pair = new(EveryChunk, balance: 30, threshold: 10);
        pair.Want(100);
        pair.Deposit(500);
        pair.Reconnect();
        Assert.Equal((20, UserLaneState.Refused), (pair.Delivered, pair.Lane));
    }

    [Fact]
    public void What_a_payer_asks_back_is_not_counted_on()
    {
        Pair pair = new(EveryChunk, balance: 100, threshold: 10);
        pair.Want(20);
        pair.Withdraw(50);
        pair.Want(100);
        Assert.Equal((40, UserLaneState.Refused, 10), (pair.Delivered, pair.Lane, pair.FinalBalance));
    }

    [Fact]
    public void A_withdrawal_makes_a_node_claim_what_it_holds_and_stop_where_too_little_is_left()
    {
        Pair some = new(new CommitRule { Kind = CommitRuleKind.WhenNeeded }, balance: 100, threshold: 10);
        some.Want(20);
        Assert.Equal(0, some.Submits);
        some.Withdraw(50);
        some.Want(1);
        Assert.Equal((1, 21, UserLaneState.Open), (some.Submits, some.Delivered, some.Lane));

        Pair all = new(new CommitRule { Kind = CommitRuleKind.WhenNeeded }, balance: 100, threshold: 10);
        all.Want(20);
        all.Withdraw(100);
        all.Pump();
        Assert.Equal((1, 20, UserLaneState.Refused, true), (all.Submits, all.Delivered, all.Lane, all.Froze));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 4)]
    public void A_node_that_is_new_to_a_flagged_account_serves_nothing_though_enough_is_there(bool flagged, int chunks)
    {
        NodeOptions options = new(Money.Price, FreezeRuleKind.OwnPending, Money.Chunks(10), EveryChunk, 4, 8, Seed: 1)
        {
            UnfreezeThreshold = Money.Chunks(25),
        };
        NodeCore node = new(Pair.Node, options);
        Outbox outbox = Outbox.ForWindow(4);
        int sent = 0;
        Step(Input.From(new Message(MessageKind.Hello, default, Pair.User, Pair.Node, 1, default)));
        Step(Input.AccountOpened(Pair.User, Money.Chunks(20), isFrozen: flagged));
        Step(Input.From(new Message(MessageKind.Anchor, default, Pair.User, Pair.Node, 256, default)));
        Step(Input.From(new Message(MessageKind.Request, default, Pair.User, Pair.Node, 9, default)));
        Assert.Equal(chunks, sent);

        void Step(in Input input)
        {
            node.Step(Instant.Zero, input, outbox);
            foreach (ref readonly Effect effect in outbox.Effects)
                if (effect.Kind == EffectKind.Send && effect.Message.Kind == MessageKind.Chunk) sent++;
            outbox.Clear();
        }
    }

    [Fact]
    public void A_payer_that_finishes_while_it_is_frozen_is_not_opened_again()
    {
        Pair pair = new(EveryChunk, balance: 30, threshold: 10, unfreeze: 25);
        pair.Want(100);
        pair.Finish();
        Assert.Equal(UserLaneState.Refused, pair.Lane);
        Assert.Equal(20, pair.Delivered);
    }
}
