using CsCheck;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Population;

namespace Fleek.Tests.World;

/// <summary>Nodes with thresholds and commit rules of their own.</summary>
public sealed class NodeGroupTests
{
    private static readonly int Cases = Replications.Long ? 3_000 : 200;

    private static readonly Gen<(long Freeze, long Threshold, double Share)> Group =
        Gen.Select(Gen.Long[0, 100], Gen.Long[1, 30], Gen.Double[0, 0.5]);

    [Fact]
    public void Overshoot_stays_within_what_the_lowest_threshold_and_the_longest_batch_allow() =>
        Gen.Select(Gen.Long[0, 400], Gen.Int[2, 8], Gen.Int[1, 20], Group, Group, Group, Gen.ULong[0, 1_000]).Sample(
            (above, k, lag, all, one, two, seed) =>
            {
                // T2: the last node to serve had its own threshold left, whichever it was.
                long lowest = Math.Min(all.Freeze, Math.Min(one.Freeze, two.Freeze));
                long longest = Math.Max(all.Threshold, Math.Max(one.Threshold, two.Threshold));
                Scenario scenario = Worlds.LockStep(100 + above, all.Freeze, k, all.Threshold, lag);
                scenario = scenario with
                {
                    Payments = scenario.Payments with
                    {
                        Commit = Worlds.Threshold(all.Threshold, FirstPhase.Random), Groups = [Of(one), Of(two)],
                    },
                };
                double final = CellRunner.Run(scenario, seed, WorldInputs.None).Measures[Measures.FinalBalance].Value;
                Assert.True(final >= lowest - ((k - 1) * (lag + longest - 1)), $"{final} is below the bound");
            }, iter: Cases);

    [Fact]
    public void A_group_that_does_as_all_changes_nothing() =>
        Gen.Select(Gen.Int[1, 6], Gen.Double[0, 1], Gen.Long[1, 20], Gen.ULong[0, 1_000]).Sample((k, share, threshold, seed) =>
        {
            Scenario alike = Worlds.Poisson(2, 300, 20, k, 20, 1, Worlds.Threshold(threshold), 20);
            Scenario grouped = alike with
            {
                Payments = alike.Payments with { Groups = [new NodeGroup(share, Worlds.Chunks(20), Worlds.Threshold(threshold))] },
            };
            Assert.Equal(
                CellRunner.Run(alike, seed, WorldInputs.None).TraceHash, CellRunner.Run(grouped, seed, WorldInputs.None).TraceHash);
        }, iter: Cases / 4);

    [Fact]
    public void A_group_has_its_share_of_the_nodes_and_each_seed_draws_others()
    {
        Scenario scenario = Worlds.Poisson(1, 100, 0, 40, 1, 1, Worlds.EveryChunk, 1);
        scenario = scenario with
        {
            Payments = scenario.Payments with
            {
                Groups = [new NodeGroup(0.1, Credits.Zero, Worlds.EveryChunk), new NodeGroup(0.25, Worlds.Chunks(7), Worlds.Threshold(3))],
            },
        };
        HashSet<string> drawn = [];
        for (ulong seed = 1; seed <= 20; seed++)
        {
            NodeGroups groups = new(scenario, seed);
            int[] of = [.. Enumerable.Range(0, 40).Select(node => groups.GroupOf(new NodeId(node)))];
            Assert.Equal(4, of.Count(group => group == 1));
            Assert.Equal(10, of.Count(group => group == 2));
            Assert.Equal(Worlds.Chunks(7), groups.Of(new NodeId(Array.IndexOf(of, 2))).FreezeThreshold);
            drawn.Add(string.Join(',', of));
        }

        Assert.Equal(20, drawn.Count);
    }

    [Fact]
    public void Fast_forward_decides_the_same_with_a_minority() =>
        Gen.Select(Gen.Int[2, 5], Gen.Long[100, 1_000], Group, Gen.Bool, Gen.ULong[0, 1_000]).Sample((k, balance, group, timed, seed) =>
        {
            Scenario scenario = Worlds.Poisson(1, balance, 50, k, 20, 1.3, Worlds.Threshold(9), 20);
            CommitRule own = timed ? Worlds.Interval(0.7) : Worlds.Coin(0.2);
            scenario = scenario with
            {
                Workload = new WorkloadSpec(DemandKind.Constant, 20),
                Payments = scenario.Payments with { Groups = [new NodeGroup(0.5, Worlds.Chunks(group.Freeze), own)] },
            };
            RunResult slow = CellRunner.Run(scenario, seed, WorldInputs.None);
            RunResult fast = CellRunner.Run(scenario with { FastForward = true }, seed, WorldInputs.None);
            Assert.Equal(slow.DecisionHash, fast.DecisionHash);
        }, iter: Cases / 4);

    private static NodeGroup Of((long Freeze, long Threshold, double Share) group) =>
        new(group.Share, Worlds.Chunks(group.Freeze), Worlds.Threshold(group.Threshold));
}
