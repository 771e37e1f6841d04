using Fleek.Core.Wire;

namespace Fleek.Tests.Live.Conformance;

/// <content>Money that runs out, comes back, and epochs that end.</content>
internal static partial class Behaviours
{
    private static IEnumerable<Behaviour> Money =>
    [
        new("A grant is spent to its end and no further", Compared.Books, GrantAsync),
        new("An account is frozen above its threshold", Compared.Books, FrozenAsync),
        new("A deposit thaws an account that was frozen", Compared.Books, ThawAsync),
        new("A deposit does not thaw where the node thaws nobody", Compared.Books, NoThawAsync),
        new("An epoch that ends, ends its lanes; the next begins at zero", Compared.Books, EpochAsync),
    ];

    private static async Task GrantAsync(ExchangeArm arm)
    {
        IArmNode node = await arm.AddNodeAsync(new NodeTerms { Window = 4 });
        ArmUser user = await arm.AddUserAsync(new UserTerms(100) { GrantChunks = 5 });
        ArmLane lane = arm.Open(user, node, new LaneTerms { Window = 4 });
        lane.Fetch(ExchangeArm.Large, 0, 12);
        await DriesUpAsync(arm, lane, 5, RefuseReason.GrantExhausted);
        await CreditedAsync(arm, user, node, 5);
    }

    private static async Task FrozenAsync(ExchangeArm arm)
    {
        IArmNode node = await arm.AddNodeAsync(new NodeTerms { Window = 4, ThresholdChunks = 3 });
        ArmUser user = await arm.AddUserAsync(new UserTerms(10));
        ArmLane lane = arm.Open(user, node, new LaneTerms { Window = 4 });
        lane.Fetch(ExchangeArm.Large, 0, 12);
        await DriesUpAsync(arm, lane, 7, RefuseReason.Frozen);
        await CreditedAsync(arm, user, node, 7);
        Assert.True(Assert.Single(await node.LanesAsync()).IsFrozen);
    }

    private static Task ThawAsync(ExchangeArm arm) => DepositAsync(arm, unfreeze: 3, async (user, node, again) =>
    {
        await FinishAsync(arm, again, 5);
        Assert.All(await node.LanesAsync(), held => Assert.False(held.IsFrozen));
        await CreditedAsync(arm, user, node, 12);
    });

    private static Task NoThawAsync(ExchangeArm arm) => DepositAsync(arm, unfreeze: null, async (user, node, again) =>
    {
        await DriesUpAsync(arm, again, 0, RefuseReason.Frozen);
        Assert.All(await node.LanesAsync(), held => Assert.True(held.IsFrozen));
        await CreditedAsync(arm, user, node, 7);
    });

    /// <summary>An account is frozen, gets money that the node sees, and is tried again.</summary>
    private static async Task DepositAsync(ExchangeArm arm, long? unfreeze, Func<ArmUser, IArmNode, ArmLane, Task> then)
    {
        IArmNode node = await arm.AddNodeAsync(new NodeTerms { Window = 4, ThresholdChunks = 3, UnfreezeChunks = unfreeze });
        ArmUser user = await arm.AddUserAsync(new UserTerms(10) { GrantChunks = 100 });
        ArmLane lane = arm.Open(user, node, new LaneTerms { Window = 4 });
        lane.Fetch(ExchangeArm.Large, 0, 12);
        await DriesUpAsync(arm, lane, 7, RefuseReason.Frozen);
        await CreditedAsync(arm, user, node, 7);
        await arm.DepositAsync(user, 20);
        await arm.UntilAsync(async () => await node.BalanceAsync() == ExchangeArm.Price * 23, "the node sees the deposit");
        ArmLane again = arm.Open(user, node, new LaneTerms { Window = 4, Lane = 1 });
        again.Fetch(ExchangeArm.Large, 7, 5);
        await then(user, node, again);
    }

    private static async Task EpochAsync(ExchangeArm arm)
    {
        IArmNode node = await arm.AddNodeAsync(new NodeTerms { Window = 1 });
        ArmUser user = await arm.AddUserAsync(new UserTerms(100));
        ArmLane lane = arm.Open(user, node, new LaneTerms { Window = 1 });
        lane.Fetch(ExchangeArm.Large, 0, 6);
        await arm.UntilAsync(() => lane.Delivered == 6, "six blocks");
        await arm.NextEpochAsync();
        await arm.UntilAsync(() => lane.HasEnded, "the lane's end");
        Assert.Equal(("Refused", RefuseReason.EpochOver), (lane.End, lane.Refusal));
        ArmLane next = arm.Open(user, node, new LaneTerms { Window = 1, Epoch = 1 });
        next.Fetch(ExchangeArm.Large, 6, 6);
        await FinishAsync(arm, next, 6);
        Assert.Equal((ExchangeArm.Price * 6).Units, next.PaidUnits);
        await CreditedAsync(arm, user, node, 12);
    }

    /// <summary>So many blocks come, and then a refusal that ends the lane.</summary>
    private static async Task DriesUpAsync(ExchangeArm arm, ArmLane lane, int blocks, RefuseReason reason)
    {
        await arm.UntilAsync(() => lane.HasEnded, "the lane's end");
        Assert.Equal(("Refused", reason, blocks), (lane.End, lane.Refusal, lane.Delivered));
        Assert.Equal(((ExchangeArm.Price * blocks).Units, 0L), (lane.PaidUnits, lane.Outstanding));
    }
}
