using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Faults;
using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World.Faults;

/// <summary>
/// What holds in every faulty world. That all settles, that the ledger's sums are those of the tickets and that no money is made or
/// lost is asserted at the end of each run itself: a run that breaks it throws.
/// </summary>
public sealed class FaultyWorldTests
{
    private static readonly int Cases = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 20_000 : 300;

    private static readonly TraceEventKind[] NodeKinds =
        [TraceEventKind.Send, TraceEventKind.Payment, TraceEventKind.Submit, TraceEventKind.Freeze];

    [Fact]
    public void Every_chunk_is_sent_paid_and_keyed_once_and_in_order_and_all_that_is_paid_reaches_the_ledger() =>
        FaultyWorlds.Scenarios(losesDisk: false).Sample(scenario =>
        {
            List<TraceEvent> trace = Trace(scenario, 1, out RunResult result);
            foreach (var lane in trace.Where(e => e.Number > 0 && e.Kind != TraceEventKind.Refused).GroupBy(e => (e.User, e.Node)))
            {
                foreach (TraceEventKind kind in (TraceEventKind[])[TraceEventKind.Send, TraceEventKind.Payment, TraceEventKind.Key])
                {
                    long[] numbers = [.. lane.Where(e => e.Kind == kind).Select(e => e.Number)];
                    Assert.Equal(Enumerable.Range(1, numbers.Length).Select(n => (long)n), numbers);
                }

                foreach (var chunk in lane.Where(e => e.Kind != TraceEventKind.Freeze).GroupBy(e => e.Number))
                    Assert.Equal([TraceEventKind.Send, TraceEventKind.Payment, TraceEventKind.Key], chunk.Select(e => e.Kind));
            }

            Assert.Equal(Sum(trace, TraceEventKind.Payment), Sum(trace, TraceEventKind.Visible));
            Assert.Equal(result.Exchanges, trace.Count(e => e.Kind == TraceEventKind.Payment));
        }, iter: Cases);

    [Fact]
    public void The_same_seed_gives_the_same_run() =>
        Gen.Select(FaultyWorlds.Scenarios(losesDisk: false), Gen.ULong[0, 1_000]).Sample((scenario, seed) =>
        {
            RunResult one = CellRunner.Run(scenario, seed, WorldInputs.None), two = CellRunner.Run(scenario, seed, WorldInputs.None);
            return one.TraceHash == two.TraceHash && one.Events == two.Events;
        }, iter: Cases / 3);

    [Fact]
    public void A_node_that_is_down_does_nothing() =>
        Gen.Select(FaultyWorlds.Scenarios(losesDisk: false), FaultyWorlds.Scenarios(losesDisk: true), Gen.Bool).Sample(
            (kept, lost, loses) =>
            {
                Scenario scenario = loses ? lost : kept;
                CrashPlan crashes = FaultDraws.Crashes(scenario.Faults!.Crash, scenario.Nodes, 2);
                return Trace(scenario, 2, out _).Where(e => NodeKinds.Contains(e.Kind)).All(e => !crashes.IsDown(e.Node!.Value, e.At));
            }, iter: Cases);

    [Fact]
    public void A_lost_disk_costs_the_node_what_it_had_not_submitted_and_leaves_it_to_the_user() =>
        FaultyWorlds.Scenarios(losesDisk: true).Sample(scenario =>
        {
            List<TraceEvent> trace = Trace(scenario, 3, out RunResult result);
            Credits balances = scenario.Users.Balance * scenario.Users.Count;
            double left = result.Measures[Measures.FinalBalance].Value * scenario.Users.Count;
            Assert.Equal((balances - Sum(trace, TraceEventKind.Visible)).In(Worlds.Price), left, 6);
            Assert.True(Sum(trace, TraceEventKind.Payment) >= Sum(trace, TraceEventKind.Visible));
        }, iter: Cases);

    [Fact]
    public void A_single_node_never_lets_the_balance_fall_below_its_threshold() =>
        Gen.Select(FaultyWorlds.Scenarios(false, maxNodes: 1), FaultyWorlds.Scenarios(true, maxNodes: 1), Gen.Bool).Sample(
            (kept, lost, loses) =>
            {
                Scenario scenario = loses ? lost : kept;
                Credits[] left = new Credits[scenario.Users.Count];
                Array.Fill(left, scenario.Users.Balance);
                foreach (TraceEvent e in Trace(scenario, 4, out _).Where(e => e.Kind == TraceEventKind.Payment))
                    left[e.User.Value] -= e.Amount;
                return left.All(l => l >= scenario.Payments.FreezeThreshold);
            }, iter: Cases);

    [Fact]
    public void Faults_that_never_happen_change_nothing()
    {
        FaultsSpec harmless = new()
        {
            Links = new LinkFaultsSpec { LossBurst = 4, RetransmitAfter = Duration.FromMilliseconds(1) },
            Partition = new PartitionSpec(0, 1, Duration.Zero, Duration.FromSeconds(20), CutDirection.Both),
            Crash = new CrashSpec(0, Duration.Zero, Duration.Zero, Duration.FromSeconds(20), true),
            Clocks = new ClocksSpec(Duration.Zero, 0),
        };
        FaultyWorlds.Scenarios(false).Sample(scenario =>
            CellRunner.Run(scenario with { Faults = harmless }, 5, WorldInputs.None).TraceHash
                == CellRunner.Run(scenario with { Faults = null }, 5, WorldInputs.None).TraceHash, iter: 50);
    }

    [Fact]
    public void A_user_more_changes_nothing_for_the_others() =>
        Gen.Select(FaultyWorlds.Faults(false), FaultyWorlds.Faults(true), Gen.Bool).Sample((kept, lost, loses) =>
        {
            // Each user has a node's view of its own account, so users meet only in the nodes' fates and clocks.
            Scenario few = Worlds.Poisson(3, 40, 5, 3, 5, 1, Worlds.Interval(1), 30) with { Faults = loses ? lost : kept };
            Scenario more = few with { Users = few.Users with { Count = 4 }, Nodes = 5 };
            Assert.Equal(OfFirstUsers(few), OfFirstUsers(more));
        }, iter: 60);

    internal static List<TraceEvent> Trace(Scenario scenario, ulong seed, out RunResult result)
    {
        RecordedTrace trace = new();
        result = CellRunner.Run(scenario, seed, WorldInputs.None, trace);
        return [.. trace.Events];
    }

    private static List<TraceEvent> OfFirstUsers(Scenario scenario) => [.. Trace(scenario, 6, out _).Where(e => e.User.Value < 3)];

    private static Credits Sum(List<TraceEvent> trace, TraceEventKind kind) =>
        trace.Where(e => e.Kind == kind).Aggregate(Credits.Zero, (sum, e) => sum + e.Amount);
}
