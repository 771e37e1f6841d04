using Fleek.Core.Endpoints;
using Fleek.Core.Wire;

namespace Fleek.Tests.Live.Conformance;

/// <content>Connections that break, frames that are replayed, spoiled or none, and nodes that cheat.</content>
internal static partial class Behaviours
{
    private static IEnumerable<Behaviour> Broken =>
    [
        new("A lane that is cut goes on where it was", Compared.Books, CutAsync),
        new("A lane that is cut before its keys came asks for them and pays nothing twice", Compared.Books, CutBeforeKeysAsync),
        new("A ticket that comes twice is worth nothing more", Strict,
            arm => TwistedAsync(arm, FrameType.Pay, isUp: true, 3, frame => [frame, frame])),
        new("An older ticket that comes again is worth nothing", Strict, OldTicketAsync),
        new("A wrong ticket ends the session, and the next one pays", Compared.Books,
            arm => TwistedAsync(arm, FrameType.Pay, isUp: true, 3, frame => [Flipped(frame, frame.Length - 1)])),
        new("A wrong anchor ends the session, and the next one is served", Compared.Books,
            arm => TwistedAsync(arm, FrameType.Anchor, isUp: true, 1, frame => [Flipped(frame, frame.Length - 1)])),
        new("A frame that is none ends the connection, and the next one goes on", Compared.Books,
            arm => TwistedAsync(arm, FrameType.Pay, isUp: true, 3, _ => [[9, 9, 0, 0, 0, 0, 0, 0]])),
        new("A frame whose body is none ends the session, and the next one goes on", Compared.Books,
            arm => TwistedAsync(arm, FrameType.Pay, isUp: true, 3, frame => [Flipped(frame, FrameHeader.Length, 255)])),
        new("A second HELLO on a connection is refused", Compared.Books, RepeatedHelloAsync),
        // The key that was paid just before comes behind the chunk: where nobody knows how to read on, it is owed.
        new("A node whose frame is none is left", Compared.Books,
            arm => CaughtAsync(arm, FrameType.Chunk, _ => [9, 9, 0, 0, 0, 0, 0, 0], ClientFault.Malformed, paid: 2, lacks: 1)),
        new("A chunk that was changed on its way is not paid", Strict,
            arm => CaughtAsync(arm, FrameType.Chunk, frame => Flipped(frame, frame.Length - 1), ClientFault.BadHeaders, paid: 2)),
        new("A welcome that the node did not sign is refused", Strict,
            arm => CaughtAsync(arm, FrameType.Welcome, frame => Flipped(frame, frame.Length - 1), ClientFault.BadWelcome, paid: 0)),
        new("A wrong key is caught, and its unit refunded once the node has not shown another", Strict, WrongKeyAsync),
        new("A wrong block is shown to the ledger, and the node slashed", Strict, WrongBlockAsync),
    ];

    /// <summary>Behind every eighth key of the first three sessions nothing comes any more, and the connection is cut there.</summary>
    private static async Task CutAsync(ExchangeArm arm)
    {
        int keys = 0, held = 0;
        ArmLane? lane = null;
        IEnumerable<byte[]> Pass(bool isUp, byte[] frame)
        {
            if (isUp) return [frame];
            if (held == lane!.Tape.Sessions) return [];
            if ((FrameType)frame[1] is FrameType.Key or FrameType.KeyResponse && ++keys % 8 == 0 && held < 3) Volatile.Write(ref held, held + 1);
            return [frame];
        }

        IArmNode node = await arm.AddNodeAsync(new NodeTerms { Window = 4 });
        ArmUser user = await arm.AddUserAsync(new UserTerms(100));
        lane = arm.Open(user, node, new LaneTerms { Window = 4, Twist = Pass });
        for (int i = 0; i < 3; i++) lane.Fetch(ExchangeArm.Large, 0, 12);
        for (int cut = 1; cut <= 3; cut++)
        {
            await arm.UntilAsync(() => Volatile.Read(ref held) == cut && lane.Delivered == 8 * cut, "eight blocks more");
            lane.Cut();
        }

        await FinishAsync(arm, lane, 36);
        Assert.Equal(Enumerable.Range(0, 36).Select(block => $"large:{block % 12}"), lane.Blocks);
        Assert.Equal(4, lane.Tape.Sessions);
        await CreditedAsync(arm, user, node, 36);
    }

