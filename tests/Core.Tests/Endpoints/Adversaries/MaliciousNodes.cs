using CsCheck;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>What holds where the first node is malicious, whatever else happens: properties of one schedule.</summary>
internal static class MaliciousNodes
{
    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> Encrypted = AdversaryGens.Worlds(AdversaryGens.Encrypted, AdversaryGens.Crashes);

    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> AnyMode = AdversaryGens.Worlds(AdversaryGens.AnyMode, AdversaryGens.Crashes);

    public static readonly Gen<(ExchangeSetup Setup, ExchangeMove[] Moves)> WithForgetfulDevices =
        AdversaryGens.Worlds(AdversaryGens.Encrypted, AdversaryGens.AllCrashes);

    /// <summary>
    /// A client lacks at most W units at any time (asserted at every step), and each of them is an admitted D1: the key comes from the
    /// ledger, or the money back. The payer pays for usable blocks alone, and the node loses the fee and never stake.
    /// </summary>
    public static void Withholding((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeWorld world = new(schedule.Setup);
        Random random = new(schedule.Setup.Seed);
        ExchangeNode node = world.Nodes[0];
        KeyWithholder malice = new(random.Next(3) == 0 ? 0 : random.Next(12), random.Next(2) == 0, random);
        node.Twist = malice.Twist;
        node.HoldsClaims = random.Next(2) == 0;
        world.Play(schedule.Moves);
        Coordinator coordinator = new(world);
        int generous = random.Next(3);
        coordinator.Settle((session, unit) => random.Next(3) < generous ? node.KeyOf(session, unit) : null);
        Assert.Equal(0, coordinator.PlaintextDisputes);
        Assert.True(coordinator.KeyDisputes == 0 || malice.Withheld > 0 || HasFaults(world));
        Assert.Equal(LedgerHost.Stake.Units, world.Ledger.Ledger.StakeOf(node.Key));
        Settled(world);
    }

    /// <summary>The first wrong block stops the client, D2 takes the node's stake and gives its price back, D1 the rest of the window.</summary>
    public static void WrongPlaintexts((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeWorld world = new(schedule.Setup);
        Random random = new(schedule.Setup.Seed);
        ExchangeNode node = world.Nodes[0];
        int every = 1 + random.Next(4);
        node.Forge = (unit, block) => unit % every == 0 ? Spoilt(block, random) : block;
        node.HoldsClaims = random.Next(2) == 0;
        world.Play(schedule.Moves);
        int wronged = world.Clients.Count(client => client.Endpoint.Fault == ClientFault.WrongPlaintext);
        Assert.All(world.Clients, client => Assert.True(client.Endpoint.Fault is ClientFault.None or ClientFault.WrongPlaintext));
        Coordinator coordinator = new(world);
        bool isEncrypted = schedule.Setup.Mode == ExchangeMode.Encrypted;
        if (isEncrypted) coordinator.Settle((session, unit) => node.KeyOf(session, unit));
        Assert.True(coordinator.PlaintextDisputes >= wronged || !isEncrypted, "a wrong plaintext has no evidence");

        Credits most = Credits.Min(LedgerHost.Stake, LedgerHost.Settings.SlashAmount * coordinator.PlaintextDisputes);
        Assert.Equal((LedgerHost.Stake - most).Units, world.Ledger.Ledger.StakeOf(node.Key));
        Assert.True(coordinator.LostUnits == 0 || world.Ledger.Ledger.StakeOf(node.Key) == 0, "a wrong plaintext is not refunded");
        Settled(world, coordinator.LostUnits);
    }

    /// <summary>Bytes that are not those of the signed header are paid by nobody: what was paid before has its keys.</summary>
    public static void SpoiltChunks((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeWorld world = new(schedule.Setup);
        ExchangeNode node = world.Nodes[0];
        node.Twist = new ChunkSpoiler(new Random(schedule.Setup.Seed)).Twist;
        world.Play(schedule.Moves);
        Coordinator coordinator = new(world);
        foreach (ExchangeClient client in world.Clients)
        {
            Assert.True(
                client.Endpoint.Fault is ClientFault.None or ClientFault.BadHeaders or ClientFault.WrongPlaintext,
                $"a client stops for {client.Endpoint.Fault}");
        }

        if (schedule.Setup.Mode == ExchangeMode.Encrypted) coordinator.Settle((session, unit) => node.KeyOf(session, unit));
        Assert.Equal(0, coordinator.PlaintextDisputes);
        Assert.Equal(0, coordinator.RefundedUnits);
        Assert.Equal(LedgerHost.Stake.Units, world.Ledger.Ledger.StakeOf(node.Key));
        Settled(world);
    }

    /// <summary>Whoever has both signatures has D3: the stake is gone once a session. Clients lose nothing that D1 or D2 does not bring back.</summary>
    public static void Equivocation((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeWorld world = new(schedule.Setup);
        Random random = new(schedule.Setup.Seed);
        ExchangeNode node = world.Nodes[0];
        Equivocator malice = new(node, random);
        node.Twist = malice.Twist;
        world.Play(schedule.Moves);
        ExchangeLedger ledger = world.Ledger.Ledger;
        HashSet<Hash256> slashed = [];
        foreach (Equivocation proof in malice.Proofs)
        {
            Int128 stake = ledger.StakeOf(node.Key);
            LedgerVerdict verdict = ledger.Apply(proof);
            bool isNew = stake > 0 && slashed.Add(proof.Session);
            if (isNew) Assert.Equal(LedgerOutcome.Upheld, verdict.Outcome);
            Assert.Equal(isNew ? Int128.Min(stake, LedgerHost.Settings.SlashAmount.Units) : 0, stake - ledger.StakeOf(node.Key));
        }

        foreach (ExchangeNode other in world.Nodes)
        {
            if (other == node || malice.Proofs.Count == 0) continue;
            Equivocation framed = malice.Proofs[0] with { Node = other.Key };
            Assert.Equal(LedgerRefusal.BadSignature, ledger.Apply(framed).Refusal);
        }

        // Where no stake is left, a wrong plaintext brings nothing back: the window is the bound.
        if (ledger.StakeOf(node.Key) < LedgerHost.Settings.SlashAmount.Units) return;
        Coordinator coordinator = new(world);
        coordinator.Settle((session, unit) => node.KeyOf(session, unit));
        Settled(world, coordinator.LostUnits);
    }

    /// <summary>
    /// A client never builds on a past that its device did not sign, nor on another than it remembers (asserted as anchors leave); who
    /// remembers stops, and has what it paid settled.
    /// </summary>
    public static void ForgedResumes((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeWorld world = new(schedule.Setup);
        ExchangeNode node = world.Nodes[0];
        node.Twist = new ResumeForger(node, new Random(schedule.Setup.Seed)).Twist;
        world.Play(schedule.Moves);
        Coordinator coordinator = new(world);
        foreach (ExchangeClient client in world.Clients)
        {
            Assert.True(client.Endpoint.Fault is ClientFault.None or ClientFault.BadResumed, $"a client stops for {client.Endpoint.Fault}");
            if (world.Nodes[client.Setup.Node].IsHonest) Assert.Equal(ClientFault.None, client.Endpoint.Fault);
        }

        coordinator.Settle((session, unit) => node.KeyOf(session, unit));
        if (world.Clients.TrueForAll(client => !client.WasForgetful)) Settled(world);
    }

    /// <summary>Nobody pays a price that the grant does not allow: the session ends at WELCOME, and the payer keeps everything.</summary>
    public static void OtherPrices((ExchangeSetup Setup, ExchangeMove[] Moves) schedule)
    {
        ExchangeWorld world = new(schedule.Setup);
        ExchangeNode node = world.Nodes[0];
        Credits price = schedule.Setup.Seed % 3 == 0 ? Credits.Zero : ExchangeWorld.Price + new Credits(1 + (schedule.Setup.Seed % 5_000));
        node.Twist = new PriceRaiser(node, price).Twist;
        world.Play(schedule.Moves);
        foreach (ExchangeClient client in world.Clients)
        {
            if (world.Nodes[client.Setup.Node].IsHonest) continue;
            Assert.Equal(ClientFault.PriceAboveGrant, client.Endpoint.Fault);
            Assert.Equal(Credits.Zero, client.Endpoint.Cumulative);
            Assert.Equal(Credits.Zero, node.Endpoint.TicketOf(client.Lane).Cumulative);
        }

        Settled(world);
    }

    /// <summary>
    /// After all claims and disputes: a payer has paid for blocks that its clients can use and for nothing else, and honest nodes are whole.
    /// </summary>
    /// <param name="lost">Units that nothing gives back.</param>
    private static void Settled(ExchangeWorld world, long lost = 0)
    {
        foreach (ExchangeNode node in world.Nodes)
        {
            node.HoldsClaims = false;
            if (!node.IsHonest) ClaimAll(world, node);
            if (!node.IsHonest) continue;
            Assert.Equal(LedgerHost.Stake.Units, world.Ledger.Ledger.StakeOf(node.Key));
            Assert.Equal(0, world.Ledger.Ledger.FeeOwedBy(node.Key));
        }

        for (int payer = 0; payer < world.Payers.Length; payer++)
        {
            PublicKey key = world.Payers[payer].Key;
            Int128 paid = (ExchangeWorld.Price * world.Setup.Balances[payer]).Units - world.Ledger.Ledger.Balance(key);
            long usable = 0;
            foreach (ExchangeClient client in world.Clients)
            {
                if (world.Setup.Grants[client.Setup.Grant].Payer != payer) continue;
                usable += client.Endpoint.DeliveredUnits;
                Assert.Equal(0, client.Endpoint.Outstanding);
            }

            bool isBefore = world.Setup.Mode == ExchangeMode.PayBefore;
            long risked = isBefore ? world.Clients.Sum(client => client.Setup.Window * (1L + client.Openings)) : 0;
            Assert.True(paid <= (ExchangeWorld.Price * (usable + risked + lost)).Units, "a payer pays for what its clients cannot use");
            Assert.Equal(0, world.Ledger.Ledger.Debt(key));
        }
    }

    /// <summary>The tickets of the malicious node, claimed after the disputes: what is in dispute is no ticket's any more.</summary>
    private static void ClaimAll(ExchangeWorld world, ExchangeNode node)
    {
        foreach (ExchangeClient client in world.Clients)
        {
            LaneTicket held = node.Endpoint.TicketOf(client.Lane);
            if (held.Kind == Fleek.Core.Wire.HeldTicket.Nothing || client.Setup.Node != node.Index) continue;
            world.Ledger.Ledger.Apply(client.Options.Grant);
            LedgerVerdict verdict = world.Ledger.Ledger.Apply(LedgerHost.ItemOf(held));
            Assert.Equal(LedgerRefusal.None, verdict.Refusal);
        }
    }

    private static bool HasFaults(ExchangeWorld world) => world.Clients.Exists(client => client.Endpoint.Fault != ClientFault.None);

    private static byte[] Spoilt(byte[] block, Random random)
    {
        if (block.Length > 0) block[random.Next(block.Length)] ^= 0x10;
        return block;
    }
}
