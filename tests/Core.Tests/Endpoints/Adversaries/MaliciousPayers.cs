using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>What holds where a payer spends one grant everywhere at once, or its money elsewhere: properties of one schedule.</summary>
internal static class MaliciousPayers
{
    private static readonly MoveKind[] _wants = [MoveKind.Want];

    private static readonly Gen<GrantSetup> _capped =
        Gen.Select(Gen.Int[0, 1], Gen.Long[2, 30], Gen.Long[1, 12]).Select((payer, whole, perNode) => new GrantSetup(payer, whole, Math.Min(whole, perNode)));

    private static readonly Gen<GrantSetup> _uncapped = Gen.Select(Gen.Int[0, 1], Gen.Long[2, 30]).Select((payer, whole) => new GrantSetup(payer, whole, 0));

    /// <summary>Grants with a cap for each node, spent at all of them at once.</summary>
    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> Capped =
        AdversaryGens.Worlds(AdversaryGens.Encrypted, _wants, grants: _capped, lanes: 2);

    /// <summary>Grants that leave the cap out.</summary>
    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> Uncapped =
        AdversaryGens.Worlds(AdversaryGens.Encrypted, _wants, grants: _uncapped, lanes: 2);

    /// <summary>Accounts that run out, and are emptied.</summary>
    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> Poor =
        AdversaryGens.Worlds(AdversaryGens.Encrypted, [MoveKind.Want, MoveKind.Want, MoveKind.Withdraw], lanes: 2, balance: Gen.Long[2, 40]);

    /// <summary>
    /// Nodes lose at most the caps of all of them less the grant, which is nothing where the caps fit into it, and the ledger credits the
    /// grant and no more.
    /// </summary>
    public static void DoubleSpending((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeWorld world = new(schedule.Setup);
        world.Play(schedule.Moves);
        for (int i = 0; i < world.Grants.Length; i++)
        {
            GrantSetup grant = schedule.Setup.Grants[i];
            long lost = LostOf(world, world.Grants[i].Grant.Id(), grant.MaxSpend);
            Assert.True(lost <= Math.Max(0, (grant.PerNode * schedule.Setup.Nodes) - grant.MaxSpend), "nodes lose more than their caps");
        }
    }

    /// <summary>
    /// Without a cap nodes lose what the law of uncoordinated nodes allows (T2), reckoned from what each of them measured, and the windows
    /// that were under way.
    /// </summary>
    public static void DoubleSpendingWithoutCaps((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeSetup one = schedule.Setup with
        {
            Lanes = [.. schedule.Setup.Lanes.Select(lane => lane with { Grant = 0, Wants = [.. lane.Wants, .. lane.Wants, .. lane.Wants, .. lane.Wants] })],
        };
        ExchangeWorld world = new(one);
        SpendMeter meter = world.Meter = new SpendMeter(world);
        world.Play(schedule.Moves);
        long lost = LostOf(world, world.Grants[0].Grant.Id(), one.Grants[0].MaxSpend);
        Assert.True(meter.PaidUnits >= lost, "a node lost what nobody paid");
        long most = meter.MostOverspent() + ((long)one.Lanes.Length * one.NodeWindow);
        Assert.True(lost <= most, $"T2: nodes lose {lost} units, more than {most}");
    }

    /// <summary>
    /// A payer that takes its money away while nodes serve: its debt is no more than what nodes could not see of each other (T2), the windows
    /// under way, and what it took. Whoever paid has its keys all the same, and nobody is slashed.
    /// </summary>
    public static void Withdrawals((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeSetup one = schedule.Setup with { Lanes = [.. schedule.Setup.Lanes.Select(lane => lane with { Grant = 0 })] };
        ExchangeWorld world = new(one);
        SpendMeter meter = world.Meter = new SpendMeter(world);
        world.Play(schedule.Moves);
        PublicKey payer = world.Grants[0].Grant.Payer;
        Int128 debt = world.Ledger.Ledger.Debt(payer), left = world.Ledger.Ledger.Balance(payer);
        Int128 had = (ExchangeWorld.Price * one.Balances[one.Grants[0].Payer]).Units - world.Ledger.WithdrawnBy(payer);
        Assert.Equal(had - (ExchangeWorld.Price * meter.PaidUnits).Units, left - debt);
        Int128 most = (ExchangeWorld.Price * (meter.MostOverspent() + ((long)one.Lanes.Length * one.NodeWindow))).Units + world.Ledger.WithdrawnBy(payer);
        Assert.True(debt <= most, $"T2: a payer owes {debt}, more than {most}");
        foreach (ExchangeClient client in world.Clients) Assert.Equal(0, client.Endpoint.Outstanding);
    }

    /// <summary>What nodes hold tickets of and the ledger does not credit, in unit prices.</summary>
    private static long LostOf(ExchangeWorld world, Hash256 grant, long whole)
    {
        Credits held = Credits.Zero;
        foreach ((LaneKey lane, Credits claimed) in world.Ledger.Claimed)
            if (lane.GrantId == grant) held += claimed;
        Credits credited = world.Ledger.Ledger.SpentOf(grant);
        Assert.Equal(Credits.Min(held, ExchangeWorld.Price * whole), credited);
        return (held - credited).Units / ExchangeWorld.Price.Units;
    }
}
