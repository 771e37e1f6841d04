using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>
/// Grants of a gateway on the ledger: devices and nodes that collude sign and redeem what they like, in any order, twice, or never, and tell
/// the gateway what they like.
/// </summary>
public sealed class GatewayMoneyTests
{
    private const long Deposit = 100_000_000;

    [Fact]
    public void Whatever_colluders_redeem_the_payer_loses_no_more_than_was_granted_and_the_ledger_conserves_money() =>
        Gen.Int[0, int.MaxValue].Sample(Play, iter: 40, threads: 2);

    private static void Play(int seed)
    {
        Random random = new(seed);
        GatewayCase world = new(GatewayCase.Plain with { AccessBitsPerSecond = 0, PrefixRefill = Duration.FromSeconds(60L) });
        ExchangeLedger ledger = new(GatewayCase.Chain, world.Signatures, new LedgerSettings
        {
            EpochHeights = 100, GraceHeights = 50, DisputeHeights = 10, WithdrawHeights = 5, UnbondingHeights = 220, SlashAmount = new(500),
        });
        ledger.Apply(new Deposit(world.Payer.Key, new(Deposit), false));
        foreach (ISigner node in world.NodeSigners) ledger.Apply(new Deposit(node.Key, new(1_000), true));
        ledger.Advance(3 * 100);
        List<GatewayClient> clients = [];
        List<RedeemCase> tickets = [];
        for (int step = 0; step < 120; step++)
        {
            world.Now += Duration.FromSeconds(random.Next(5));
            if (random.Next(4) == 0 || clients.Count == 0) Open(world, clients, ledger, random);
            else if (random.Next(3) == 0) Renew(clients[random.Next(clients.Count)], ledger, random);
            else Spend(world, clients[random.Next(clients.Count)], tickets, random);
            for (int i = random.Next(3); i > 0 && tickets.Count > 0; i--) Redeem(ledger, world, tickets[random.Next(tickets.Count)]);
        }

        foreach (RedeemCase ticket in tickets) Redeem(ledger, world, ticket);
        Credits spentInAll = Settle(world, clients, ledger);
        Assert.Equal(Deposit - spentInAll.Units, ledger.Balance(world.Payer.Key));
        Assert.Equal(spentInAll.Units, ledger.NodeCredits);
        Assert.Equal(spentInAll, world.Budget.Spent);
        Assert.True(spentInAll > Credits.Zero, "nothing was redeemed: this tests nothing");
    }

    private static Credits Settle(GatewayCase world, List<GatewayClient> clients, ExchangeLedger ledger)
    {
        ledger.Audit();
        Credits all = Credits.Zero;
        foreach (GatewayClient client in clients.Where(c => c.Session.Grants.Count > 0))
        {
            Credits spent = Credits.Zero;
            foreach (SignedGrant grant in client.Session.Grants)
            {
                Credits credited = ledger.SpentOf(grant.Grant.Id());
                Assert.True(credited <= world.Terms.Cap, "more than the cap of a grant");
                foreach (ISigner node in world.NodeSigners)
                    Assert.True(ledger.SpentOf(grant.Grant.Id(), node.Key) <= world.Terms.NodeCap, "more than a node's share");
                spent += credited;
            }

            DeskSession session = world.Gateway.SessionOf(client.Session.Token.Token.Session)!;
            Assert.True(spent <= session.Granted && session.Granted <= world.Terms.SessionBudget, "more than a session's budget");
            world.Gateway.Desk.Settle(session, spent);
            all += spent;
        }

        return all;
    }

    private static void Open(GatewayCase world, List<GatewayClient> clients, ExchangeLedger ledger, Random random)
    {
        GatewayClient client = world.Client(clients.Count, block: random.Next(4));
        client.Ask();
        clients.Add(client);
        if (client.Session.Grants.Count > 0) Assert.False(ledger.Apply(client.Session.Grants[0]).IsRefused);
    }

    /// <summary>Says that all was delivered, whatever was, and loses some of the answers.</summary>
    private static void Renew(GatewayClient client, ExchangeLedger ledger, Random random)
    {
        if (client.Session.State != SessionState.Ready) return;
        for (int node = 0; node < client.Session.Nodes.Length; node++) client.Session.OnDelivered(node, 50, GatewayCase.Price * 50);
        client.OnDown = frame => random.Next(3) == 0 ? null : frame;
        for (int i = 0; i < 3; i++) client.Notify(wantsMore: true);
        client.OnDown = null;
        foreach (SignedGrant grant in client.Session.Grants) Assert.False(ledger.Apply(grant).IsRefused);
    }

    /// <summary>The device signs a ticket for more than a node may have.</summary>
    private static void Spend(GatewayCase world, GatewayClient client, List<RedeemCase> tickets, Random random)
    {
        if (client.Session.Grants.Count == 0) return;
        int grant = random.Next(client.Session.Grants.Count), node = random.Next(world.NodeSigners.Length);
        Grant terms = client.Session.Grants[grant].Grant;
        FinalTicket ticket = new(
            GatewayCase.Chain, terms.Id(), world.NodeSigners[node].Key, random.Next(4), 3, GatewayCase.Price, GatewayCase.Price * random.Next(1, 200));
        int place = client.Session.Nodes.ToArray().ToList().FindIndex(entry => entry.Node == world.NodeSigners[node].Key);
        tickets.Add(new RedeemCase(ticket, ticket.Sign(client.Device), client.Session, Math.Max(place, 0), grant, place >= 0));
    }

    private static void Redeem(ExchangeLedger ledger, GatewayCase world, RedeemCase ticket)
    {
        Int128 before = ledger.NodeCredits;
        LedgerVerdict verdict = ledger.Apply(RedeemItem.OfFinal(ticket.Ticket, ticket.Signature, ticket.Path));
        // A node that was not assigned is not in the grant's scope, whatever the device signed for it.
        Assert.Equal(ticket.IsAssigned, verdict.Refusal != LedgerRefusal.NotInScope);
        if (verdict.IsRefused) Assert.Equal(before, ledger.NodeCredits);
    }

    private sealed record RedeemCase(FinalTicket Ticket, Signature Signature, GatewaySession Session, int Node, int Grant, bool IsAssigned)
    {
        private readonly ReadOnlyMemory<byte> _siblings = Session.LaneTo(Node, 3, 0, Grant).ScopeSiblings;
        private readonly uint _turns = Session.LaneTo(Node, 3, 0, Grant).ScopeTurns;

        public ScopePath Path => new(_turns, _siblings.Span);
    }
}
