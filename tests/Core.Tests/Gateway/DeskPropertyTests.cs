using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Budgets hold under any order of requests, with duplicates, losses and lies.</summary>
public sealed class DeskPropertyTests
{
    private static readonly Credits Price = new(10);
    private static readonly Hash256[] Sites = [Blake3.Hash("one"u8), Blake3.Hash("two"u8)];

    private static readonly Gen<GatewayTerms> Terms =
        Gen.Select(Gen.Int[2, 40], Gen.Int[1, 4], Gen.Int[1, 6], Gen.Int[1, 8], Gen.Int[1, 100], Gen.Int[0, 100]).Select(
            (cap, nodes, session, block, refill, renew) => new GatewayTerms(Price * Math.Max(cap, nodes), Price)
            {
                NodesPerSession = nodes,
                SessionBudget = Price * Math.Max(cap, nodes) * session,
                PrefixBudget = Price * Math.Max(cap, nodes) * block,
                PrefixRefill = Duration.FromSeconds((long)refill),
                GrantTime = Duration.FromSeconds(20L),
                SessionTime = Duration.FromSeconds(60L),
                RenewPercent = renew,
                AccessBitsPerSecond = 50_000_000,
                MaxSessions = 12,
                MaxSessionsPerPrefix = 5,
            });

    private readonly record struct Grant(long At, Hash256 Site, IpPrefix Block, Credits Amount);

    [Fact]
    public void No_budget_is_ever_exceeded_and_no_money_is_made_or_lost() =>
        Gen.Select(Terms, Gen.Int[0, 400], Gen.Int).Sample(
            (terms, authorised, seed) =>
            {
                Random random = new(seed);
                GrantDesk desk = new(terms);
                foreach (Hash256 site in Sites) desk.Authorise(site, Price * authorised);
                List<DeskSession> sessions = [];
                List<(DeskSession Session, int Number)> requests = [];
                List<Grant> grants = [];
                Dictionary<DeskSession, Credits> settled = [];
                long now = 0;
                for (int step = 0; step < 300; step++)
                {
                    now += random.Next(3) == 0 ? random.NextInt64(3_000_000_000) : 0;
                    Step(random, desk, terms, new Instant(now), sessions, requests, grants, settled);
                    Check(desk, terms, sessions, grants, settled);
                }
            },
            iter: 200);

