using Fleek.Core.Actors;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>What leases rest on, condition by condition, and what a session does with its lease.</summary>
public sealed class AccountLimitsTests
{
    private static readonly UserId User = new(2);
    private static readonly NodeId A = new(5), B = new(6);
    private static readonly CommitRule WhenNeeded = new() { Kind = CommitRuleKind.WhenNeeded };

    [Fact]
    public void A_withdrawal_leaves_what_is_leased_and_the_threshold()
    {
        LedgerState ledger = Leased(100, Terms(threshold: 10, quota: 30));
        Renew(ledger, A, 0);
        Assert.False(ledger.TryWithdraw(User, Money.Chunks(61)));
        Assert.True(ledger.TryWithdraw(User, Money.Chunks(60)));
        Assert.False(ledger.TryWithdraw(User, new Credits(1)));
        Assert.Equal(Money.Chunks(40), ledger.Balance(User));
        // What is given back may be withdrawn.
        ledger.Apply(new Redeem(User, A, Money.Chunks(5)) { Request = LimitRequest.Release, ReleaseNumber = 1 });
        Assert.True(ledger.TryWithdraw(User, Money.Chunks(25)));
        Assert.Equal(Money.Chunks(10), ledger.Balance(User));
        ledger.Audit();
    }

    [Fact]
    public void A_claim_beyond_its_limit_is_dropped_and_never_becomes_debt()
    {
        LedgerState ledger = Leased(100, Terms(threshold: 10, quota: 30));
        Renew(ledger, A, 0);
        LedgerEntry entry = ledger.Apply(new Redeem(User, A, Money.Chunks(1_000)));
        Assert.Equal((Money.Chunks(30), Money.Chunks(30)), (entry.Amount, entry.Cumulative));
        Assert.Equal(Credits.Zero, ledger.Apply(new Redeem(User, B, Money.Chunks(50))).Amount);
        Assert.Equal((Money.Chunks(70), Credits.Zero), (ledger.Balance(User), ledger.Debt(User)));
    }

    [Fact]
    public void Leases_end_where_the_account_ends_and_only_who_has_spent_gets_more()
    {
        LedgerState ledger = Leased(100, Terms(threshold: 10, quota: 30, reserve: 5));
        Assert.Equal((30, true), Seen(Renew(ledger, A, 0)));
        Assert.Equal((30, true), Seen(Renew(ledger, A, 24))); // more than the reserve is left
        Assert.Equal((60, true), Seen(Renew(ledger, A, 25)));
        Assert.Equal((30, false), Seen(Renew(ledger, B, 0)));
        Assert.Equal((60, false), Seen(Renew(ledger, A, 60)));
    }

    [Fact]
    public void A_release_counts_once_and_an_old_one_never_takes_a_new_lease_back()
    {
        LedgerState ledger = Leased(100, Terms(threshold: 0, quota: 30));
        Renew(ledger, A, 0);
        Redeem release = new(User, A, Money.Chunks(7)) { Request = LimitRequest.Release, ReleaseNumber = 1 };
        Assert.Equal((7, true), Seen(ledger.Apply(release)));
        Assert.Equal((37, true), Seen(Renew(ledger, A, 7)));
        Assert.Equal((37, true), Seen(ledger.Apply(release)));
    }

    [Fact]
    public void Limits_belong_to_the_account_and_come_before_its_first_claim()
    {
        LedgerState ledger = new();
        ledger.Deposit(User, Money.Chunks(100));
        ledger.Apply(new Redeem(User, A, Money.Chunks(1)));
        Assert.Throws<InvariantViolationException>(() => ledger.SetLimits(User, Terms(0, 10)));
        Assert.Throws<InvariantViolationException>(() => Leased(100, Terms(0, 10)).SetLimits(User, Terms(0, 10)));

        // A node that does not know of its account's limits is not served a view, and the other way round.
        Outbox outbox = Outbox.ForWindow(4);
        NodeCore node = new(A, new NodeOptions(Money.Price, FreezeRuleKind.OwnPending, default, WhenNeeded, 4, 8, Seed: 1));
        node.Step(Instant.Zero, Input.From(new Message(MessageKind.Hello, default, User, A, 1, default)), outbox);
        outbox.Clear();
        Assert.Throws<InvariantViolationException>(() =>
            node.Step(Instant.Zero, Input.AccountOpened(User, Money.Chunks(9), default, new LimitView(Money.Chunks(3), 0, true)), outbox));
    }

