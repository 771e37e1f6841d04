using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>The headline network over a window in which it is run both ways. All of it with FLEEK_SIM_LONG=1, else a tenth.</summary>
public sealed class HeadlineTests
{
    private const double ChunksPerSecond = 10e9 / 8 / 262_144;
    private static readonly bool Whole = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    [Fact]
    public void Each_node_serves_ten_gigabit_a_second_and_both_ways_decide_the_same()
    {
        const double seconds = 10;
        int nodes = Whole ? 1000 : 100;
        foreach (CommitRule rule in (CommitRule[])[Worlds.Threshold(4096), Worlds.Interval(4)])
        {
            Scenario headline = Headline(nodes, rule, seconds);
            RunResult slow = CellRunner.Run(headline with { FastForward = false }, 1, WorldInputs.None);
            RunResult fast = CellRunner.Run(headline, 1, WorldInputs.None);
            Assert.Equal(slow.DecisionHash, fast.DecisionHash);
            Assert.Equal(slow.Measures.OrderBy(m => m.Key), fast.Measures.OrderBy(m => m.Key));
            Assert.Equal(slow.Exchanges, fast.Exchanges);
            // A lane to the other side of the world may be bound by its window; none serves more than its share, and one chunk for its phase.
            double wanted = nodes * ChunksPerSecond * seconds;
            Assert.InRange(slow.Exchanges, 0.998 * wanted, wanted + (16 * nodes));
            Assert.True(fast.Events * 20 < slow.Events, $"{fast.Events} events against {slow.Events}");
            Assert.True(slow.Measures[Measures.CommitsPer1000].Value > 0);
        }
    }

    /// <summary>Accounts that freeze within the window: the end of a stream is the same both ways.</summary>
    [Fact]
    public void Both_ways_end_the_same_where_the_money_runs_out()
    {
        foreach (CommitRule rule in (CommitRule[])[Worlds.Threshold(512), Worlds.Coin(0.002), Worlds.Article(0.05, 3, 4000, Population.Serving)])
        {
            Scenario headline = Headline(20, rule, 20);
            headline = headline with
            {
                Users = headline.Users with { Balance = Worlds.Chunks(30_000) },
                Payments = headline.Payments with { FreezeThreshold = Worlds.Chunks(6_000) },
            };
            RunResult slow = CellRunner.Run(headline with { FastForward = false }, 1, WorldInputs.None);
            RunResult fast = CellRunner.Run(headline, 1, WorldInputs.None);
            Assert.Equal(slow.DecisionHash, fast.DecisionHash);
            Assert.Equal(slow.Measures.OrderBy(m => m.Key), fast.Measures.OrderBy(m => m.Key));
            Assert.Equal(8, slow.Measures[Measures.Freezes].Value);
        }
    }

    private static Scenario Headline(int nodes, CommitRule rule, double seconds)
    {
        Scenario scenario = Worlds.Poisson(2 * nodes, 8_540_000, 20_000, 8, 1, 2.5, rule, seconds);
        return scenario with
        {
            FastForward = true,
            Nodes = nodes,
            Users = scenario.Users with { Selection = NodeSelection.Balanced },
            Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
            Payments = scenario.Payments with { WindowChunks = 128 },
            Workload = new WorkloadSpec(DemandKind.Constant, 0, 10_000_000_000),
        };
    }
}
