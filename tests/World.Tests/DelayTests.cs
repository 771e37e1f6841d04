using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.World;
using Fleek.Sim.World.Population;
using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World;

/// <summary>
/// V15: one user and one node at two measured places. The time to the first key, the time a chunk is unpaid and the rate of one
/// lane, from round trip, message sizes and what cryptography costs.
/// </summary>
public sealed class DelayTests
{
    private const long ChunkBytes = 262_144, ChunkBits = ChunkBytes * 8;

    [Theory]
    [InlineData(100, 0)]
    [InlineData(100, 100_000_000)]
    [InlineData(20, 1_000_000)]
    [InlineData(0.5, 0)]
    public void The_first_key_takes_three_round_trips_and_what_sending_costs(double rttMs, long bitsPerSecond)
    {
        RunResult result = Run(Lane(bitsPerSecond, window: 64, rate: 1, seconds: 1.5), rttMs, null);
        Assert.Equal(1, result.Exchanges);
        long oneWayNs = (long)(rttMs * 5e5), expected = 6 * oneWayNs;
        foreach (MessageKind kind in (MessageKind[])[
            MessageKind.Hello, MessageKind.Welcome, MessageKind.Anchor, MessageKind.Chunk, MessageKind.Pay, MessageKind.Key])
            expected += CostNs(kind, bitsPerSecond);
        // The request follows the anchor.
        expected += TransmitNs(MessageKind.Request, bitsPerSecond);
        Assert.Equal(expected / 1e6, result.Measures[Measures.TtfbP50].Value, 1e-9);
        long unpaid = (2 * oneWayNs) + CostNs(MessageKind.Chunk, bitsPerSecond) + CostNs(MessageKind.Pay, bitsPerSecond);
        Assert.Equal(unpaid / 1e6, result.Measures[Measures.UnpaidTime].Value, 1e-9);
    }

    [Theory]
    [InlineData(10, 209.7)]
    [InlineData(20, 104.9)]
    [InlineData(50, 41.9)]
    [InlineData(100, 21.0)]
    public void One_chunk_a_round_trip_is_the_rate_of_a_window_of_one(double rttMs, double publishedMbits)
    {
        double measured = MeasuredRate(rttMs, 0, 1);
        double cycle = (rttMs * 1e6) + CostNs(MessageKind.Chunk, 0) + CostNs(MessageKind.Pay, 0);
        Assert.Equal(1, measured / (ChunkBits / cycle * 1e9), 1e-4);
        // Cryptography costs 0.11 ms of every round trip.
        Assert.Equal(publishedMbits, measured / 1e6 * (cycle / (rttMs * 1e6)), 0.06);
    }

    [Theory]
    [InlineData(100, 100, 1)]
    [InlineData(100, 100, 4)]
    [InlineData(100, 100, 5)]
    [InlineData(100, 100, 6)]
    [InlineData(100, 100, 64)]
    [InlineData(20, 50, 1)]
    [InlineData(20, 50, 2)]
    [InlineData(20, 1000, 8)]
    [InlineData(20, 1000, 64)]
    [InlineData(100, 0, 8)]
    public void A_lane_runs_at_its_window_or_at_its_link(double rttMs, long megabits, int window)
    {
        long link = megabits * 1_000_000;
        double cycle = (rttMs * 1e6) + CostNs(MessageKind.Chunk, link) + CostNs(MessageKind.Pay, link);
        double busy = TransmitNs(MessageKind.Chunk, link) + TransmitNs(MessageKind.Key, link);
        double expected = ChunkBits * 1e9 * (busy == 0 ? window / cycle : Math.Min(window / cycle, 1 / busy));
        double measured = MeasuredRate(rttMs, link, window);
        Assert.Equal(1, measured / expected, 2e-3);
        // The textbook form, which knows neither headers nor keys nor cryptography.
        double textbook = window * ChunkBits / ((rttMs / 1e3) + (link == 0 ? 0 : (double)ChunkBits / link));
        if (link > 0) textbook = Math.Min(textbook, link);
        Assert.Equal(1, measured / textbook, 0.01);
    }

