using System.Diagnostics;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>Cost against the size of the network: equal work for each user, so that a straight line is a constant rate.</summary>
internal sealed class ScaleSection : ScoreSection
{
    private const int ServingNodes = 4;

    public override string Name => "scale";

    public override string Title => "Does cost grow in proportion to the network?";

    public override IEnumerable<ScoreRow> Measure()
    {
        foreach ((int nodes, int users) in ((int, int)[])[
            (100, 1_000), (1_000, 1_000), (10_000, 1_000), (1_000, 10_000), (1_000, 100_000), (10_000, 100_000), (10_000, 1_000_000)])
        {
            Scenario scenario = Headlines.Of(nodes, users, ServingNodes, seconds: 2) with
            {
                Workload = new WorkloadSpec(DemandKind.Constant, 5),
                Users = new UsersSpec(users, new Credits(1_000_000_000_000), ServingNodes, NodeSelection.Random),
            };
            scenario = scenario with { Payments = scenario.Payments with { FreezeThreshold = Credits.Zero } };
            TimeSpan before = Stopwatches.ProcessorTime;
            RunResult result = CellRunner.Run(scenario, 1, WorldInputs.None);
            double seconds = (Stopwatches.ProcessorTime - before).TotalSeconds;
            using Process self = Process.GetCurrentProcess();
            double peak = self.PeakWorkingSet64;
            yield return new ScoreRow(
                "events/s, chunk by chunk", $"{nodes:#,##0} nodes, {users:#,##0} users, {result.Exchanges:#,##0} exchanges; "
                    + $"process so far {peak / 1e6:#,##0} MB, {peak / users:#,##0} bytes/user", result.Events / seconds, "events/s", null,
                "", users == 1_000_000 ? "in 8 GB" : "");
        }
    }
}
