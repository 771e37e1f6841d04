using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Live.Conformance;

/// <content>What a node refuses before it has served anything.</content>
internal static partial class Behaviours
{
    private static readonly UserTerms Rich = new(100);

    private static IEnumerable<Behaviour> Refused =>
    [
        new("A price above the grant's is refused", Strict,
            arm => RefusedAsync(arm, RefuseReason.PriceAboveGrant, Rich, node: new NodeTerms { Window = 1, PriceUnits = 1_001 })),
        new("A grant whose time is over is refused", Strict,
            arm => RefusedAsync(
                arm, RefuseReason.GrantExpired, Rich with { With = g => g with { NotAfter = arm.Now - Duration.FromSeconds(60L) } })),
        new("A grant of another ledger is refused", Strict,
            arm => RefusedAsync(arm, RefuseReason.WrongChain, Rich with { With = g => g with { Chain = Blake3.Hash("another"u8) } })),
        new("A grant that its payer did not sign is refused", Strict,
            arm => RefusedAsync(arm, RefuseReason.BadGrant, Rich with { IsForged = true })),
        new("A HELLO that the device did not sign is refused", Strict,
            arm => RefusedAsync(arm, RefuseReason.BadHello, Rich, new LaneTerms { Window = 1, IsForged = true })),
        new("An epoch that is not the present one is refused", Strict,
            arm => RefusedAsync(arm, RefuseReason.WrongEpoch, Rich, new LaneTerms { Window = 1, Epoch = 2 })),
        new("A lane that the grant has not is refused", Strict,
            arm => RefusedAsync(arm, RefuseReason.LaneOutOfGrant, Rich, new LaneTerms { Window = 1, Lane = 9 })),
        new("A mode that the node does not offer is refused", Strict,
            arm => RefusedAsync(arm, RefuseReason.ModeNotOffered, Rich, new LaneTerms { Window = 1, Mode = ExchangeMode.PayAfter })),
        new("A grant for other nodes is refused", Strict,
            arm => RefusedAsync(
                arm, RefuseReason.NotInScope, Rich with { With = g => g with { Scope = NodeScope.Of([arm.NewSigner().Key]) } })),
        new("An unknown content is refused", Strict, arm => UnknownAsync(arm, Blake3.Hash("no content"u8), 5, RefuseReason.UnknownContent)),
        new("Blocks that a content has not are refused", Strict, arm => UnknownAsync(arm, ExchangeArm.Small.Id, 5, RefuseReason.BlockOutOfContent)),
        new("A payer without an account is not served", Strict,
            arm => RefusedAsync(arm, RefuseReason.Frozen, new UserTerms(0))),
    ];

    private static async Task RefusedAsync(ExchangeArm arm, RefuseReason reason, UserTerms user, LaneTerms? terms = null, NodeTerms? node = null)
    {
        IArmNode of = await arm.AddNodeAsync(node ?? new NodeTerms { Window = 1 });
        ArmLane lane = arm.Open(await arm.AddUserAsync(user), of, terms ?? new LaneTerms { Window = 1 });
        lane.Fetch(ExchangeArm.Large, 0, 12);
        await EndsRefusedAsync(arm, lane, reason);
    }

    private static async Task UnknownAsync(ExchangeArm arm, Hash256 content, long blocks, RefuseReason reason)
    {
        IArmNode node = await arm.AddNodeAsync(new NodeTerms { Window = 1 });
        ArmLane lane = arm.Open(await arm.AddUserAsync(Rich), node, new LaneTerms { Window = 1 });
        lane.Fetch(content, blocks, 0, blocks);
        await EndsRefusedAsync(arm, lane, reason);
    }

    private static async Task EndsRefusedAsync(ExchangeArm arm, ArmLane lane, RefuseReason reason)
    {
        await arm.UntilAsync(() => lane.HasEnded, "the lane's end");
        Assert.Equal(("Refused", reason, 0, 0L), (lane.End, lane.Refusal, lane.Delivered, lane.PaidUnits));
        Assert.Equal(1, arm.Nodes[0].Refusals(reason));
    }
}
