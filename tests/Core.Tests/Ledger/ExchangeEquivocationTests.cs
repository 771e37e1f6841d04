using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class ExchangeEquivocationTests
{
    internal static Equivocation Of(ISigner node, byte session, long unit = 3, Hash256? chain = null, byte headB = 2)
    {
        Hash256 name = Blake3.Hash([session]), a = Blake3.Hash([1]), b = Blake3.Hash([headB]);
        Hash256 on = chain ?? ExchangeCase.Chain;
        return new Equivocation(
            node.Key, name, unit, a, new HeaderStatement(on, name, unit, a).Sign(node), b, new HeaderStatement(on, name, unit, b).Sign(node));
    }

    [Fact]
    public void Two_header_chains_for_one_unit_cost_stake_once_a_session()
    {
        ExchangeCase at = new();
        PublicKey node = at.Nodes[0].Key;
        LedgerVerdict verdict = at.Does(at.Ledger.Apply(Of(at.Nodes[0], 1)));
        Assert.Equal((LedgerOutcome.Upheld, (Int128)500), (verdict.Outcome, verdict.Amount));
        Assert.Equal(((Int128)1_500, (Int128)500), (at.Ledger.StakeOf(node), at.Ledger.Burned));
        at.Refuses(LedgerRefusal.AlreadySlashed, l => l.Apply(Of(at.Nodes[0], 1)));
        at.Refuses(LedgerRefusal.AlreadySlashed, l => l.Apply(Of(at.Nodes[0], 1, unit: 9)));
        at.Does(at.Ledger.Apply(Of(at.Nodes[0], 2)));
        at.Does(at.Ledger.Apply(Of(at.Nodes[1], 1)));
        Assert.Equal(((Int128)1_000, (Int128)1_500), (at.Ledger.StakeOf(node), at.Ledger.StakeOf(at.Nodes[1].Key)));
    }

    [Fact]
    public void What_does_not_contradict_itself_costs_nothing()
    {
        ExchangeCase at = new();
        Equivocation good = Of(at.Nodes[0], 1);
        at.Refuses(LedgerRefusal.NoContradiction, l => l.Apply(Of(at.Nodes[0], 1, headB: 1)));
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(good with { Unit = 4 }));
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(good with { Session = default }));
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(good with { Node = at.Nodes[1].Key }));
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(good with { HeadB = Blake3.Hash([7]) }));
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(good with { SignatureA = good.SignatureB }));
        at.Refuses(LedgerRefusal.BadSignature, l => l.Apply(Of(at.Nodes[0], 1, chain: default(Hash256))));
        at.Refuses(LedgerRefusal.UnknownNode, l => l.Apply(Of(at.Poster, 1)));
        at.Refuses(LedgerRefusal.FieldOutOfRange, l => l.Apply(good with { Unit = -1 }));
    }

    [Fact]
    public void No_more_is_slashed_than_is_at_stake()
    {
        ExchangeCase at = new(ExchangeCase.Plain with { SlashAmount = new(1_500) });
        Assert.Equal((Int128)1_500, at.Ledger.Apply(Of(at.Nodes[0], 1)).Amount);
        Assert.Equal((Int128)500, at.Ledger.Apply(Of(at.Nodes[0], 2)).Amount);
        at.LeavesUnchanged(l => l.Apply(Of(at.Nodes[0], 3)));
        at.Does(at.Ledger.Apply(new Deposit(at.Nodes[0].Key, new(10), true)));
        Assert.Equal((Int128)10, at.Does(at.Ledger.Apply(Of(at.Nodes[0], 3))).Amount);
    }
}
