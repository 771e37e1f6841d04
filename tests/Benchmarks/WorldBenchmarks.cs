using BenchmarkDotNet.Attributes;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Benchmarks;

/// <summary>
/// Whole simulated runs of 25 accounts of 20,000 chunks, served by 8 nodes each: the cost of an exchange with its clock, demand,
/// ledger and measures. One operation is one run of about 548,000 exchanges.
/// </summary>
public class WorldBenchmarks
{
    private static readonly Credits Price = new(1_000_000_000);

    [Params(DelayKind.None, DelayKind.Modelled)]
    public DelayKind Delay { get; set; }

    [Benchmark]
    public RunResult Run() => CellRunner.Run(
        new Scenario
        {
            Name = "benchmark",
            Question = "?",
            Duration = Duration.FromSeconds(120),
            Nodes = 64,
            Users = new UsersSpec(25, Price * 20_000, 8, NodeSelection.Random),
            Network = new NetworkSpec(Delay, null, null, 0),
            Ledger = new LedgerSpec(Duration.FromMilliseconds(2_500), LagDistribution.Constant, 0),
            Payments = new PaymentsSpec(
                262_144, Price, Credits.Zero, FreezeRuleKind.OwnPending, 64,
                new CommitRule { Kind = CommitRuleKind.Threshold, Threshold = Price * 50 }),
            Workload = new WorkloadSpec(DemandKind.Poisson, 100),
        },
        1,
        WorldInputs.None);
}