    [Fact]
    public void A_block_is_granted_no_more_than_its_budget_and_what_grew_back_over_any_span() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Long[1, 10_000_000], Gen.Select(Gen.Long[0, 2_000_000], Gen.Long[1, 1_500_000]).Array[1, 60])
        .Sample((capacity, refill, takes) =>
        {
            SpendBucket bucket = new(new Credits(capacity), new Duration(refill), Instant.Zero);
            List<(long At, long Amount)> taken = [];
            long now = 0;
            foreach ((long wait, long amount) in takes)
            {
                now += wait;
                Duration until = bucket.Until(new Instant(now), new Credits(amount));
                bool fits = bucket.TryTake(new Instant(now), new Credits(amount));
                Assert.Equal(until == Duration.Zero, fits);
                if (fits) taken.Add((now, amount));
                else if (amount <= capacity) AssertIsThereThen(bucket, now, until, amount);
            }

            for (int from = 0; from < taken.Count; from++)
            {
                Int128 sum = 0;
                for (int to = from; to < taken.Count; to++)
                {
                    sum += taken[to].Amount;
                    Int128 span = taken[to].At - taken[from].At;
                    Assert.True(sum * refill <= ((Int128)capacity * refill) + (capacity * span), "more than the budget and what grew back");
                }
            }
        });

    [Fact]
    public void What_grew_back_is_not_lost_by_looking() => Gen.Select(Gen.Long[1, 1_000], Gen.Long[1, 1_000_000], Gen.Int[1, 500]).Sample(
        (capacity, refill, looks) =>
        {
            SpendBucket watched = new(new Credits(capacity), new Duration(refill), Instant.Zero);
            SpendBucket alone = new(new Credits(capacity), new Duration(refill), Instant.Zero);
            watched.TryTake(Instant.Zero, new Credits(capacity));
            alone.TryTake(Instant.Zero, new Credits(capacity));
            for (int i = 1; i <= looks; i++) watched.Available(new Instant(i * refill / looks));
            Assert.Equal(alone.Available(new Instant(refill)), watched.Available(new Instant(refill)));
            Assert.True(watched.IsFull(new Instant(refill)));
        });

    private static void AssertIsThereThen(SpendBucket bucket, long now, Duration until, long amount)
    {
        Assert.True(bucket.Until(new Instant(now) + until - new Duration(1), new Credits(amount)) > Duration.Zero);
        Assert.True(bucket.TryTake(new Instant(now) + until, new Credits(amount)));
    }

    private static void Step(
        Random random, GrantDesk desk, GatewayTerms terms, Instant now, List<DeskSession> sessions,
        List<(DeskSession Session, int Number)> requests, List<Grant> grants, Dictionary<DeskSession, Credits> settled)
    {
        DeskSession? session = sessions.Count == 0 ? null : sessions[random.Next(sessions.Count)];
        switch (random.Next(8))
        {
            case 0 or 1:
                PublicKey[] nodes = [.. Enumerable.Range(0, random.Next(terms.NodesPerSession + 1)).Select(i => new PublicKey(Sites[i % 2]))];
                if (nodes.Length > 1) nodes[1] = new PublicKey(Blake3.Hash("third"u8));
                if (nodes.Length > 2) nodes = nodes[..2];
                IpPrefix block = ClientBlock.Of(GatewayCase.Address(random.Next(3)));
                Hash256 site = random.Next(9) == 0 ? default : Sites[random.Next(2)];
                if (desk.Open(now, site, block, nodes, out DeskSession opened) != DenyReason.None) break;
                sessions.Add(opened);
                grants.Add(new Grant(now.Nanoseconds, site, block, terms.Cap));
                break;
            case 2 or 3 when session is not null:
                DeliveryNote note = new(
                    session.Nodes[random.Next(session.Nodes.Length)], random.Next(200), new Credits(random.Next((int)terms.Cap.Units * 2)));
                Credits before = session.Noted;
                DenyReason reason = desk.Note(now, session, [note]);
                if (reason != DenyReason.None) Assert.Equal(before, session.Noted);
                Assert.True(session.Noted >= before);
                break;
            case 4 or 5 when session is not null:
                requests.Add((session, session.Grants));
                break;
            case 6 when requests.Count > 0:
                // Late, twice, or never: a request is taken from anywhere and put back now and then.
                (DeskSession target, int number) = requests[random.Next(requests.Count)];
                if (desk.Renew(now, target, number) == DenyReason.None)
                    grants.Add(new Grant(now.Nanoseconds, target.Site, target.Block, terms.Cap));
                break;
            case 7 when session is not null && random.Next(4) == 0 && !settled.ContainsKey(session):
                Credits spent = new(random.NextInt64(session.Granted.Units + 1));
                desk.Settle(session, spent);
                settled[session] = spent;
                Assert.Equal(DenyReason.Revoked, desk.Renew(now, session, session.Grants));
                break;
        }
    }

    private static void Check(
        GrantDesk desk, GatewayTerms terms, List<DeskSession> sessions, List<Grant> grants, Dictionary<DeskSession, Credits> settled)
    {
        foreach (DeskSession session in sessions) Assert.True(session.Granted <= terms.SessionBudget);
        foreach (Hash256 site in Sites)
        {
            SiteBudget budget = desk.BudgetOf(site)!;
            Credits granted = Sum(sessions.Where(s => s.Site == site && !settled.ContainsKey(s)).Select(s => s.Granted));
            Credits spent = Sum(settled.Where(s => s.Key.Site == site).Select(s => s.Value));
            Assert.Equal((granted, spent), (budget.Outstanding, budget.Spent));
            Assert.Equal(budget.Authorised, budget.Left + budget.Outstanding + budget.Spent);
            Assert.True(budget.Left >= Credits.Zero);
        }

        if (grants.Count == 0) return;
        Grant last = grants[^1];
        Int128 sum = 0;
        for (int i = grants.Count - 1; i >= 0; i--)
        {
            if (grants[i].Site != last.Site || grants[i].Block != last.Block) continue;
            sum += grants[i].Amount.Units;
            Int128 span = last.At - grants[i].At, refill = terms.PrefixRefill.Nanoseconds;
            Assert.True(sum * refill <= terms.PrefixBudget.Units * (refill + span), "a block is granted more than its budget");
        }
    }

    private static Credits Sum(IEnumerable<Credits> amounts) => amounts.Aggregate(Credits.Zero, (a, b) => a + b);
}
