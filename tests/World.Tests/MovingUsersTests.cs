using CsCheck;
using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;
using Fleek.Tests.World.Reference;

namespace Fleek.Tests.World;

/// <summary>Users who go from node to node, and what their leases do that they leave behind.</summary>
public sealed class MovingUsersTests(ITestOutputHelper output)
{
    private static readonly int Cases = Replications.Long ? 3_000 : 60;

    [Fact]
    public void A_user_leaves_its_oldest_node_for_a_new_one_each_time_it_has_had_so_many_chunks() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 6], Gen.Int[1, 30], Gen.ULong[0, 1_000]).Sample((k, more, after, seed) =>
        {
            int nodes = k + more;
            Scenario scenario = Moving(Worlds.Poisson(1, 100_000, 0, k, 20, 1, Worlds.Threshold(5), 30), nodes, after);
            long delivered = 0;
            foreach (TraceEvent e in TraceOf(scenario, seed))
            {
                if (e.Kind == TraceEventKind.Key) delivered++;
                if (e.Kind != TraceEventKind.Send || e.Node is not { } node) continue;
                int place = node.Value;
                Assert.True(delivered >= (long)after * (place - k + 1), $"node {place} served before its turn");
                // Who has been with all nodes stays with the last k.
                if (place < nodes - k) Assert.True(delivered <= (long)after * (place + 1), $"node {place} served after it was left");
            }

            Assert.True(delivered > 0);
        }, iter: Cases);

    [Fact]
    public void Leases_hold_for_users_who_move_on() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 4], Gen.Int[0, 6], Gen.Int[1, 60], Gen.Bool),
            Gen.Select(Gen.Long[1, 60], Gen.Long[0, 30], Gen.Long[0, 20], Gen.Long[0, 400]),
            Gen.Select(Gen.Double[0, 4], Gen.Double[2, 40], Gen.ULong[0, 1_000])).Sample((moves, lease, times) =>
        {
            (int k, int more, int after, bool releases) = moves;
            (long quota, long reserve, long wished, long above) = lease;
            int nodes = k + more;
            long bootstrap = Math.Min(wished, quota), freeze = bootstrap * nodes;
            Scenario scenario = Moving(
                Worlds.Poisson(2, freeze + above, freeze, k, times.Item2, times.Item1, Worlds.WhenNeeded, 30), nodes, after);
            scenario = Leased(scenario, quota, reserve, bootstrap, nodes, releases);
            RunResult result = CellRunner.Run(scenario, times.Item3, WorldInputs.None);
            Assert.Equal(0, result.Measures[Measures.NegativeRate].Value);
        }, iter: Cases * 4);

    /// <summary>The reference load, of which a user changes a node every 1,000 chunks, so that each node serves 1,000 of them.</summary>
    [Fact]
    public void What_nodes_keep_that_users_have_left_is_stranded_and_what_they_give_back_is_not()
    {
        const int nodes = 32;
        const long bootstrap = 300, freeze = nodes * bootstrap;
        Scenario scenario = Moving(Worlds.Poisson(1, 20_000 + freeze, freeze, 8, 100, 2.5, Worlds.WhenNeeded, 200), nodes, 1_000);
        int accounts = Replications.Long ? 400 : 24;
        AccountSample kept = AccountSample.Of(Leased(scenario, 500, 300, bootstrap, nodes, false), accounts);
        AccountSample given = AccountSample.Of(Leased(scenario, 500, 300, bootstrap, nodes, true), accounts);
        double stranded = -kept.Mean - freeze, left = -given.Mean - freeze;
        output.WriteLine(
            $"stranded {stranded:F0} +- {2 * kept.StandardError:F0}, with release {left:F0}; writes {kept.Writes / 20:F2}, {given.Writes / 20:F2}");
        // A node that is left has at most Q + R; one is left for each 1,000 chunks.
        double nodesLeft = (20_000 - stranded) / 1_000;
        Assert.InRange(stranded, 200 * nodesLeft, 800 * nodesLeft);
        // Given back, all is spent, and some start-up credit beyond.
        Assert.InRange(left, -freeze, 100);
    }

    private static Scenario Moving(Scenario scenario, int nodes, long after) => scenario with
    {
        Nodes = nodes,
        Workload = scenario.Workload with { MoveAfterChunks = after },
    };

    private static Scenario Leased(Scenario scenario, long quota, long reserve, long bootstrap, int assigned, bool releases)
    {
        scenario = Worlds.Leased(scenario, quota, reserve, bootstrap, assigned);
        LeaseTerms terms = (LeaseTerms)scenario.Payments.Limits!;
        return scenario with { Payments = scenario.Payments with { Limits = terms with { ReleasesOnClose = releases } } };
    }

    private static IReadOnlyList<TraceEvent> TraceOf(Scenario scenario, ulong seed)
    {
        RecordedTrace trace = new();
        CellRunner.Run(scenario, seed, WorldInputs.None, trace);
        return trace.Events;
    }
}
