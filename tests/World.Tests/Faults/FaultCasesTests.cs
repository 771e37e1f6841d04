using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Faults;
using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World.Faults;

/// <summary>One user, one node, one chunk a second, no delays: what faults do is worked out by hand.</summary>
public sealed class FaultCasesTests
{
    private static readonly CrashSpec Crash = new(1, Duration.FromMilliseconds(4_500), Duration.Zero, Duration.FromSeconds(3), false);

    [Fact]
    public void What_was_asked_of_a_crashed_node_is_served_when_it_is_back()
    {
        // Crashed from 4.5 to 7.5. The request of 5 is tried again at 6 and, doubling, at 8; those of 6 and 7 go with it.
        List<TraceEvent> trace = FaultyWorldTests.Trace(Ticks(100, new FaultsSpec { Crash = Crash }), 1, out RunResult result);
        Assert.Equal([1, 2, 3, 4, 8, 8, 8, 8, 9], Times(trace, TraceEventKind.Send));
        // Of HELLO, WELCOME, ANCHOR, nine requests, chunks, payments and keys, CLOSE and END, those of 5 (twice), 6 and 7.
        MeasureValue again = result.Measures[Measures.Retransmissions];
        Assert.Equal((4000.0 / 41, 41), (again.Value, again.N));
        Assert.Equal([1, 2, 3, 4, 8, 8, 8, 8, 9], Times(trace, TraceEventKind.Payment));
    }

    [Fact]
    public void A_partition_holds_what_is_sent_into_it_until_the_first_try_after_it()
    {
        PartitionSpec cut = new(1, 1, Duration.FromMilliseconds(4_500), Duration.FromSeconds(3), CutDirection.Both);
        List<TraceEvent> trace = FaultyWorldTests.Trace(Ticks(100, new FaultsSpec { Partition = cut }), 1, out _);
        Assert.Equal([1, 2, 3, 4, 8, 8, 8, 8, 9], Times(trace, TraceEventKind.Send));
    }

