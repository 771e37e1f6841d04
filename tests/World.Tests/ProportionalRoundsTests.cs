using Fleek.Analysis.Theory;
using Fleek.Core.Actors;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World;

/// <summary>V9: proportional thresholds of nodes that serve and commit in phase, seen at once.</summary>
public sealed class ProportionalRoundsTests
{
    /// <summary>
    /// Commit for commit, against a recursion over rounds in whole chunks. The closed form has amounts that are not whole, and knows nothing
    /// of what each node submits as it freezes, which is at most one commit each.
    /// </summary>
    [Theory]
    [InlineData(9_500, 8, 64, 1, 2, 32)]
    [InlineData(190_000, 8, 64, 1, 40, 33)]
    [InlineData(140_000, 6, 50, 0.8, 60, 37)]
    [InlineData(400_000, 8, 64, 0.5, 40, 68)]
    public void Nodes_in_phase_commit_round_by_round(long spendable, int k, int nodes, double alpha, long minimum, int expectedRounds)
    {
        (long[] batches, long final) = Play(spendable, k, nodes, alpha, minimum);
        CommitRule rule = Worlds.Proportional(alpha, minimum, Population.Network) with { FirstPhase = FirstPhase.Aligned };
        Scenario scenario = Worlds.Poisson(1, spendable + 100, 100, k, 1, 0.001, rule, 1_000_000) with
        {
            Nodes = nodes,
            Workload = new WorkloadSpec(DemandKind.Ticks, 1),
        };
        DecisionTrail trail = new(record: new EffectInterval(0, long.MaxValue));
        RunResult result = CellRunner.Observe(scenario, 1, WorldInputs.None, new RunObserver { Decisions = trail });

        Effect[] commits = [.. trail.Recorded.Select(r => r.Effect).Where(e => e.Kind == EffectKind.Submit)];
        NodeId first = commits[0].Message.Node;
        long[] claimed = [.. commits.Where(e => e.Message.Node == first).Select(e => e.Message.Amount.Units / Worlds.Price.Units)];
        Assert.Equal(batches, claimed.Select((c, i) => i == 0 ? c : c - claimed[i - 1]));
        Assert.Equal(batches.Length * k, commits.Length);
        Assert.Equal(final + 100, result.Measures[Measures.FinalBalance].Value);

        ProportionalRounds law = ProportionalRounds.Of(spendable, k, nodes, alpha, minimum);
        Assert.Equal(expectedRounds, batches.Count(b => b > minimum));
        Assert.InRange(expectedRounds - law.Rounds, -1, 1);
        double all = ProportionalRounds.AllCommits(spendable, k, nodes, alpha, minimum);
        Assert.InRange(commits.Length, (0.96 * all) - k, (1.01 * all) + k);
    }

    /// <summary>Batches of each node, in chunks, and what is left above the threshold in the end.</summary>
    private static (long[] Batches, long Final) Play(long spendable, int k, int nodes, double alpha, long minimum)
    {
        List<long> batches = [];
        for (long left = spendable; ;)
        {
            long batch = 1;
            while (batch < Math.Max(minimum, alpha * (left - batch) / nodes)) batch++;
            if (batch > left) // frozen before: the rest is submitted
            {
                if (left > 0) batches.Add(left);
                return ([.. batches], left > 0 ? left - (k * left) : left);
            }

            batches.Add(batch);
            left -= k * batch;
        }
    }
}
