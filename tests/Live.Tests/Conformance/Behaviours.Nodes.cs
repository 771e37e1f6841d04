using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Live.Conformance;

/// <content>Nodes that shut down, die, are cut off from the ledger, or serve beside each other.</content>
internal static partial class Behaviours
{
    private static IEnumerable<Behaviour> Nodes =>
    [
        new("A node that drains is paid for all that it sent, and commits it",
            Compared.Delivered | Compared.Paid | Compared.Refusals | Compared.Ledger, DrainAsync),
        new("A node with an old view of the ledger sends no chunk, and goes on when it hears again", Compared.Books, StaleAsync),
        new("A node that comes back from its log is paid once, and the lane goes on", Compared.Books, RestartAsync),
        new("Two nodes serve one payer and hear each other's hints", Compared.Books, HintsAsync),
        new("What another node was credited counts against a grant", Compared.Books, SpentElsewhereAsync),
    ];

    private static readonly CommitRule Late = new() { Kind = CommitRuleKind.Threshold, Threshold = ExchangeArm.Price * 1_000 };

    private static async Task DrainAsync(ExchangeArm arm)
    {
        ArmLane lane = await ServedAsync(arm, new LaneTerms { Window = 4 }, new NodeTerms { Window = 4, Rule = Late });
        await arm.UntilAsync(() => lane.Delivered == 12, "all blocks");
        Assert.Equal(Credits.Zero, arm.Look(ledger => ledger.SpentOf(arm.Users[0].Id)));
        Assert.True(await arm.Nodes[0].DrainAsync());
        await arm.UntilAsync(() => lane.Read(client => client.State) == ClientState.Disconnected, "the connection's end");
        lane.Fetch(ExchangeArm.Large, 0, 1);
        await CreditedAsync(arm, arm.Users[0], arm.Nodes[0], 12);
        Assert.Equal((12, 12L), (lane.Delivered, arm.Nodes[0].Chunks));
    }

    private static async Task StaleAsync(ExchangeArm arm)
    {
        bool asks = false;
        KeyRequestFrame unknown = new(Blake3.Hash("no session"u8), 1, default);
        byte[] mark = new byte[FrameHeader.Length + KeyRequestFrame.BodyLength];
        unknown.Write(mark);
        // What the node answers to the mark comes behind whatever the request before it brought.
        ArmLane lane = await ServedAsync(
            arm,
            new LaneTerms
            {
                Window = 4, Twist = (isUp, frame) => isUp && asks && (FrameType)frame[1] == FrameType.Request ? [frame, mark] : [frame],
            },
            new NodeTerms { Window = 4, FreshnessBound = Duration.FromSeconds(2L) });
        IArmNode node = arm.Nodes[0];
        await arm.UntilAsync(() => lane.Delivered == 12, "twelve blocks");
        node.Silence(true);
        await arm.UntilAsync(node.IsStaleAsync, "the view is too old");
        asks = true;
        lane.Fetch(ExchangeArm.Large, 0, 12);
        await arm.UntilAsync(
            () => node.Refusals(RefuseReason.UnknownSession) == 1 && lane.Tape.Count(isUp: false, f => (FrameType)f[1] == FrameType.Refuse) == 1,
            "the answer to the mark");
        Assert.Equal((12, 12L), (lane.Delivered, node.Chunks));
        node.Silence(false);
        await FinishAsync(arm, lane, 24);
        Assert.Equal(1, lane.Tape.Sessions);
        await CreditedAsync(arm, arm.Users[0], node, 24);
    }

    private static async Task RestartAsync(ExchangeArm arm)
    {
        IArmNode node = await arm.AddNodeAsync(new NodeTerms { Window = 4, Rule = Late });
        ArmUser user = await arm.AddUserAsync(new UserTerms(100));
        ArmLane lane = arm.Open(user, node, new LaneTerms { Window = 4 });
        lane.Fetch(ExchangeArm.Large, 0, 6);
        await arm.UntilAsync(() => lane.Delivered == 6, "half of the blocks");
        Assert.Equal(Credits.Zero, arm.Look(ledger => ledger.SpentOf(user.Id)));
        await node.RestartAsync();
        await CreditedAsync(arm, user, node, 6); // what the log has is submitted at once
        lane.Fetch(ExchangeArm.Large, 6, 6);
        await FinishAsync(arm, lane, 12);
        await CreditedAsync(arm, user, node, 12);
    }

    private static async Task HintsAsync(ExchangeArm arm)
    {
        CommitRule rule = new() { Kind = CommitRuleKind.ProportionalHints, Alpha = 0.001, Minimum = ExchangeArm.Price };
        ArmUser user = await arm.AddUserAsync(new UserTerms(10_000));
        ArmLane[] lanes = new ArmLane[2];
        for (int i = 0; i < 2; i++)
        {
            IArmNode node = await arm.AddNodeAsync(new NodeTerms { Window = 2, Rule = rule });
            lanes[i] = arm.Open(user, node, new LaneTerms { Window = 2, ServingNodes = 2 });
        }

        // A node that does not see the payer yet has no use for a hint: both serve before hints are waited for.
        foreach (ArmLane lane in lanes) lane.Fetch(ExchangeArm.Large, 0, 12);
        await arm.UntilAsync(() => lanes.All(lane => lane.Delivered == 12), "twelve blocks from each");
        foreach (ArmLane lane in lanes) lane.Fetch(ExchangeArm.Large, 0, 12);
        await arm.UntilAsync(() => arm.Nodes.TrueForAll(node => node.HintsHeard > 0), "hints, both ways");
        for (int i = 0; i < 2; i++)
        {
            await FinishAsync(arm, lanes[i], 24);
            await CreditedAsync(arm, user, arm.Nodes[i], 24);
        }
    }

    private static async Task SpentElsewhereAsync(ExchangeArm arm)
    {
        ArmUser user = await arm.AddUserAsync(new UserTerms(100) { GrantChunks = 15 });
        IArmNode first = await arm.AddNodeAsync(new NodeTerms { Window = 4 }), second = await arm.AddNodeAsync(new NodeTerms { Window = 4 });
        ArmLane one = arm.Open(user, first, new LaneTerms { Window = 4 });
        one.Fetch(ExchangeArm.Large, 0, 12);
        await FinishAsync(arm, one, 12);
        await CreditedAsync(arm, user, first, 12);
        ArmLane other = arm.Open(user, second, new LaneTerms { Window = 4 });
        other.Fetch(ExchangeArm.Large, 0, 12);
        await DriesUpAsync(arm, other, 3, RefuseReason.GrantExhausted);
        await CreditedAsync(arm, user, second, 3);
    }
}