    /// <summary>The third key is held back and the connection cut there: it is paid, and asked for in the next session.</summary>
    private static async Task CutBeforeKeysAsync(ExchangeArm arm)
    {
        int keys = 0;
        bool swallows = true;
        ArmLane? lane = null;
        lane = await ServedAsync(arm, new LaneTerms
        {
            Window = 1,
            Twist = (isUp, frame) => !isUp && swallows && (FrameType)frame[1] == FrameType.Key && Interlocked.Increment(ref keys) >= 3 ? [] : [frame],
        });
        await arm.UntilAsync(() => Volatile.Read(ref keys) == 3, "the third key");
        Assert.Equal((2, 1L), (lane.Delivered, lane.Outstanding));
        swallows = false;
        lane.Cut();
        await FinishAsync(arm, lane, 12);
        Assert.Equal(1, lane.Tape.Count(isUp: false, frame => (FrameType)frame[1] == FrameType.KeyResponse));
        await CreditedAsync(arm, arm.Users[0], arm.Nodes[0], 12);
    }

    /// <summary>Plays a whole content with a window of one, in which the n-th frame of a type is replaced once.</summary>
    private static async Task TwistedAsync(ExchangeArm arm, FrameType type, bool isUp, int which, Func<byte[], byte[][]> instead)
    {
        int seen = 0;
        ArmLane lane = await ServedAsync(arm, new LaneTerms
        {
            Window = 1,
            Twist = (up, frame) => up == isUp && (FrameType)frame[1] == type && ++seen == which ? instead(frame) : [frame],
        });
        await FinishAsync(arm, lane, 12);
        Assert.Equal(Enumerable.Range(0, 12).Select(block => $"large:{block}"), lane.Blocks);
        await CreditedAsync(arm, arm.Users[0], arm.Nodes[0], 12);
    }

    private static async Task OldTicketAsync(ExchangeArm arm)
    {
        byte[]? first = null;
        int seen = 0;
        ArmLane lane = await ServedAsync(arm, new LaneTerms
        {
            Window = 1,
            Twist = (isUp, frame) =>
            {
                if (!isUp || (FrameType)frame[1] != FrameType.Pay) return [frame];
                first ??= frame;
                return ++seen == 5 ? [first, frame] : [frame];
            },
        });
        await FinishAsync(arm, lane, 12);
        await CreditedAsync(arm, arm.Users[0], arm.Nodes[0], 12);
    }

    private static async Task RepeatedHelloAsync(ExchangeArm arm)
    {
        byte[]? hello = null;
        int seen = 0;
        ArmLane lane = await ServedAsync(arm, new LaneTerms
        {
            Window = 1,
            Twist = (isUp, frame) =>
            {
                if (isUp && (FrameType)frame[1] == FrameType.Hello) hello ??= frame;
                return isUp && (FrameType)frame[1] == FrameType.Pay && ++seen == 3 ? [hello!, frame] : [frame];
            },
        });
        await FinishAsync(arm, lane, 12);
        Assert.Equal(1, arm.Nodes[0].Refusals(RefuseReason.Unexpected));
        await CreditedAsync(arm, arm.Users[0], arm.Nodes[0], 12);
    }

