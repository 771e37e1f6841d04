using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>A run allocates to begin and to end; what happens between costs no bytes an event, however long it goes on.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData(DemandKind.Constant, false)]
    [InlineData(DemandKind.Constant, true)]
    [InlineData(DemandKind.Poisson, false)]
    public void Steady_state_allocates_nothing(DemandKind demand, bool forward)
    {
        foreach (CommitRule rule in (CommitRule[])[
            Worlds.Threshold(50), Worlds.Interval(0.7), Worlds.Coin(0.02), Worlds.Weibull(50, 3), Worlds.Article(0.0001, 3, 50, Population.Serving),
            Worlds.Hints(0.0001, 50, Population.Serving, 0.3)])
        {
            Scenario scenario = Worlds.Poisson(1, 10_000_000, 0, 4, 500, 0.5, rule, 70) with
            {
                FastForward = forward,
                Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
                Workload = new WorkloadSpec(demand, 500),
            };
            scenario = scenario with { Payments = scenario.Payments with { WindowChunks = 128 } };
            BytesOf(scenario); // compiles
            (long shortBytes, long shortEvents) = BytesOf(scenario);
            // Runs of chunks are forwarded as one event: it takes longer until as many have passed.
            (long longBytes, long longEvents) = BytesOf(scenario with { Duration = Duration.FromSeconds(forward ? 300 : 160) });
            // A pool or two may double once more where a peak grows. The smallest object for every event would be far beyond that.
            const long growth = 16_384, smallestObject = 24;
            long events = longEvents - shortEvents;
            Assert.True(events * smallestObject > 2 * growth, $"{rule.Kind}: {events} more events show nothing");
            Assert.True(longBytes - shortBytes <= growth, $"{rule.Kind}: {longBytes - shortBytes} bytes for {events} more events");
        }
    }

    private static (long Bytes, long Events) BytesOf(Scenario scenario)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        RunResult result = CellRunner.Run(scenario, 1, WorldInputs.None);
        return (GC.GetAllocatedBytesForCurrentThread() - before, result.Events);
    }
}
