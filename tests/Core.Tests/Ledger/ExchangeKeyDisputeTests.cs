using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class ExchangeKeyDisputeTests
{
    private const long Price = ExchangeCase.Price;

    private static KeyWithheld Dispute(ExchangeCase at, HeaderEvidence evidence, ISigner? poster = null)
    {
        poster ??= at.Poster;
        return KeyWithheld.Sign(poster, ExchangeCase.Chain, at.Ledger.SequenceOf(poster.Key), evidence);
    }

    private static LedgerVerdict Publish(ExchangeCase at, HonestSession session, Hash256 dispute, long unit) =>
        at.Ledger.Apply(new PublishKey(dispute, unit, session.KeyOf(unit)));

    [Fact]
    public void A_unit_in_dispute_is_in_escrow_and_paid_for_its_key()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register());
        LedgerVerdict opened = at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(5, 5, signed: 8))));
        Assert.Equal(((Int128)10, (Int128)60, (Int128)990 * 10 + 90), (opened.Amount, at.Ledger.Escrow, at.Ledger.Balance(at.Payer.Key)));
        Assert.Equal(new Credits(10), at.Ledger.SpentOf(session.Lane.GrantId));
        at.Does(Publish(at, session, opened.Id, 5));
        Assert.Equal(((Int128)0, (Int128)10), (at.Ledger.Escrow, at.Ledger.LockedOf(at.Nodes[0].Key, 0)));
        Assert.Equal(((Int128)50, (Int128)50), (at.Ledger.Balance(at.Poster.Key), at.Ledger.Fees));
        at.Refuses(LedgerRefusal.UnknownDispute, l => Publish(at, session, opened.Id, 5));
        // Its ticket comes after it and does not pay it again.
        Assert.Equal((Int128)60, at.Does(at.Ledger.Apply(session.Redeem(7))).Amount);
        Assert.Equal((Int128)70, at.Ledger.LockedOf(at.Nodes[0].Key, 0));
        at.Ledger.Advance(20);
        Assert.Equal((Int128)70, at.Ledger.LockedOf(at.Nodes[0].Key, 0));
    }

    [Fact]
    public void A_unit_whose_key_does_not_come_is_refunded_and_never_redeemed()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register());
        at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(5, 5))));
        at.Ledger.Advance(9);
        Assert.Equal(1, at.Ledger.OpenDisputes);
        at.Does(at.Ledger.Advance(10));
        Assert.Equal((0, (Int128)10_000, (Int128)100),
            (at.Ledger.OpenDisputes, at.Ledger.Balance(at.Payer.Key), at.Ledger.Balance(at.Poster.Key)));
        Assert.Equal(Credits.Zero, at.Ledger.SpentOf(session.Lane.GrantId));
        Assert.Equal((Int128)60, at.Does(at.Ledger.Apply(session.Redeem(7))).Amount);
        Assert.Equal((Int128)2_000, at.Ledger.StakeOf(at.Nodes[0].Key));
        Assert.Equal((Int128)7, at.Ledger.FeeOwedBy(at.Nodes[0].Key));
        at.Does(at.Ledger.Advance(140));
        Assert.Equal(((Int128)53, (Int128)0, (Int128)7),
            (at.Ledger.EarningsOf(at.Nodes[0].Key), at.Ledger.FeeOwedBy(at.Nodes[0].Key), at.Ledger.Fees));
    }

    [Fact]
    public void A_unit_that_was_redeemed_before_goes_back_from_what_the_node_earned()
    {
        ExchangeCase at = new(ExchangeCase.Plain with { RedeemFeeMillionths = 100_000 });
        HonestSession session = at.Session(at.Register());
        at.Does(at.Ledger.Apply(session.Redeem(7)));
        LedgerVerdict opened = at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(7, 7))));
        Assert.Equal(((Int128)10, (Int128)54, (Int128)9_930),
            (opened.Amount, at.Ledger.LockedOf(at.Nodes[0].Key, 0), at.Ledger.Balance(at.Payer.Key)));
        at.Does(at.Ledger.Advance(10));
        Assert.Equal(((Int128)9_940, (Int128)54), (at.Ledger.Balance(at.Payer.Key), at.Ledger.LockedOf(at.Nodes[0].Key, 0)));
        Assert.Equal(new Credits(60), at.Ledger.SpentOf(session.Lane.GrantId));
        at.LeavesUnchanged(l => l.Apply(session.Redeem(7)));
        Assert.Equal((Int128)10, at.Does(at.Ledger.Apply(session.Redeem(8))).Amount);
    }

    [Fact]
    public void Redeeming_before_or_after_a_dispute_comes_to_the_same()
    {
        foreach (bool answered in (bool[])[true, false])
        {
            Hash256[] states = new Hash256[4];
            for (int i = 0; i < states.Length; i++)
            {
                ExchangeCase at = new();
                HonestSession session = at.Session(at.Register());
                if (i == 0) at.Does(at.Ledger.Apply(session.Redeem(9)));
                if (i == 3) at.Does(at.Ledger.Apply(session.Redeem(4)));
                LedgerVerdict opened = at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(3, 6))));
                if (i == 1) at.Does(at.Ledger.Apply(session.Redeem(9)));
                if (answered) for (int unit = 3; unit <= 6; unit++) at.Does(Publish(at, session, opened.Id, unit));
                at.Ledger.Advance(30);
                if (i >= 2) at.Does(at.Ledger.Apply(session.Redeem(9)));
                states[i] = at.Ledger.StateHash();
                Assert.Equal((Int128)(answered ? 90 : 50), at.Ledger.LockedOf(at.Nodes[0].Key, 0));
            }

            Assert.Single(states.Distinct());
        }
    }

    [Fact]
    public void Disputes_in_either_order_come_to_the_same_state()
    {
        Hash256[] states = new Hash256[2];
        for (int i = 0; i < 2; i++)
        {
            ExchangeCase at = new();
            HonestSession session = at.Session(at.Register());
            foreach (int unit in i == 0 ? [3, 7] : (int[])[7, 3]) at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(unit, unit))));
            at.Does(at.Ledger.Advance(10));
            states[i] = at.Ledger.StateHash();
        }

        Assert.Equal(states[0], states[1]);
    }

    [Fact]
    public void Of_a_range_each_key_is_paid_for_itself()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register());
        LedgerVerdict opened = at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(2, 5, signed: 6))));
        Assert.Equal((Int128)40, opened.Amount);
        at.Refuses(LedgerRefusal.WrongKey, l => l.Apply(new PublishKey(opened.Id, 2, session.KeyOf(3))));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => Publish(at, session, opened.Id, 6));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => Publish(at, session, opened.Id, 1));
        at.Does(Publish(at, session, opened.Id, 4));
        at.LeavesUnchanged(l => Publish(at, session, opened.Id, 4));
        at.Does(at.Ledger.Advance(10));
        Assert.Equal(((Int128)10, (Int128)9_990), (at.Ledger.LockedOf(at.Nodes[0].Key, 0), at.Ledger.Balance(at.Payer.Key)));
        Assert.Equal(((Int128)100, (Int128)7), (at.Ledger.Balance(at.Poster.Key), at.Ledger.FeeOwedBy(at.Nodes[0].Key)));
        Assert.Equal((Int128)10, at.Does(at.Ledger.Apply(session.Redeem(5))).Amount);
    }

    [Fact]
    public void A_drained_account_owes_nothing_and_no_node_is_blamed()
    {
        ExchangeCase at = new(balance: 9);
        HonestSession session = at.Session(at.Register());
        at.Refuses(LedgerRefusal.NothingToEscrow, l => l.Apply(Dispute(at, session.Evidence(1, 1))));
        at.Does(at.Ledger.Apply(new Deposit(at.Payer.Key, new(1), false)));
        at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(1, 1))));
    }

    [Fact]
    public void An_account_in_debt_or_a_grant_without_room_is_not_escrowed()
    {
        ExchangeCase debt = new(balance: 25);
        HonestSession session = debt.Session(debt.Register());
        debt.Does(debt.Ledger.Apply(session.Redeem(3)));
        debt.Refuses(LedgerRefusal.NothingToEscrow, l => l.Apply(Dispute(debt, session.Evidence(2, 2))));
        debt.Refuses(LedgerRefusal.NothingToEscrow, l => l.Apply(Dispute(debt, session.Evidence(4, 4))));

        ExchangeCase cap = new();
        Hash256 grant = cap.Register(cap.Terms with { MaxSpend = new(25) });
        session = cap.Session(grant);
        cap.Does(cap.Ledger.Apply(session.Redeem(2)));
        cap.Refuses(LedgerRefusal.NothingToEscrow, l => l.Apply(Dispute(cap, session.Evidence(3, 3))));
        cap.Does(cap.Ledger.Apply(Dispute(cap, session.Evidence(2, 2))));

        ExchangeCase node = new();
        grant = node.Register(node.Terms with { MaxSpendPerNode = new(9) });
        node.Refuses(LedgerRefusal.NothingToEscrow, l => l.Apply(Dispute(node, node.Session(grant).Evidence(3, 3))));
    }

    [Fact]
    public void The_poster_lays_down_a_deposit_beside_the_units()
    {
        ExchangeCase at = new(balance: 59);
        HonestSession session = at.Session(at.Register());
        at.Refuses(LedgerRefusal.NothingToEscrow, l => l.Apply(Dispute(at, session.Evidence(1, 1), at.Payer)));
        at.Refuses(LedgerRefusal.NoDeposit, l => l.Apply(Dispute(at, session.Evidence(1, 1), at.Device)));
        at.Does(at.Ledger.Apply(new Deposit(at.Payer.Key, new(1), false)));
        at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(1, 1), at.Payer)));
        Assert.Equal((Int128)0, at.Ledger.Balance(at.Payer.Key));
        at.Does(at.Ledger.Advance(10));
        Assert.Equal((Int128)60, at.Ledger.Balance(at.Payer.Key));
    }

    [Fact]
    public void No_unit_is_disputed_twice()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register();
        HonestSession session = at.Session(grant);
        at.Does(at.Ledger.Apply(new Deposit(at.Poster.Key, new(1_000), false)));
        at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(3, 5))));
        at.Refuses(LedgerRefusal.AlreadyDisputed, l => l.Apply(Dispute(at, session.Evidence(3, 5))));
        at.Refuses(LedgerRefusal.AlreadyDisputed, l => l.Apply(Dispute(at, session.Evidence(5, 7))));
        at.Does(at.Ledger.Advance(10));
        at.Refuses(LedgerRefusal.AlreadyDisputed, l => l.Apply(Dispute(at, session.Evidence(4, 4))));
        at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(6, 6))));
        // The same units under another anchor, elsewhere on the lane's line of money.
        HonestSession moved = at.Session(grant);
        moved.Replace(moved.Anchor.Anchor with { BaseCumulative = new(300) });
        at.Refuses(LedgerRefusal.AlreadyDisputed, l => l.Apply(Dispute(at, moved.Evidence(4, 4))));
        // Other units at the same place of the line.
        at.Refuses(LedgerRefusal.AlreadyDisputed, l => l.Apply(Dispute(at, at.Session(grant, name: 1).Evidence(4, 4))));
    }

    [Fact]
    public void Evidence_that_is_not_the_nodes_or_not_paid_is_refused()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register();
        HonestSession session = at.Session(grant), other = at.Session(grant, node: 1);
        at.Refuses(LedgerRefusal.BadTicket, l => l.Apply(Dispute(at, Changed(session.Evidence(3, 3), ticket: session.TicketOf(2)))));
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(Dispute(at, Changed(session.Evidence(3, 3), signature: other.SignHead(3)))));
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(Dispute(at, Changed(session.Evidence(3, 3), before: session.HeadOf(3)))));
        at.Refuses(LedgerRefusal.BadHeaders, l => l.Apply(Dispute(at, Changed(session.Evidence(3, 3), first: 2, last: 2, ticket: session.TicketOf(2)))));
        at.Refuses(LedgerRefusal.BadSequence, l => l.Apply(KeyWithheld.Sign(at.Poster, ExchangeCase.Chain, 1, session.Evidence(3, 3))));
        KeyWithheld good = Dispute(at, session.Evidence(3, 3)), next = Dispute(at, session.Evidence(4, 4));
        Assert.Equal(LedgerRefusal.BadAuthor, at.Ledger.Apply(new KeyWithheld(next.Evidence, good.Author)).Refusal);
        at.Does(at.Ledger.Apply(good));
    }

    [Fact]
    public void A_chunk_that_was_sent_as_it_is_has_no_key_to_withhold()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register());
        session.Replace(session.HeaderOf(3) with { KeyCommitment = default });
        at.Refuses(LedgerRefusal.NoKey, l => l.Apply(Dispute(at, session.Evidence(3, 3))));
        at.Refuses(LedgerRefusal.NoKey, l => l.Apply(Dispute(at, session.Evidence(2, 3))));
        at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(2, 2, signed: 3))));
    }

    [Fact]
    public void Units_of_a_closed_epoch_are_disputed_until_the_window_ends()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register());
        at.Ledger.Advance(129);
        LedgerVerdict opened = at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(1, 1))));
        at.Does(at.Ledger.Advance(138));
        at.Refuses(LedgerRefusal.EpochClosed, l => l.Apply(Dispute(at, session.Evidence(2, 2))));
        at.Does(Publish(at, session, opened.Id, 1));
        at.Does(at.Ledger.Advance(140));
        Assert.Equal((Int128)10, at.Ledger.EarningsOf(at.Nodes[0].Key));
    }

    [Fact]
    public void A_nodes_disputes_over_one_lane_are_bounded()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register(), units: 256);
        at.Does(at.Ledger.Apply(new Deposit(at.Poster.Key, new(10_000), false)));
        for (int i = 1; i <= 64; i++) at.Does(at.Ledger.Apply(Dispute(at, session.Evidence(i * 2, i * 2))));
        at.Refuses(LedgerRefusal.TooManyDisputes, l => l.Apply(Dispute(at, session.Evidence(1, 1))));
        Assert.Equal((Int128)640, at.Does(at.Ledger.Apply(session.Redeem(128))).Amount);
    }

    private static HeaderEvidence Changed(
        HeaderEvidence of, Hash256? ticket = null, Signature? signature = null, Hash256? before = null, long? first = null, long? last = null) => new()
        {
            Anchor = of.Anchor,
            FirstUnit = first ?? of.FirstUnit,
            LastUnit = last ?? of.LastUnit,
            Ticket = ticket ?? of.Ticket,
            HeadBefore = before ?? of.HeadBefore,
            Headers = of.Headers,
            Signature = signature ?? of.Signature,
            Path = of.Path,
        };
}