    [Fact]
    public void A_partition_downward_holds_the_chunks_and_not_the_requests()
    {
        PartitionSpec cut = new(1, 1, Duration.FromMilliseconds(4_500), Duration.FromSeconds(3), CutDirection.Down);
        List<TraceEvent> trace = FaultyWorldTests.Trace(Ticks(100, new FaultsSpec { Partition = cut }), 1, out _);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], Times(trace, TraceEventKind.Send));
        Assert.Equal([1, 2, 3, 4, 8, 8, 8, 8, 9], Times(trace, TraceEventKind.Payment));
    }

    [Fact]
    public void A_node_sees_what_became_final_while_it_was_down_when_it_is_back()
    {
        // Every chunk is committed and final after 3 s. At a balance of 4 and a threshold of 0 the node serves 4 chunks.
        List<TraceEvent> trace = FaultyWorldTests.Trace(Ticks(4, new FaultsSpec { Crash = Crash }), 1, out RunResult result);
        Assert.Equal([1, 2, 3, 4], Times(trace, TraceEventKind.Send));
        Assert.Equal([8], Times(trace, TraceEventKind.Freeze)); // the request of 5 finds nothing left
        Assert.Equal(0, result.Measures[Measures.FinalBalance].Value);
    }

    [Fact]
    public void Timers_that_ran_out_while_a_node_was_down_fire_at_its_restart()
    {
        Scenario scenario = Ticks(100, new FaultsSpec { Crash = Crash });
        scenario = scenario with { Payments = scenario.Payments with { Commit = Worlds.Interval(2) with { FirstPhase = Core.Payments.FirstPhase.Aligned } } };
        // The session opens at 1, so intervals end at 3, 5, 7, 9; what was paid at 3 and 4 is due at 5, when the node is down.
        decimal[] submits = [.. FaultyWorldTests.Trace(scenario, 1, out _)
            .Where(e => e.Kind == TraceEventKind.Submit).Select(e => e.At.Nanoseconds / 1e9m)];
        Assert.Equal([3m, 7.5m, 9m], submits[..3]);
    }

    [Fact]
    public void A_lost_disk_forgets_the_tickets_and_the_session()
    {
        Scenario scenario = Ticks(100, new FaultsSpec { Crash = Crash with { LosesDisk = true } });
        scenario = scenario with
        {
            Payments = scenario.Payments with { Commit = Worlds.Threshold(3, Core.Payments.FirstPhase.Aligned) },
        };
        List<TraceEvent> trace = FaultyWorldTests.Trace(scenario, 1, out RunResult result);
        Assert.Equal([1, 2, 3, 4], Times(trace, TraceEventKind.Payment));
        Assert.Equal([3], Times(trace, TraceEventKind.Submit)); // three of four tickets; the fourth is lost
        Assert.Equal(97, result.Measures[Measures.FinalBalance].Value);
        Assert.Equal(8, Times(trace, TraceEventKind.Refused)[0]); // the node does not know its user any more
    }

    [Fact]
    public void What_a_node_submitted_before_it_forgot_is_no_negative_exposure()
    {
        // Two nodes commit every chunk and forget at 4.5 s; by 9 s all of it is final, so nothing is unseen.
        Scenario scenario = Ticks(100, new FaultsSpec { Crash = Crash with { LosesDisk = true } });
        scenario = scenario with
        {
            Nodes = 2,
            Users = scenario.Users with { ServingNodes = 2 },
            Sampling = new SamplingSpec(Duration.FromSeconds(9L), Worlds.Chunks(1)),
        };
        FaultyWorldTests.Trace(scenario, 1, out RunResult result);
        Assert.Equal(0, result.Measures[Measures.Exposure].Value);
        Assert.Equal(92, result.Measures[Measures.FinalBalance].Value);
    }

    [Fact]
    public void A_nodes_intervals_are_those_of_its_own_clock()
    {
        Scenario scenario = Ticks(1_000, new FaultsSpec { Clocks = new ClocksSpec(Duration.FromSeconds(100), 100_000) });
        scenario = scenario with { Payments = scenario.Payments with { Commit = Worlds.Interval(0.75) } };
        LocalClock clock = FaultDraws.Clocks(scenario.Faults!.Clocks!, 1, 1)[0];
        // After the last demand the user closes, which commits at once.
        Instant[] submits = [.. FaultyWorldTests.Trace(scenario, 1, out _)
            .Where(e => e.Kind == TraceEventKind.Submit && e.At.Seconds < 9).Select(e => clock.Read(e.At))];
        Assert.True(submits.Length > 5);
        // Whole periods apart by the node's clock, to the nanoseconds that reading rounds; not so by the true one.
        Assert.All(submits, at => Assert.InRange((at - submits[0]).Nanoseconds % 750_000_000, 0, 2));
        Assert.DoesNotContain(submits[1..], at => (clock.WhenItShows(at) - clock.WhenItShows(submits[0])).Nanoseconds % 750_000_000 < 1_000);
    }

    [Fact]
    public void Faults_are_drawn_at_their_shares_and_move_nobody_when_a_node_is_added()
    {
        const int nodes = 20_000;
        CrashSpec spec = new(0.3, Duration.FromSeconds(10), Duration.FromSeconds(4), Duration.FromSeconds(1), false);
        CrashPlan plan = FaultDraws.Crashes(spec, nodes, 7), larger = FaultDraws.Crashes(spec, nodes + 5, 7);
        double[] starts = [.. Enumerable.Range(0, nodes).Select(n => plan.Of(new(n))).Where(w => w is not null).Select(w => w!.Value.From.Seconds)];
        Network.Links.LinkTrial.IsBinomial(starts.Length, nodes, 0.3);
        Assert.True(starts.Min() >= 10 && starts.Max() < 14);
        Assert.InRange(starts.Average(), 12 - (5 * 4 / Math.Sqrt(12.0 * starts.Length)), 12 + (5 * 4 / Math.Sqrt(12.0 * starts.Length)));
        Assert.All(Enumerable.Range(0, nodes), n => Assert.Equal(plan.Of(new(n)), larger.Of(new(n))));
    }

    private static Scenario Ticks(long balance, FaultsSpec faults)
    {
        Scenario scenario = Worlds.LockStep(balance, 0, 1, 1, 3);
        return scenario with
        {
            Duration = Duration.FromSeconds(9.5),
            Faults = faults,
            Payments = scenario.Payments with { WindowChunks = 10, Commit = Worlds.EveryChunk },
        };
    }

    private static double[] Times(List<TraceEvent> trace, TraceEventKind kind) =>
        [.. trace.Where(e => e.Kind == kind).Select(e => e.At.Seconds)];
}
