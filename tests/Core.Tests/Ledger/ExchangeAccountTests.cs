using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;

namespace Fleek.Tests.Core;

public sealed class ExchangeAccountTests
{
    private static Withdraw Out(ISigner who, WithdrawFrom from, long amount, long sequence) =>
        Withdraw.Sign(who, ExchangeCase.Chain, from, new(amount), sequence);

    [Fact]
    public void Money_that_comes_in_is_on_the_account()
    {
        ExchangeCase at = new(balance: 0);
        Assert.Equal(300, at.Does(at.Ledger.Apply(new Deposit(at.Payer.Key, new(300), false))).Amount);
        Assert.Equal((Int128)300, at.Ledger.Balance(at.Payer.Key));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(new Deposit(at.Payer.Key, new(0), false)));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(new Deposit(at.Payer.Key, new(-1), true)));
    }

    [Fact]
    public void Deposits_beyond_64_bits_are_counted_and_not_lost()
    {
        ExchangeCase at = new(balance: long.MaxValue);
        at.Does(at.Ledger.Apply(new Deposit(at.Payer.Key, new(long.MaxValue), false)));
        Assert.Equal((Int128)long.MaxValue * 2, at.Ledger.Balance(at.Payer.Key));
    }

    [Fact]
    public void A_balance_leaves_after_its_time_and_as_far_as_it_is_left()
    {
        ExchangeCase at = new(balance: 100);
        at.Does(at.Ledger.Apply(Out(at.Payer, WithdrawFrom.Balance, 90, 0)));
        at.Refuses(LedgerRefusal.WithdrawalPending, l => l.Apply(Out(at.Payer, WithdrawFrom.Balance, 1, 1)));
        at.Does(at.Ledger.Advance(4));
        HonestSession session = at.Session(at.Register());
        at.Does(at.Ledger.Apply(session.Redeem(3)));
        Assert.Equal((Int128)70, at.Ledger.Balance(at.Payer.Key));
        at.Does(at.Ledger.Advance(5));
        Assert.Equal(((Int128)0, (Int128)70), (at.Ledger.Balance(at.Payer.Key), at.Ledger.Withdrawn));
        Assert.Equal(1, at.Ledger.SequenceOf(at.Payer.Key));
    }

    [Fact]
    public void Only_its_owner_takes_money_out_and_once_with_one_signature()
    {
        ExchangeCase at = new(ExchangeCase.Plain with { WithdrawHeights = 0 }, balance: 100);
        Withdraw good = Out(at.Payer, WithdrawFrom.Balance, 40, 0);
        Withdraw forged = good with { Author = good.Author with { Key = at.Poster.Key } };
        at.Refuses(LedgerRefusal.BadAuthor, l => l.Apply(forged));
        at.Refuses(LedgerRefusal.BadAuthor, l => l.Apply(good with { Amount = new(41) }));
        at.Refuses(LedgerRefusal.BadAuthor, l => l.Apply(Withdraw.Sign(at.Payer, default, WithdrawFrom.Balance, new(40), 0)));
        at.Refuses(LedgerRefusal.BadSequence, l => l.Apply(Out(at.Payer, WithdrawFrom.Balance, 40, 1)));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(Out(at.Payer, (WithdrawFrom)4, 40, 0)));
        at.Refuses(LedgerRefusal.InsufficientFunds, l => l.Apply(Out(at.Payer, WithdrawFrom.Balance, 101, 0)));
        at.Does(at.Ledger.Apply(good));
        Assert.Equal((Int128)60, at.Ledger.Balance(at.Payer.Key));
        at.Refuses(LedgerRefusal.BadSequence, l => l.Apply(good));
    }

    [Fact]
    public void Stake_that_is_leaving_can_still_be_slashed()
    {
        ExchangeCase at = new();
        at.Does(at.Ledger.Apply(Out(at.Nodes[0], WithdrawFrom.Stake, 2_000, 0)));
        at.Ledger.Advance(139);
        Assert.Equal((Int128)2_000, at.Ledger.StakeOf(at.Nodes[0].Key));
        at.Does(at.Ledger.Apply(ExchangeEquivocationTests.Of(at.Nodes[0], 1)));
        at.Does(at.Ledger.Advance(140));
        Assert.Equal(((Int128)0, (Int128)1_500), (at.Ledger.StakeOf(at.Nodes[0].Key), at.Ledger.Withdrawn));
    }

    [Fact]
    public void Earnings_are_free_when_their_epoch_can_no_longer_be_disputed()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register());
        at.Does(at.Ledger.Apply(session.Redeem(3)));
        Assert.Equal((Int128)30, at.Ledger.LockedOf(at.Nodes[0].Key, 0));
        at.Ledger.Advance(139);
        at.Refuses(LedgerRefusal.InsufficientFunds, l => l.Apply(Out(at.Nodes[0], WithdrawFrom.Earnings, 30, 0)));
        at.Ledger.Advance(140);
        at.Does(at.Ledger.Apply(Out(at.Nodes[0], WithdrawFrom.Earnings, 30, 0)));
        Assert.Equal(((Int128)30, (Int128)0), (at.Ledger.Withdrawn, at.Ledger.NodeCredits));
        Assert.Equal((Int128)30, at.Ledger.UserDebits);
    }

    [Fact]
    public void A_deposit_that_cures_a_debt_is_held_for_the_nodes_behind_it()
    {
        ExchangeCase at = new(balance: 20);
        HonestSession session = at.Session(at.Register());
        Assert.Equal((Int128)50, at.Does(at.Ledger.Apply(session.Redeem(5))).Amount);
        Assert.Equal(((Int128)0, (Int128)30), (at.Ledger.Balance(at.Payer.Key), at.Ledger.Debt(at.Payer.Key)));
        at.Does(at.Ledger.Apply(new Deposit(at.Payer.Key, new(35), false)));
        Assert.Equal(((Int128)5, (Int128)0), (at.Ledger.Balance(at.Payer.Key), at.Ledger.Debt(at.Payer.Key)));
        Assert.Equal(((Int128)30, (Int128)20), (at.Ledger.Held, at.Ledger.LockedOf(at.Nodes[0].Key, 0)));
    }

    [Fact]
    public void Height_only_grows()
    {
        ExchangeCase at = new();
        at.Does(at.Ledger.Advance(10));
        at.Refuses(LedgerRefusal.HeightNotAhead, l => l.Advance(10));
        at.Refuses(LedgerRefusal.HeightNotAhead, l => l.Advance(-1));
        at.Refuses(LedgerRefusal.HeightNotAhead, l => l.Advance(ExchangeLedger.MaxHeight + 1));
        at.Does(at.Ledger.Advance(ExchangeLedger.MaxHeight));
    }

    [Fact]
    public void Settings_that_let_a_cheat_leave_before_its_disputes_are_over_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ExchangeCase(ExchangeCase.Plain with { UnbondingHeights = 139 }));
        Assert.Throws<ArgumentException>(() => new ExchangeCase(ExchangeCase.Plain with { EpochHeights = 0 }));
        Assert.Throws<ArgumentException>(() => new ExchangeCase(ExchangeCase.Plain with { RedeemFeeMillionths = 1_000_001 }));
    }
}
