using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Live.Conformance;

/// <summary>All behaviours that both arms must show.</summary>
internal static partial class Behaviours
{
    private const Compared Calm = Compared.Books | Compared.Sessions;

    /// <summary>Where each frame waits for the one before, all of them are the same.</summary>
    private const Compared Strict = Compared.Books | Compared.Sessions | Compared.Frames;

    public static IReadOnlyList<Behaviour> All { get; } = [.. Plain, .. Broken, .. Refused, .. Money, .. Nodes];

    private static IEnumerable<Behaviour> Plain =>
    [
        new("A whole content is delivered in order, paid and credited", Calm, arm => WholeAsync(arm, new NodeTerms(), new LaneTerms())),
        new("A range of blocks is delivered and nothing else", Calm, RangeAsync),
        new("Lanes of one payer go beside each other", Calm, LanesAsync),
        new("With a window of one every frame waits for the one before", Strict,
            arm => WholeAsync(arm, new NodeTerms { Window = 1 }, new LaneTerms { Window = 1 })),
        new("A window of sixteen", Calm, arm => WholeAsync(arm, new NodeTerms { Window = 16 }, new LaneTerms { Window = 16 })),
        new("Signed tickets in place of a hash chain", Calm,
            arm => WholeAsync(arm, new NodeTerms { Tickets = TicketKind.Signed }, new LaneTerms { Tickets = TicketKind.Signed })),
        new("Payment after the plain block", Calm,
            arm => WholeAsync(arm, new NodeTerms { Mode = ExchangeMode.PayAfter }, new LaneTerms { Mode = ExchangeMode.PayAfter })),
        new("Payment before the plain block", Calm,
            arm => WholeAsync(arm, new NodeTerms { Mode = ExchangeMode.PayBefore }, new LaneTerms { Mode = ExchangeMode.PayBefore })),
        new("Chains of tickets are used up and followed by others", Calm, ManyUnitsAsync),
        new("A grant for a set of nodes is redeemed by the node's way in it", Calm, ScopeAsync),
        new("A lane that wants nothing is closed", Calm, NothingAsync),
    ];

    /// <summary>Two thirds of a content, then the rest, and an end in order.</summary>
    private static async Task WholeAsync(ExchangeArm arm, NodeTerms nodeTerms, LaneTerms laneTerms)
    {
        IArmNode node = await arm.AddNodeAsync(nodeTerms);
        ArmUser user = await arm.AddUserAsync(new UserTerms(100));
        ArmLane lane = arm.Open(user, node, laneTerms);
        lane.Fetch(ExchangeArm.Large, 0, 12);
        await FinishAsync(arm, lane, 12);
        Assert.Equal(Enumerable.Range(0, 12).Select(block => $"large:{block}"), lane.Blocks);
        await CreditedAsync(arm, user, node, 12);
    }

    private static async Task RangeAsync(ExchangeArm arm)
    {
        IArmNode node = await arm.AddNodeAsync(new NodeTerms());
        ArmUser user = await arm.AddUserAsync(new UserTerms(100));
        ArmLane lane = arm.Open(user, node, new LaneTerms());
        lane.Fetch(ExchangeArm.Large, 3, 4);
        lane.Fetch(ExchangeArm.Small, 0, 1);
        lane.Fetch(ExchangeArm.Large, 10, 2);
        await FinishAsync(arm, lane, 7);
        Assert.Equal(["large:3", "large:4", "large:5", "large:6", "small:0", "large:10", "large:11"], lane.Blocks);
        await CreditedAsync(arm, user, node, 7);
    }

    private static async Task LanesAsync(ExchangeArm arm)
    {
        IArmNode node = await arm.AddNodeAsync(new NodeTerms());
        ArmUser user = await arm.AddUserAsync(new UserTerms(100));
        ArmLane[] lanes = [.. Enumerable.Range(0, 3).Select(number => arm.Open(user, node, new LaneTerms { Lane = number, Window = 2 + number }))];
        foreach (ArmLane lane in lanes) lane.Fetch(ExchangeArm.Large, 0, 12);
        foreach (ArmLane lane in lanes) await FinishAsync(arm, lane, 12);
        await CreditedAsync(arm, user, node, 36);
    }

    private static async Task ManyUnitsAsync(ExchangeArm arm)
    {
        const int units = 600;
        IArmNode node = await arm.AddNodeAsync(new NodeTerms { Window = 16 });
        ArmUser user = await arm.AddUserAsync(new UserTerms(units));
        ArmLane lane = arm.Open(user, node, new LaneTerms { Window = 16 });
        for (int i = 0; i < units; i++) lane.Fetch(ExchangeArm.Small, 0, 1);
        await FinishAsync(arm, lane, units);
        await CreditedAsync(arm, user, node, units);
    }

    private static async Task ScopeAsync(ExchangeArm arm)
    {
        IArmNode node = await arm.AddNodeAsync(new NodeTerms());
        ArmUser user = await arm.AddUserAsync(new UserTerms(100) { Scope = [arm.NewSigner().Key, node.Key, arm.NewSigner().Key] });
        ArmLane lane = arm.Open(user, node, new LaneTerms());
        lane.Fetch(ExchangeArm.Large, 0, 12);
        await FinishAsync(arm, lane, 12);
        await CreditedAsync(arm, user, node, 12);
    }

    private static async Task NothingAsync(ExchangeArm arm)
    {
        IArmNode node = await arm.AddNodeAsync(new NodeTerms());
        ArmUser user = await arm.AddUserAsync(new UserTerms(5));
        ArmLane lane = arm.Open(user, node, new LaneTerms());
        await arm.UntilAsync(() => lane.Tape.Sessions > 0, "a connection");
        await FinishAsync(arm, lane, 0);
        await CreditedAsync(arm, user, node, 0);
    }

    /// <summary>Waits until so many blocks have come, and closes the lane in order.</summary>
    private static async Task FinishAsync(ExchangeArm arm, ArmLane lane, int blocks)
    {
        await arm.UntilAsync(() => lane.Delivered >= blocks || lane.HasEnded, $"{blocks} blocks");
        Assert.Equal(blocks, lane.Delivered);
        lane.Finish();
        await arm.UntilAsync(() => lane.HasEnded, "the lane's end");
        Assert.Equal("Finished", lane.End);
        Assert.Equal((ExchangeArm.Price * blocks).Units, lane.PaidUnits);
        Assert.Equal(0, lane.Outstanding);
    }

    /// <summary>Waits until the node has committed what the payer's grant was spent for there.</summary>
    private static async Task CreditedAsync(ExchangeArm arm, ArmUser user, IArmNode node, long chunks)
    {
        Credits due = ExchangeArm.Price * chunks;
        Hash256 grant = user.Id;
        await arm.UntilAsync(() => arm.Look(ledger => ledger.SpentOf(grant, node.Key)) >= due, $"{chunks} chunks are credited");
        Assert.Equal(due, arm.Look(ledger => ledger.SpentOf(grant, node.Key)));
    }
}
