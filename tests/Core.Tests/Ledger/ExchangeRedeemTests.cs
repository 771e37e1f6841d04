using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

public sealed class ExchangeRedeemTests
{
    private const long Price = ExchangeCase.Price;

    [Fact]
    public void A_grant_is_registered_once_and_again_is_harmless()
    {
        ExchangeCase at = new(ExchangeCase.Plain with { GrantFee = new(4) }, balance: 10);
        SignedGrant grant = new(at.Terms, at.Terms.Sign(at.Payer));
        Assert.Equal((Int128)4, at.Does(at.Ledger.Apply(grant)).Amount);
        at.LeavesUnchanged(l => l.Apply(grant));
        Assert.Equal(((Int128)6, (Int128)4), (at.Ledger.Balance(at.Payer.Key), at.Ledger.Fees));
        Grant second = at.Terms with { Nonce = new(9, 9) };
        at.Register(second);
        Grant third = at.Terms with { Nonce = new(9, 10) };
        at.Refuses(LedgerRefusal.InsufficientFunds, l => l.Apply(new SignedGrant(third, third.Sign(at.Payer))));
    }

    [Fact]
    public void A_grant_of_wrong_terms_is_refused()
    {
        ExchangeCase at = new();
        void Refuses(LedgerRefusal reason, Grant grant) =>
            at.Refuses(reason, l => l.Apply(new SignedGrant(grant, IsWritable(grant) ? grant.Sign(at.Payer) : default)));
        Refuses(LedgerRefusal.WrongChain, at.Terms with { Chain = default });
        Refuses(LedgerRefusal.FieldOutOfRange, at.Terms with { EpochFrom = 4 });
        Refuses(LedgerRefusal.FieldOutOfRange, at.Terms with { EpochFrom = -1 });
        Refuses(LedgerRefusal.FieldOutOfRange, at.Terms with { MaxSpend = new(0) });
        Refuses(LedgerRefusal.FieldOutOfRange, at.Terms with { MaxSpendPerNode = new(-1) });
        Refuses(LedgerRefusal.FieldOutOfRange, at.Terms with { MaxSpendPerNode = new(500 * Price + 1) });
        Refuses(LedgerRefusal.FieldOutOfRange, at.Terms with { MaxUnitPrice = new(0) });
        Refuses(LedgerRefusal.FieldOutOfRange, at.Terms with { Lanes = 0 });
        Refuses(LedgerRefusal.FieldOutOfRange, at.Terms with { Lanes = 65_536 });
        Refuses(LedgerRefusal.FieldOutOfRange, at.Terms with { NotAfter = new(-1) });
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(new SignedGrant(at.Terms, at.Terms.Sign(at.Device))));
        at.Ledger.Advance(ExchangeCase.Plain.EpochHeights + ExchangeCase.Plain.GraceHeights);
        Refuses(LedgerRefusal.EpochClosed, at.Terms with { EpochTo = 0 });
    }

    [Fact]
    public void A_grant_that_ends_beyond_all_heights_is_registered()
    {
        ExchangeCase at = new();
        at.Register(at.Terms with { EpochTo = long.MaxValue });
        at.Does(at.Ledger.Advance(ExchangeLedger.MaxHeight));
    }

    [Fact]
    public void A_ticket_credits_what_is_new_in_it_and_nothing_twice()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register());
        Assert.Equal((Int128)(3 * Price), at.Does(at.Ledger.Apply(session.Redeem(3))).Amount);
        Assert.Equal((Int128)(4 * Price), at.Does(at.Ledger.Apply(session.Redeem(7))).Amount);
        at.LeavesUnchanged(l => l.Apply(session.Redeem(7)));
        at.LeavesUnchanged(l => l.Apply(session.Redeem(2)));
        Assert.Equal(new Credits(7 * Price), at.Ledger.ClaimedOf(session.Lane));
        Assert.Equal(new Credits(7 * Price), at.Ledger.SpentOf(session.Lane.GrantId));
        Assert.Equal((Int128)(7 * Price), at.Ledger.LockedOf(at.Nodes[0].Key, 0));
        Assert.Equal((Int128)(993 * Price), at.Ledger.Balance(at.Payer.Key));
    }

    [Fact]
    public void A_chain_goes_on_where_the_last_one_ended()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register();
        at.Does(at.Ledger.Apply(at.Session(grant, units: 5).Redeem(5)));
        HonestSession second = at.Session(grant, baseUnits: 5, start: 5, units: 5);
        Assert.Equal((Int128)(2 * Price), at.Does(at.Ledger.Apply(second.Redeem(7))).Amount);
    }

    [Fact]
    public void A_final_ticket_and_a_signed_unit_stand_for_a_chain()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register());
        at.Does(at.Ledger.Apply(session.Redeem(3)));
        Assert.Equal((Int128)(2 * Price), at.Does(at.Ledger.Apply(session.RedeemFinal(new(5 * Price)))).Amount);
        Assert.Equal((Int128)Price, at.Does(at.Ledger.Apply(session.RedeemSigned(6, new(6 * Price)))).Amount);
        at.LeavesUnchanged(l => l.Apply(session.RedeemFinal(new(6 * Price))));
        at.Refuses(LedgerRefusal.BadTicket, l => l.Apply(session.RedeemSigned(7, new(6 * Price))));
        at.Refuses(LedgerRefusal.BadTicket, l => l.Apply(session.RedeemSigned(41, new(41 * Price))));
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(RedeemItem.OfUnit(session.Anchor, 7, new(7 * Price), default, default)));
        FinalTicket forged = session.RedeemFinal(new(9 * Price)).Final;
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(RedeemItem.OfFinal(forged, forged.Sign(at.Payer), default)));
        FinalTicket free = forged with { UnitPrice = new(0) };
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(RedeemItem.OfFinal(free, free.Sign(at.Device), default)));
    }

    [Fact]
    public void A_ticket_that_does_not_lead_to_its_anchor_is_refused()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register();
        HonestSession session = at.Session(grant), other = at.Session(grant, name: 1);
        SignedAnchor anchor = session.Anchor;
        at.Refuses(LedgerRefusal.BadTicket, l => l.Apply(RedeemItem.OfChain(session.Anchor, 4, session.TicketOf(3), default)));
        at.Refuses(LedgerRefusal.BadTicket, l => l.Apply(RedeemItem.OfChain(session.Anchor, 3, other.TicketOf(3), default)));
        at.Refuses(LedgerRefusal.BadTicket, l => l.Apply(RedeemItem.OfChain(session.Anchor, 0, session.TicketOf(0), default)));
        at.Refuses(LedgerRefusal.BadTicket, l => l.Apply(RedeemItem.OfChain(session.Anchor, 41, session.TicketOf(40), default)));
        at.Refuses(LedgerRefusal.BadTicket, l => l.Apply(RedeemItem.OfChain(session.Anchor, long.MaxValue, session.TicketOf(40), default)));
        SignedAnchor unsigned = anchor with { Signature = other.Anchor.Signature };
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(RedeemItem.OfChain(unsigned, 3, session.TicketOf(3), default)));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(default(RedeemItem)));
    }

    [Fact]
    public void A_ticket_of_another_ledger_grant_lane_epoch_or_price_is_refused()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register(at.Terms with { EpochFrom = 1 });
        at.Ledger.Advance(200);
        void Refuses(LedgerRefusal reason, Func<Anchor, Anchor> change)
        {
            HonestSession session = at.Session(grant, epoch: 2);
            session.Replace(change(session.Anchor.Anchor));
            at.Refuses(reason, l => l.Apply(session.Redeem(3)));
        }

        Refuses(LedgerRefusal.WrongChain, a => a with { Chain = default });
        Refuses(LedgerRefusal.UnknownGrant, a => a with { GrantId = default });
        Refuses(LedgerRefusal.LaneOutOfGrant, a => a with { Lane = 4 });
        Refuses(LedgerRefusal.EpochOutOfGrant, a => a with { Epoch = 0 });
        Refuses(LedgerRefusal.EpochOutOfGrant, a => a with { Epoch = 4 });
        Refuses(LedgerRefusal.EpochAhead, a => a with { Epoch = 3 });
        Refuses(LedgerRefusal.PriceAboveGrant, a => a with { UnitPrice = new(Price + 1) });
        Refuses(LedgerRefusal.UnknownNode, a => a with { Node = at.Poster.Key });
        Refuses(LedgerRefusal.FieldOutOfRange, a => a with { UnitPrice = new(0) });
        Refuses(LedgerRefusal.FieldOutOfRange, a => a with { Units = 257 });
        Refuses(LedgerRefusal.FieldOutOfRange, a => a with { BaseCumulative = new(long.MaxValue) });
        at.Refuses(LedgerRefusal.UnknownGrant, l => l.Apply(at.Session(new Hash256(), epoch: 2).Redeem(1)));
    }

    [Fact]
    public void Values_that_no_encoding_can_hold_are_refused_too()
    {
        ExchangeCase at = new();
        HonestSession session = at.Session(at.Register());
        void Refuses(LedgerRefusal reason, Func<Anchor, Anchor> change)
        {
            SignedAnchor changed = session.Anchor with { Anchor = change(session.Anchor.Anchor) };
            at.Refuses(reason, l => l.Apply(RedeemItem.OfChain(changed, 3, session.TicketOf(3), default)));
        }

        Refuses(LedgerRefusal.LaneOutOfGrant, a => a with { Lane = -1 });
        Refuses(LedgerRefusal.FieldOutOfRange, a => a with { Epoch = -1 });
        Refuses(LedgerRefusal.FieldOutOfRange, a => a with { NotAfter = new(-1) });
        Refuses(LedgerRefusal.FieldOutOfRange, a => a with { Start = -1 });
        Refuses(LedgerRefusal.FieldOutOfRange, a => a with { BaseCumulative = new(-1) });
    }

    [Fact]
    public void A_ticket_for_one_node_never_credits_another()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register();
        HonestSession session = at.Session(grant, node: 0);
        SignedAnchor stolen = session.Anchor with { Anchor = session.Anchor.Anchor with { Node = at.Nodes[1].Key } };
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(RedeemItem.OfChain(stolen, 3, session.TicketOf(3), default)));
        FinalTicket final = session.RedeemFinal(new(30)).Final;
        Signature signature = session.RedeemFinal(new(30)).Signature;
        at.Refuses(
            LedgerRefusal.BadSignature, l => l.Apply(RedeemItem.OfFinal(final with { Node = at.Nodes[1].Key }, signature, default)));
        at.Does(at.Ledger.Apply(session.Redeem(3)));
        Assert.Equal((Int128)0, at.Ledger.LockedOf(at.Nodes[1].Key, 0));
    }

    [Fact]
    public void Only_nodes_in_the_scope_redeem_a_grant()
    {
        ExchangeCase at = new();
        PublicKey[] set = [at.Nodes[0].Key, at.Nodes[1].Key, at.Poster.Key];
        Hash256 grant = at.Register(at.Terms with { Scope = NodeScope.Of(set) });
        byte[] siblings = new byte[64];
        Hash256[] hashes = new Hash256[2];
        int depth = NodeScope.Prove(set, 1, hashes);
        for (int i = 0; i < depth; i++) hashes[i].CopyTo(siblings.AsSpan(i * 32));
        uint turns = NodeScope.TurnsOf(3, 1);
        at.Refuses(LedgerRefusal.NotInScope, l => l.Apply(at.Session(grant, node: 1).Redeem(1)));
        at.Refuses(LedgerRefusal.NotInScope, l => l.Apply(at.Session(grant, node: 0).Redeem(1, new(turns, siblings.AsSpan(0, depth * 32)))));
        at.Refuses(LedgerRefusal.NotInScope, l => l.Apply(at.Session(grant, node: 2).Redeem(1, new(turns, siblings.AsSpan(0, depth * 32)))));
        at.Refuses(LedgerRefusal.NotInScope, l => l.Apply(at.Session(grant, node: 1).Redeem(1, new(turns, new byte[33]))));
        at.Refuses(LedgerRefusal.NotInScope, l => l.Apply(at.Session(grant, node: 1).Redeem(1, new(turns, new byte[32 * 21]))));
        at.Does(at.Ledger.Apply(at.Session(grant, node: 1).Redeem(1, new(turns, siblings.AsSpan(0, depth * 32)))));
    }

    [Fact]
    public void An_epoch_is_redeemed_until_its_close_and_not_after()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register();
        HonestSession session = at.Session(grant);
        at.Ledger.Advance(119);
        at.Does(at.Ledger.Apply(session.Redeem(3)));
        at.Ledger.Advance(120);
        at.Refuses(LedgerRefusal.EpochClosed, l => l.Apply(session.Redeem(4)));
        at.Refuses(LedgerRefusal.EpochClosed, l => l.Apply(session.RedeemFinal(new(4 * Price))));
        at.Does(at.Ledger.Apply(at.Session(grant, epoch: 1).Redeem(4)));
    }

    [Fact]
    public void An_epoch_is_forgotten_when_nothing_of_it_can_be_disputed()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register(at.Terms with { EpochTo = 0 });
        HonestSession session = at.Session(grant);
        at.Does(at.Ledger.Apply(session.Redeem(3)));
        at.Ledger.Advance(139);
        Assert.Equal(1, at.Ledger.BooksKept);
        at.Does(at.Ledger.Advance(140));
        Assert.Equal((0, Credits.Zero), (at.Ledger.BooksKept, at.Ledger.ClaimedOf(session.Lane)));
        Assert.Equal((Int128)(3 * Price), at.Ledger.EarningsOf(at.Nodes[0].Key));
        at.Refuses(LedgerRefusal.UnknownGrant, l => l.Apply(session.Redeem(3)));
        at.Refuses(LedgerRefusal.EpochClosed, l => l.Apply(new SignedGrant(at.Terms with { EpochTo = 0 }, default)));
    }

    [Fact]
    public void A_grant_shown_to_many_nodes_is_never_overspent()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register(at.Terms with { MaxSpend = new(50 * Price) });
        Assert.Equal((Int128)(30 * Price), at.Does(at.Ledger.Apply(at.Session(grant, node: 0).Redeem(30))).Amount);
        Assert.Equal((Int128)(20 * Price), at.Does(at.Ledger.Apply(at.Session(grant, node: 1).Redeem(40))).Amount);
        Assert.Equal((Int128)0, at.Does(at.Ledger.Apply(at.Session(grant, node: 2).Redeem(40))).Amount);
        Assert.Equal(new Credits(50 * Price), at.Ledger.SpentOf(grant));
        Assert.Equal((Int128)(950 * Price), at.Ledger.Balance(at.Payer.Key));
    }

    [Fact]
    public void A_nodes_cap_binds_all_its_lanes_together()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register(at.Terms with { MaxSpendPerNode = new(50 * Price) });
        at.Does(at.Ledger.Apply(at.Session(grant, lane: 0).Redeem(40)));
        Assert.Equal((Int128)(10 * Price), at.Does(at.Ledger.Apply(at.Session(grant, lane: 1).Redeem(40))).Amount);
        Assert.Equal((Int128)(40 * Price), at.Does(at.Ledger.Apply(at.Session(grant, node: 1).Redeem(40))).Amount);
    }

    [Fact]
    public void Fees_are_a_share_of_what_a_node_earned_whatever_the_pieces()
    {
        ExchangeCase whole = new(ExchangeCase.Plain with { RedeemFeeMillionths = 33_333 });
        ExchangeCase pieces = new(ExchangeCase.Plain with { RedeemFeeMillionths = 33_333 });
        HonestSession session = whole.Session(whole.Register());
        pieces.Register();
        whole.Does(whole.Ledger.Apply(session.Redeem(37)));
        for (int unit = 1; unit <= 37; unit++) pieces.Does(pieces.Ledger.Apply(session.Redeem(unit)));
        Assert.Equal((Int128)(370L * 33_333 / 1_000_000), whole.Ledger.Fees);
        Assert.Equal(whole.Ledger.StateHash(), pieces.Ledger.StateHash());
    }

    [Fact]
    public void Each_item_of_a_batch_counts_by_itself()
    {
        ExchangeCase at = new();
        Hash256 grant = at.Register();
        byte[] bytes = new byte[3 * RedeemItem.MaxLength];
        WireWriter writer = new(bytes);
        at.Session(grant, node: 0).Redeem(3).Write(ref writer);
        at.Session(grant, node: 1, epoch: 1).Redeem(3).Write(ref writer);
        at.Session(grant, node: 2).RedeemFinal(new(20)).Write(ref writer);
        LedgerVerdict verdict = at.Ledger.Apply(new RedeemBatch(3, writer.Written), out int refused);
        Assert.Equal(((Int128)50, 1), (verdict.Amount, refused));
        Assert.Equal(LedgerRefusal.Malformed, at.Ledger.Apply(new RedeemBatch(2, writer.Written), out _).Refusal);
        Assert.Equal(LedgerRefusal.Malformed, at.Ledger.Apply(new RedeemBatch(0, default), out _).Refusal);
    }

    private static bool IsWritable(in Grant grant) =>
        grant.EpochFrom >= 0 && grant.MaxSpendPerNode >= Credits.Zero && grant.Lanes <= ushort.MaxValue && grant.NotAfter >= Instant.Zero;
}
