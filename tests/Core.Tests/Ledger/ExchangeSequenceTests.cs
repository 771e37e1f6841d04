using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Random transactions, and laws that hold whatever they are.</summary>
public sealed class ExchangeSequenceTests
{
    internal const int Units = 12;
    private const long Price = ExchangeCase.Price;

    private static readonly ExchangeContent _tiny = new(100);

    /// <summary>
    /// Sessions of two grants, three nodes, two lanes and two epochs: what they hold does not depend on the ledger.
    /// </summary>
    private static readonly HonestSession[] _sessions = Sessions();

    internal static IReadOnlyList<HonestSession> AllSessions => _sessions;

    /// <summary>A claim: of which session, up to which unit, in which of three forms.</summary>
    internal readonly record struct Claim(int Session, int Unit, int Form);

    private static readonly Gen<Claim> _claims =
        Gen.Select(Gen.Int[0, _sessions.Length - 1], Gen.Int[1, Units], Gen.Int[0, 2]).Select((s, u, f) => new Claim(s, u, f));

    private static Grant Terms(int which, long maxSpend, long perNode)
    {
        ExchangeCase at = new();
        return at.Terms with { Nonce = new(7, (ulong)which), MaxSpend = new(maxSpend), MaxSpendPerNode = new(perNode) };
    }

    private static HonestSession[] Sessions(long maxSpend = 500 * Price, long perNode = 0)
    {
        ExchangeCase at = new();
        return
        [
            .. from grant in Enumerable.Range(0, 2)
               from node in Enumerable.Range(0, 3)
               from lane in Enumerable.Range(0, 2)
               from epoch in Enumerable.Range(0, 2)
               select new HonestSession(
                   ExchangeCase.Chain, Terms(grant, maxSpend, perNode).Id(), at.Device, at.Nodes[node], lane, epoch, Credits.Zero,
                   new(Price), 0, Units, grant, _tiny),
        ];
    }

    internal static LedgerVerdict Apply(ExchangeLedger ledger, HonestSession session, Claim claim) => claim.Form switch
    {
        0 => ledger.Apply(session.Redeem(claim.Unit)),
        1 => ledger.Apply(session.RedeemFinal(new(claim.Unit * Price))),
        _ => ledger.Apply(session.RedeemSigned(claim.Unit, new(claim.Unit * Price))),
    };

    internal static ExchangeCase Case(long balance, long maxSpend = 500 * Price, long perNode = 0)
    {
        ExchangeCase at = new(ExchangeCase.Plain with { RedeemFeeMillionths = 12_345 }, balance);
        at.Register(Terms(0, maxSpend, perNode));
        at.Register(Terms(1, maxSpend, perNode));
        at.Ledger.Advance(100);
        return at;
    }

    [Fact]
    public void Claims_in_any_order_and_number_come_to_the_same_state() =>
        Gen.Select(_claims.Array[1, 25], Gen.Int).Sample((claims, seed) =>
        {
            ExchangeCase once = Case(1_000 * Price), again = Case(1_000 * Price);
            foreach (Claim claim in claims) Assert.False(Apply(once.Ledger, _sessions[claim.Session], claim).IsRefused);
            Claim[] shuffled = [.. claims, .. claims.Take(claims.Length / 2)];
            new Random(seed).Shuffle(shuffled);
            foreach (Claim claim in shuffled) Apply(again.Ledger, _sessions[claim.Session], claim);
            again.Audit();
            Assert.Equal(once.Ledger.StateHash(), again.Ledger.StateHash());
        }, iter: 300);

    /// <summary>Where money or caps fall short the order decides who is paid, and nothing else.</summary>
    [Fact]
    public void Short_money_and_caps_leave_all_sums_free_of_order()
    {
        const long maxSpend = 45 * Price, perNode = 17 * Price;
        HonestSession[] sessions = Sessions(maxSpend, perNode);
        Gen.Select(_claims.Array[1, 40], Gen.Int, Gen.Long[0, 80]).Sample((claims, seed, units) =>
        {
            ExchangeCase a = Case(units * Price, maxSpend, perNode), b = Case(units * Price, maxSpend, perNode);
            Claim[] shuffled = [.. claims, .. claims];
            new Random(seed).Shuffle(shuffled);
            foreach (Claim claim in claims) Apply(a.Ledger, sessions[claim.Session], claim);
            foreach (Claim claim in shuffled) Apply(b.Ledger, sessions[claim.Session], claim);
            b.Audit();
            (ExchangeLedger x, ExchangeLedger y) = (a.Ledger, b.Ledger);
            Assert.Equal((x.Balance(a.Payer.Key), x.Debt(a.Payer.Key), x.UserDebits), (y.Balance(b.Payer.Key), y.Debt(b.Payer.Key), y.UserDebits));
            foreach (HonestSession session in sessions)
            {
                Assert.Equal(x.ClaimedOf(session.Lane), y.ClaimedOf(session.Lane));
                Assert.Equal(x.SpentOf(session.Lane.GrantId), y.SpentOf(session.Lane.GrantId));
                Assert.True(x.SpentOf(session.Lane.GrantId) <= new Credits(maxSpend));
            }

            // Independent of the ledger: the largest claim of each lane, capped by node and grant.
            Int128 expected = 0;
            foreach (var grant in claims.GroupBy(c => sessions[c.Session].Lane.GrantId))
            {
                long spent = grant.GroupBy(c => sessions[c.Session].Lane.Node).Sum(node => Math.Min(
                    perNode, node.GroupBy(c => sessions[c.Session].Lane).Sum(lane => lane.Max(c => c.Unit) * Price)));
                expected += Math.Min(maxSpend, spent);
                Assert.Equal(new Credits(Math.Min(maxSpend, spent)), x.SpentOf(grant.Key));
            }

            Assert.Equal(Int128.Min(expected, units * Price), x.UserDebits);
            Assert.Equal(Int128.Max(0, expected - (units * Price)), x.Debt(a.Payer.Key));
        }, iter: 300);
    }

    /// <summary>Deposits, withdrawals, redeems, disputes, keys, proofs and time in any order.</summary>
    [Fact]
    public void Money_is_conserved_through_any_transactions() =>
        ExchangeSteps.Gen.Sample(drawn =>
            {
                (ExchangeSteps.Step[] steps, long units, _) = drawn;
                ExchangeCase at = ExchangeSteps.Case(units);
                ExchangeSteps run = new(at);
                foreach (ExchangeSteps.Step step in steps)
                {
                    run.Do(step);
                    at.Audit();
                }

                at.Ledger.Advance(at.Ledger.Height + 1_000);
                at.Audit();
                Assert.Equal((Int128)0, at.Ledger.Escrow);
                Assert.Equal((0, 0), (at.Ledger.OpenDisputes, at.Ledger.BooksKept));
                Int128 free = at.Nodes.Aggregate((Int128)0, (sum, node) => sum + at.Ledger.EarningsOf(node.Key));
                Assert.Equal(free + at.Ledger.Held, at.Ledger.NodeCredits);
            }, iter: 1_000);
}
