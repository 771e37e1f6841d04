using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>The ledger of a world: transactions become final late, twice and out of order, and each node sees them later still.</summary>
internal sealed class LedgerHost(ExchangeWorld world)
{
    public static readonly LedgerSettings Settings = new()
    {
        EpochHeights = 1_000,
        GraceHeights = 500,
        DisputeHeights = 200,
        WithdrawHeights = 0,
        UnbondingHeights = 2_000,
        SlashAmount = new(700_000),
        PosterDeposit = new(5_000),
        WithheldKeyFee = new(300),
    };

    public static readonly Credits Stake = new(1_000_000);

    private readonly Dictionary<(PublicKey Node, PublicKey Payer), Credits> _credited = [];
    private readonly Dictionary<Hash256, Credits> _spent = [];
    private readonly Dictionary<(Hash256 Grant, PublicKey Node), Credits> _spentAt = [];
    private readonly Dictionary<PublicKey, Int128> _withdrawn = [];
    private long _entries;

    public ExchangeLedger Ledger { get; } = new(ExchangeWorld.Chain, world.Signatures, Settings);

    /// <summary>The largest claim of each lane, kept beyond its epoch.</summary>
    public Dictionary<LaneKey, Credits> Claimed { get; } = [];

    public void Begin()
    {
        for (int i = 0; i < world.Payers.Length; i++)
            if (world.Setup.Balances[i] > 0)
                Ledger.Apply(new Deposit(world.Payers[i].Key, ExchangeWorld.Price * world.Setup.Balances[i], false));
        foreach (ExchangeNode node in world.Nodes) Ledger.Apply(new Deposit(node.Key, Stake, true));
    }

    /// <summary>A node's claim, which the network brings once or twice.</summary>
    public void Submit(ExchangeNode node, LaneTicket ticket, SignedGrant grant)
    {
        int times = world.Draw(6) == 0 ? 2 : 1;
        long at = world.Ticks;
        world.Meter?.Submitted(LaneOf(ticket), ticket.Cumulative);
        for (int i = 0; i < times; i++) world.After(world.Delay() * 2, () => Redeem(node, ticket, grant, at));
    }

    public void Watch(ExchangeNode node, UserId user, PublicKey payer)
    {
        node.Watched[payer] = user;
        Credits balance = new((long)(Ledger.Balance(payer) - Ledger.Debt(payer)));
        _credited.TryGetValue((node.Key, payer), out Credits own);
        node.See((endpoint, outbox) => endpoint.OnAccountOpened(world.Now, user, balance, own, outbox));
    }

    public Int128 WithdrawnBy(in PublicKey payer) => _withdrawn.GetValueOrDefault(payer);

    public void NextEpoch()
    {
        Ledger.Advance((Ledger.Epoch + 1) * Settings.EpochHeights);
        Ledger.Audit();
    }

    /// <summary>A payer takes half of its balance, and the nodes hear of it in their time.</summary>
    public void WithdrawHalf(int payer)
    {
        ISigner signer = world.Payers[payer];
        Credits amount = new((long)(Ledger.Balance(signer.Key) / 2));
        if (amount <= Credits.Zero) return;
        Withdraw withdraw = Withdraw.Sign(
            signer, ExchangeWorld.Chain, WithdrawFrom.Balance, amount, Ledger.SequenceOf(signer.Key));
        Assert.Equal(LedgerOutcome.Applied, Ledger.Apply(withdraw).Outcome);
        _withdrawn[signer.Key] = WithdrawnBy(signer.Key) + amount.Units;
        Ledger.Audit();
        Tell(signer.Key, new NodeId(-1), amount, Credits.Zero);
    }

    public static RedeemItem ItemOf(LaneTicket ticket) => ticket.Kind switch
    {
        HeldTicket.Final => RedeemItem.OfFinal(ticket.Final, ticket.Signature, default),
        HeldTicket.Signed => RedeemItem.OfUnit(ticket.Anchor, ticket.Unit, ticket.Cumulative, ticket.Signature, default),
        _ => RedeemItem.OfChain(ticket.Anchor, ticket.Unit, ticket.Ticket, default),
    };

    private static LaneKey LaneOf(LaneTicket ticket) => ticket.Kind == HeldTicket.Final ? ticket.Final.LaneKey : ticket.Anchor.Anchor.LaneKey;

    private void Redeem(ExchangeNode node, LaneTicket ticket, SignedGrant signed, long submitted)
    {
        Grant grant = signed.Grant;
        Hash256 id = grant.Id();
        Assert.False(Ledger.Apply(signed).IsRefused, "a grant that a node served is refused");
        RedeemItem item = ItemOf(ticket);
        LaneKey lane = LaneOf(ticket);
        Claimed.TryGetValue(lane, out Credits before);
        LedgerVerdict verdict = Ledger.Apply(item);
        // After a restart a node hands in again what is long final: too late to be credited, if it was credited before.
        if (verdict.Refusal == LedgerRefusal.EpochClosed && lane.Epoch < Ledger.Epoch && before >= ticket.Cumulative) return;
        Assert.True(verdict.Refusal == LedgerRefusal.None, $"I20: the ticket of an honest node is refused: {verdict.Refusal}");
        // I9, reckoned apart: what is new in the claim, as far as both caps go.
        _spent.TryGetValue(id, out Credits spent);
        _spentAt.TryGetValue((id, node.Key), out Credits spentHere);
        Credits due = Credits.Max(Credits.Zero, ticket.Cumulative - before);
        due = Credits.Min(due, grant.MaxSpend - spent);
        if (grant.MaxSpendPerNode > Credits.Zero) due = Credits.Min(due, grant.MaxSpendPerNode - spentHere);
        Assert.True(verdict.Amount == due.Units, "I9: a claim is not credited by exactly what is new in it");
        Claimed[lane] = Credits.Max(before, ticket.Cumulative);
        Assert.True(Ledger.ClaimedOf(lane) == Claimed[lane], "I8: the ledger's claim of a lane is not the largest");
        _spent[id] = spent + due;
        _spentAt[(id, node.Key)] = spentHere + due;
        Assert.True(Ledger.SpentOf(id) <= grant.MaxSpend && Ledger.SpentOf(id) == _spent[id], "I11: a grant is overspent");
        Ledger.Audit();
        foreach (ExchangeNode each in world.Nodes) Assert.True(Ledger.StakeOf(each.Key) == Stake.Units, "I6: an honest node is slashed");
        _credited.TryGetValue((node.Key, grant.Payer), out Credits credited);
        _credited[(node.Key, grant.Payer)] = credited + due;
        Tell(grant.Payer, new NodeId(node.Index), due, credited + due);
        foreach (ExchangeNode other in world.Nodes)
        {
            if (other == node) continue;
            _spentAt.TryGetValue((id, other.Key), out Credits its);
            Credits elsewhere = _spent[id] - its;
            other.See((endpoint, _) =>
            {
                endpoint.OnGrantSpentElsewhere(id, elsewhere);
                if (due > Credits.Zero) world.Meter?.Seen(world.Ticks - submitted);
            });
        }
    }

    private void Tell(PublicKey payer, NodeId from, Credits amount, Credits cumulative)
    {
        _entries++;
        foreach (ExchangeNode node in world.Nodes)
        {
            if (!node.Watched.TryGetValue(payer, out UserId user)) continue;
            LedgerEntry entry = new(_entries, user, from, amount, cumulative);
            node.See((endpoint, outbox) => endpoint.OnLedgerEntry(world.Now, entry, outbox));
        }
    }
}
