using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Tests.World;

/// <summary>Small scenarios for tests; amounts in chunk prices.</summary>
internal static class Worlds
{
    public static readonly Credits Price = new(1_000_000_000);

    public static Credits Chunks(long n) => Price * n;

    public static CommitRule EveryChunk { get; } = new() { Kind = CommitRuleKind.EveryChunk };

    public static CommitRule Threshold(long chunks, FirstPhase phase = FirstPhase.Random) =>
        new() { Kind = CommitRuleKind.Threshold, Threshold = Chunks(chunks), FirstPhase = phase };

    public static CommitRule Interval(double seconds) =>
        new() { Kind = CommitRuleKind.Interval, Interval = Duration.FromSeconds(seconds) };

    public static CommitRule Coin(double probability) => new() { Kind = CommitRuleKind.Coin, Probability = probability };

    public static CommitRule Weibull(long mean, double shape) =>
        new() { Kind = CommitRuleKind.Weibull, Mean = Chunks(mean), Shape = shape };

    public static CommitRule Proportional(double alpha, long minimum, Population population) =>
        new() { Kind = CommitRuleKind.Proportional, Alpha = alpha, Minimum = Chunks(minimum), Population = population };

    public static CommitRule Hints(double alpha, long minimum, Population population, double delaySeconds) =>
        Proportional(alpha, minimum, population) with
        {
            Kind = CommitRuleKind.ProportionalHints, HintDelay = Duration.FromSeconds(delaySeconds),
        };

    public static CommitRule Article(double alpha, double shape, long minimum, Population population) => new()
    {
        Kind = CommitRuleKind.Article, Alpha = alpha, Shape = shape, Minimum = Chunks(minimum), Population = population,
    };

    public static CommitRule WhenNeeded { get; } = new() { Kind = CommitRuleKind.WhenNeeded };

    public static CommitRule Growing(long first, long growth, long cap) => new()
    {
        Kind = CommitRuleKind.Growing, Threshold = Chunks(first), Growth = Chunks(growth), Cap = Chunks(cap),
    };

    public static CommitRule Lottery(double winning) => new() { Kind = CommitRuleKind.Lottery, Probability = winning };

    /// <summary>The scenario's accounts have leases, of which every node that serves is assigned start-up credit.</summary>
    public static Scenario Leased(Scenario scenario, long quota, long reserve, long bootstrap, long assigned) => scenario with
    {
        Payments = scenario.Payments with
        {
            FreezeRule = FreezeRuleKind.Lease,
            Limits = new LeaseTerms
            {
                Threshold = scenario.Payments.FreezeThreshold, NetworkNodes = scenario.Nodes, AssignedNodes = assigned,
                Quota = Chunks(quota), Reserve = Chunks(reserve), Bootstrap = Chunks(bootstrap),
            },
        },
    };

    /// <summary>The scenario's accounts are shared out among so many nodes.</summary>
    public static Scenario Capped(Scenario scenario, long assigned) => scenario with
    {
        Payments = scenario.Payments with
        {
            FreezeRule = FreezeRuleKind.StaticCap,
            Limits = new StaticCapTerms
            {
                Threshold = scenario.Payments.FreezeThreshold, NetworkNodes = scenario.Nodes, AssignedNodes = assigned,
            },
        },
    };

    /// <summary>Poisson demand, no network delay, the same k nodes for every user.</summary>
    public static Scenario Poisson(
        int users, long balance, long freeze, int k, double rate, double lagSeconds, CommitRule commit, double durationSeconds) => new()
        {
            Name = "test",
            Question = "?",
            Duration = Duration.FromSeconds(durationSeconds),
            Nodes = k,
            Users = new UsersSpec(users, Chunks(balance), k, NodeSelection.First),
            Network = new NetworkSpec(DelayKind.None, null, null, 0),
            Ledger = new LedgerSpec(Duration.FromSeconds(lagSeconds), LagDistribution.Constant, 0),
            Payments = new PaymentsSpec(262_144, Price, Chunks(freeze), FreezeRuleKind.OwnPending, 64, commit),
            Workload = new WorkloadSpec(DemandKind.Poisson, rate),
        };

    /// <summary>Every node serves one chunk at every tick of 1 s, all in phase.</summary>
    public static Scenario LockStep(long balance, long freeze, int k, long threshold, double lagSeconds)
    {
        Scenario scenario = Poisson(1, balance, freeze, k, 1, lagSeconds, Threshold(threshold, FirstPhase.Aligned), 1_000_000);
        return scenario with
        {
            Workload = new WorkloadSpec(DemandKind.Ticks, 1),
            Payments = scenario.Payments with { WindowChunks = 1 },
        };
    }
}