    /// <summary>The node's third chunk, or its first frame of another type, is replaced: the client leaves with what it had paid.</summary>
    private static async Task CaughtAsync(ExchangeArm arm, FrameType type, Func<byte[], byte[]> instead, ClientFault fault, int paid, int lacks = 0)
    {
        int seen = 0, which = type == FrameType.Chunk ? 3 : 1;
        ArmLane lane = await ServedAsync(arm, new LaneTerms
        {
            Window = 1,
            Twist = (up, frame) => [!up && (FrameType)frame[1] == type && ++seen == which ? instead(frame) : frame],
        });
        await arm.UntilAsync(() => lane.HasEnded, "the lane's end");
        Assert.Equal(("Stopped", fault), (lane.End, lane.Fault));
        Assert.Equal((paid - lacks, (ExchangeArm.Price * paid).Units, (long)lacks), (lane.Delivered, lane.PaidUnits, lane.Outstanding));
        await CreditedAsync(arm, arm.Users[0], arm.Nodes[0], paid);
    }

    private static async Task WrongKeyAsync(ExchangeArm arm)
    {
        int seen = 0;
        ArmLane lane = await ServedAsync(arm, new LaneTerms
        {
            Window = 1,
            Twist = (up, frame) => [!up && (FrameType)frame[1] == FrameType.Key && ++seen == 3 ? Flipped(frame, frame.Length - 1) : frame],
        });
        await arm.UntilAsync(() => lane.HasEnded, "the lane's end");
        Assert.Equal(("Stopped", ClientFault.BadKey, 2, 1L), (lane.End, lane.Fault, lane.Delivered, lane.Outstanding));
        ArmUser user = arm.Users[0];
        await CreditedAsync(arm, user, arm.Nodes[0], 3);
        Int128 before = arm.Look(ledger => ledger.Balance(user.Payer.Key));
        await arm.AppliesAsync(lane.Evidence(user, arm.Look(ledger => ledger.SequenceOf(user.Payer.Key))));
        Assert.Equal(1, arm.Look(ledger => ledger.OpenDisputes));
        await arm.PassHeightsAsync(ExchangeArm.Settings.DisputeHeights + 1);
        Assert.Equal(0, arm.Look(ledger => ledger.OpenDisputes));
        Assert.Equal(before + ExchangeArm.Price.Units, arm.Look(ledger => ledger.Balance(user.Payer.Key)));
    }

    private static async Task WrongBlockAsync(ExchangeArm arm)
    {
        ArmLane lane = await ServedAsync(arm, new LaneTerms { Window = 1 }, new NodeTerms { Window = 1, LiesAbout = 2 });
        await arm.UntilAsync(() => lane.HasEnded, "the lane's end");
        Assert.Equal(("Stopped", ClientFault.WrongPlaintext, 2, 1L), (lane.End, lane.Fault, lane.Delivered, lane.Outstanding));
        (ArmUser user, IArmNode node) = (arm.Users[0], arm.Nodes[0]);
        await CreditedAsync(arm, user, node, 3);
        (Int128 stake, Int128 balance) = arm.Look(ledger => (ledger.StakeOf(node.Key), ledger.Balance(user.Payer.Key)));
        await arm.AppliesAsync(lane.Evidence(user, arm.Look(ledger => ledger.SequenceOf(user.Payer.Key))));
        Assert.Equal(stake - ExchangeArm.Settings.SlashAmount.Units, arm.Look(ledger => ledger.StakeOf(node.Key)));
        Assert.Equal(balance + ExchangeArm.Price.Units, arm.Look(ledger => ledger.Balance(user.Payer.Key)));
    }

    /// <summary>A node, a payer with ample money, and a lane that wants the large content.</summary>
    private static async Task<ArmLane> ServedAsync(ExchangeArm arm, LaneTerms terms, NodeTerms? nodeTerms = null)
    {
        IArmNode node = await arm.AddNodeAsync(nodeTerms ?? new NodeTerms { Window = terms.Window });
        ArmUser user = await arm.AddUserAsync(new UserTerms(100));
        ArmLane lane = arm.Open(user, node, terms);
        lane.Fetch(ExchangeArm.Large, 0, 12);
        return lane;
    }

    private static byte[] Flipped(byte[] frame, int at, byte bits = 1)
    {
        byte[] other = [.. frame];
        other[at] ^= bits;
        return other;
    }
}
