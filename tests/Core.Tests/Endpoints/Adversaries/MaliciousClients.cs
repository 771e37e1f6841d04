using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>
/// What holds where the first clients are malicious: properties of one schedule. At every step an observer asserts of all nodes that no
/// key leaves before its ticket is durable (I1, I12), no more than a window is sent and unpaid (I4), and that every record could be
/// claimed (I10); at the end that it was claimed and credited (I20), and that honest clients have what they wanted and paid.
/// </summary>
internal static class MaliciousClients
{
    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> Any = AdversaryGens.Worlds(AdversaryGens.AnyMode, AdversaryGens.Crashes, lanes: 2);

    /// <summary>Where nodes do not crash: after a crash a node does not know what it had sent, and takes late what anchors cover.</summary>
    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> WithLastingNodes =
        AdversaryGens.Worlds(AdversaryGens.Encrypted, AdversaryGens.Cuts, lanes: 2);

    /// <summary>Many interruptions, so that lanes are resumed.</summary>
    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> Resuming = AdversaryGens.Worlds(
        AdversaryGens.Encrypted, [MoveKind.Cut, MoveKind.Cut, MoveKind.Cut, MoveKind.CrashNode, MoveKind.Want], lanes: 2);

    /// <summary>A node has a window of chunks unpaid in each session and gives no key: the client has ciphertext.</summary>
    public static void NoPayment((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeWorld world = Play(schedule, 1, (_, _, _) => NonPayer.Twist);
        ExchangeClient client = world.Clients[0];
        Assert.Equal(Credits.Zero, world.Nodes[0].Endpoint.TicketOf(client.Lane).Cumulative);
        Assert.False(world.Ledger.Claimed.ContainsKey(client.Lane));
        if (schedule.Setup.Mode != ExchangeMode.PayAfter) Assert.Equal(0, client.Endpoint.DeliveredUnits);
    }

    public static void Replays((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        Replayer malice = new(new Random(schedule.Setup.Seed));
        Play(schedule, 2, (_, _, _) => malice.Twist);
    }

    public static void StolenTickets((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        TicketThief malice = new(new Random(schedule.Setup.Seed));
        Play(schedule, 2, (_, _, _) => malice.Twist);
    }

    /// <summary>I2: no ticket is recorded for a unit that was not sent, so none can be redeemed.</summary>
    public static void Overpayment((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        Overpayer? malice = null;
        ExchangeWorld world = Play(schedule, 1, (world, client, random) => (malice = new Overpayer(world, client.Device, random)).Twist);
        foreach (ObservedSession session in world.Observer.Sessions)
            Assert.True(session.Recorded <= session.Sent, "I2: a unit is paid that was not sent");
        Assert.True(malice!.Payments > 0 || world.Clients[0].Openings == 0, "nothing was paid");
    }

    public static void ForgedTickets((ExchangeSetup Setup, ExchangeMove[] Moves) schedule) =>
        Play(schedule, 2, (_, _, random) => new TicketForger(random).Twist);

    /// <summary>A lower base is refused: what the lane has cost stays, and nothing is served twice for one ticket.</summary>
    public static void LowerBases((ExchangeSetup Setup, ExchangeMove[] Moves) schedule) =>
        Play(schedule, 1, (_, client, random) => new BaseLowerer(client.Device, random).Twist);

    public static void ForgedAnchors((ExchangeSetup Setup, ExchangeMove[] Moves) schedule) =>
        Play(schedule, 2, (world, client, random) => new AnchorForger(world, client, random).Twist);

    /// <summary>Nothing is served under a grant that the payer did not sign as it is.</summary>
    public static void ForgedGrants((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeWorld world = new(schedule.Setup);
        ExchangeClient client = world.Clients[0];
        int grant = client.Setup.Grant;
        SignedGrant good = world.Grants[grant];
        world.Grants[grant] = GrantForger.Forge(world, good, client.Device, new Random(schedule.Setup.Seed));
        client.Twist = (_, frame) => [frame];
        client.Renew();
        world.Grants[grant] = good;
        world.Play(schedule.Moves);
        Assert.Equal(0, client.Endpoint.DeliveredUnits);
        Assert.Equal(Credits.Zero, world.Nodes[0].Endpoint.TicketOf(client.Lane).Cumulative);
        Check(world, 1);
    }

    /// <summary>I7: whoever repeats a HELLO, before or after a crash, gets a session of its own, and keys of their own.</summary>
    public static void RepeatedHellos((ExchangeSetup Setup, ExchangeMove[] Moves) schedule) => RepeatedHellos(schedule, DriverBug.None);

    public static void RepeatedHellos((ExchangeSetup Setup, ExchangeMove[] Moves) schedule, DriverBug bug) =>
        Play(schedule, 1, (_, _, _) => new HelloRepeater().Twist, bug);

    private static ExchangeWorld Play(
        (ExchangeSetup Setup, ExchangeMove[] Moves) schedule, int malicious,
        Func<ExchangeWorld, ExchangeClient, Random, Func<ExchangeConnection, byte[], IEnumerable<byte[]>>> malice,
        DriverBug bug = DriverBug.None)
    {
        ExchangeWorld world = new(schedule.Setup, bug);
        Random random = new(schedule.Setup.Seed);
        for (int i = 0; i < malicious; i++) world.Clients[i].Twist = malice(world, world.Clients[i], random);
        world.Play(schedule.Moves);
        Check(world, malicious);
        return world;
    }

    /// <summary>What a malicious client can use it has paid; where the plaintext comes first, but for a window each time it connected.</summary>
    private static void Check(ExchangeWorld world, int malicious)
    {
        for (int i = 0; i < malicious; i++)
        {
            ExchangeClient client = world.Clients[i];
            world.Ledger.Claimed.TryGetValue(client.Lane, out Credits claimed);
            long paid = claimed.Units / ExchangeWorld.Price.Units;
            long risked = world.Setup.Mode == ExchangeMode.PayAfter ? (long)world.Setup.NodeWindow * client.Openings : 0;
            Assert.True(client.Endpoint.DeliveredUnits <= paid + risked, "a client uses more than it paid");
        }

        foreach (ExchangeNode node in world.Nodes)
        {
            Assert.Equal(LedgerHost.Stake.Units, world.Ledger.Ledger.StakeOf(node.Key));
            Assert.Equal(0, world.Ledger.Ledger.FeeOwedBy(node.Key));
        }
    }
}