    [Fact]
    public void A_lane_is_first_in_first_out_and_waits_for_no_other()
    {
        RecordedTrace trace = new();
        Scenario scenario = Lane(20_000_000, window: 16, rate: 40, seconds: 20);
        scenario = scenario with
        {
            Nodes = 4,
            Users = scenario.Users with { Count = 20, ServingNodes = 4 },
            Workload = new WorkloadSpec(DemandKind.Poisson, 8),
        };
        CellRunner.Run(scenario, 5, Inputs(30), trace);
        var lanes = trace.Of(TraceEventKind.Key).GroupBy(e => (e.User, e.Node)).ToList();
        Assert.Equal(80, lanes.Count);
        foreach (var lane in lanes)
        {
            Assert.Equal(Enumerable.Range(1, lane.Count()).Select(n => (long)n), lane.Select(e => e.Number));
            Assert.Equal(lane.Select(e => e.At).OrderBy(at => at.Nanoseconds), lane.Select(e => e.At));
        }

        // Alone or among others, a user's lane is the same.
        RecordedTrace alone = new();
        CellRunner.Run(scenario with { Users = scenario.Users with { Count = 1 } }, 5, Inputs(30), alone);
        Assert.Equal(alone.Events, trace.Events.Where(e => e.User == new UserId(0)));
    }

    /// <summary>Bits of payload a second, between the first and the last chunk that the node sends.</summary>
    private static double MeasuredRate(double rttMs, long bitsPerSecond, int window)
    {
        RecordedTrace trace = new();
        Run(Lane(bitsPerSecond, window, rate: 1_000, seconds: 20), rttMs, trace);
        // Whole windows, once the first has filled the lane: sends come in bursts of one window.
        TraceEvent[] sends = [.. trace.Of(TraceEventKind.Send).Where(e => e.At.Seconds is > 2 and < 19)];
        int last = (sends.Length - 1) / window * window;
        return last * ChunkBits / (sends[last].At - sends[0].At).Seconds;
    }

    private static RunResult Run(Scenario scenario, double rttMs, RecordedTrace? trace)
    {
        WorldInputs inputs = Inputs(rttMs);
        // The seeds put the user at either place; the node is at the first.
        for (ulong seed = 1; ; seed++)
        {
            Duration up = Surroundings.Of(scenario, seed, inputs).UserToNode(0, 0);
            if (up == Duration.FromSeconds(rttMs / 2e3)) return CellRunner.Run(scenario, seed, inputs, trace);
            Assert.InRange(seed, 1UL, 50UL);
        }
    }

    private static Scenario Lane(long bitsPerSecond, int window, double rate, double seconds)
    {
        Scenario scenario = Worlds.Poisson(1, 1_000_000, 0, 1, rate, 2.5, Worlds.Threshold(50), seconds);
        return scenario with
        {
            Network = new NetworkSpec(DelayKind.Measured, "two places", null, bitsPerSecond),
            Payments = scenario.Payments with { WindowChunks = window },
            Workload = new WorkloadSpec(DemandKind.Ticks, rate),
        };
    }

    private static WorldInputs Inputs(double rttMs) => new(new RttTable(
        [new RttPlace("here", "", 0, 0), new RttPlace("there", "", 0, 50)],
        [(0, 1, new RttSample(rttMs, rttMs, rttMs, 0))]));

    /// <summary>Everything but propagation: both sides' processors and the link.</summary>
    private static long CostNs(MessageKind kind, long bitsPerSecond) =>
        (ModelledCryptography.SendCost(kind) + ModelledCryptography.ReceiveCost(kind)).Nanoseconds
        + TransmitNs(kind, bitsPerSecond);

    private static long TransmitNs(MessageKind kind, long bitsPerSecond) =>
        bitsPerSecond == 0 ? 0 : WireSize.Of(kind, ChunkBytes) * 8 * 1_000_000_000 / bitsPerSecond;
}
