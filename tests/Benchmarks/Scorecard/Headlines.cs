using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>The headline network in any size: nodes of 10 Gbit/s, all serving the same number of lanes at a constant rate.</summary>
internal static class Headlines
{
    private static readonly Credits Price = new(1_000_000_000);

    /// <summary>Rules with batches of about 4,096 chunks.</summary>
    public static IReadOnlyList<CommitRule> Rules { get; } =
    [
        new() { Kind = CommitRuleKind.Threshold, Threshold = Price * 4096 },
        new() { Kind = CommitRuleKind.Interval, Interval = Duration.FromSeconds(14) },
        new() { Kind = CommitRuleKind.Coin, Probability = 1.0 / 4096 },
        new() { Kind = CommitRuleKind.Weibull, Mean = Price * 4096, Shape = 3 },
        new() { Kind = CommitRuleKind.Article, Alpha = 0.01, Shape = 3, Minimum = Price * 100_000, Population = Population.Serving },
        new() { Kind = CommitRuleKind.Proportional, Alpha = 0.01, Minimum = Price * 1000, Population = Population.Serving },
    ];

    public static Scenario Of(int nodes = 1000, int users = 2000, int serving = 8, double seconds = 1, bool forward = false) => new()
    {
        Name = "headline",
        Question = "?",
        Duration = Duration.FromSeconds(seconds),
        Nodes = nodes,
        Users = new UsersSpec(users, Price * 8_540_000, serving, NodeSelection.Balanced),
        Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
        Ledger = new LedgerSpec(Duration.FromMilliseconds(2500), LagDistribution.Constant, 0),
        Payments = new PaymentsSpec(262_144, Price, Price * 20_000, FreezeRuleKind.OwnPending, 128, Rules[0]),
        Workload = new WorkloadSpec(DemandKind.Constant, 0, 10_000_000_000),
        FastForward = forward,
    };
}