    [Fact]
    public void Terms_that_do_not_add_up_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Leased(100, Terms(threshold: 15, quota: 10) with { Bootstrap = Money.Chunks(2) }));
        Assert.Throws<ArgumentException>(() => Leased(100, Terms(threshold: 90, quota: 10) with { Bootstrap = Money.Chunks(11) }));
        Assert.Throws<ArgumentException>(() => Leased(100, Terms(threshold: 0, quota: 0)));
        Assert.Throws<ArgumentException>(() => new Pair(WhenNeeded, freeze: FreezeRuleKind.Lease));
        Assert.Throws<ArgumentException>(() => new Pair(WhenNeeded, limits: Terms(0, 10)));
        CommitRule lottery = CommitRules.OrdinaryOf(CommitRuleKind.Lottery);
        Assert.Throws<ArgumentException>(() => new Pair(lottery, freeze: FreezeRuleKind.Lease, limits: Terms(0, 10)));
    }

    [Fact]
    public void A_node_gives_the_rest_of_its_lease_back_when_its_payer_closes()
    {
        Pair pair = new(WhenNeeded, balance: 100, freeze: FreezeRuleKind.Lease, limits: Terms(threshold: 10, quota: 30, reserve: 5));
        pair.Want(12);
        Assert.Equal((12, 30), (pair.Delivered, pair.Limit));
        Assert.False(pair.TryWithdraw(61));
        pair.Finish();
        Assert.Equal((12, 88), (pair.Limit, pair.FinalBalance));
        Assert.True(pair.TryWithdraw(78));
        Assert.Equal(2, pair.Submits); // the first lease, and the last claim
    }

    [Fact]
    public void A_single_node_leases_and_serves_all_that_is_above_the_threshold()
    {
        Pair pair = new(WhenNeeded, balance: 100, freeze: FreezeRuleKind.Lease, limits: Terms(threshold: 10, quota: 25, reserve: 4));
        pair.Want(500);
        Assert.Equal((90, 10, true), (pair.Delivered, pair.FinalBalance, pair.Froze));
        Assert.Equal(5, pair.Submits); // four leases and the rest
    }

    [Fact]
    public void Start_up_credit_is_served_before_anything_is_final()
    {
        LeaseTerms terms = Terms(threshold: 24, quota: 25, reserve: 4) with { Bootstrap = Money.Chunks(3) };
        Pair pair = new(WhenNeeded, balance: 100, freeze: FreezeRuleKind.Lease, limits: terms) { Settles = false };
        pair.Want(500);
        Assert.Equal((3, 1), (pair.Delivered, pair.Submits)); // its first commit asks
        Assert.False(pair.Froze);
        pair.SettleOne();
        Assert.Equal(25, pair.Delivered);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(200, 8)]
    public void As_many_nodes_are_assigned_as_it_is_said_and_spread_evenly(int network, int assigned)
    {
        int[] chosen = new int[network];
        const int users = 400;
        for (int user = 0; user < users; user++)
        {
            NodeId[] first = NodeAssignment.First(new UserId(user), network, assigned);
            for (int node = 0; node < network; node++)
                Assert.Equal(first.Contains(new NodeId(node)), NodeAssignment.IsAssigned(new UserId(user), new NodeId(node), network, assigned));
            foreach (NodeId node in first) chosen[node.Value]++;
        }

        double mean = (double)users * assigned / network;
        Assert.Equal(users * assigned, chosen.Sum());
        Assert.All(chosen, count => Assert.InRange(count, mean - (6 * Math.Sqrt(mean)), mean + (6 * Math.Sqrt(mean))));
    }

    private static LeaseTerms Terms(long threshold, long quota, long reserve = 0) => new()
    {
        Threshold = Money.Chunks(threshold), NetworkNodes = 8, AssignedNodes = 8, Quota = Money.Chunks(quota), Reserve = Money.Chunks(reserve),
    };

    private static LedgerState Leased(long deposit, LeaseTerms terms)
    {
        LedgerState ledger = new();
        ledger.Deposit(User, Money.Chunks(deposit));
        ledger.SetLimits(User, terms);
        return ledger;
    }

    private static LedgerEntry Renew(LedgerState ledger, NodeId node, long cumulative) =>
        ledger.Apply(new Redeem(User, node, Money.Chunks(cumulative)) { Request = LimitRequest.Renew });

    private static (long Chunks, bool HasMore) Seen(LedgerEntry entry) => (entry.Limit.Limit.Units / Money.Price.Units, entry.Limit.HasMore);
}
