using System.Globalization;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Bandwidth;

namespace Fleek.Tests.World.Network.Bandwidth;

/// <summary>
/// The flow model beside ns-3's TCP, over 100 Mbit/s and 10 ms. The bounds are derived in docs/bandwidth.md: what TCP spends on
/// headers, handshake and slow start is all that may lie between the two.
/// </summary>
public sealed class Ns3ComparisonTests(ITestOutputHelper output)
{
    private const long BitsPerSecond = 100_000_000, DelayNs = 10_000_000, RoundTripNs = 2 * DelayNs;

    /// <summary>The handshake, and the way of the last segment.</summary>
    private const long LatencyNs = RoundTripNs + DelayNs;

    /// <summary>Bytes on the wire for a segment: PPP 2, IPv4 20, TCP 20 with 12 of timestamps, payload.</summary>
    private const int SegmentBytes = 1_448, HeaderBytes = 54;

    /// <summary>Segments that TCP may send at first (RFC 6928); at best the window doubles in every round trip.</summary>
    private const int FirstWindow = 10;

    [Fact]
    public void Tcp_in_ns3_is_slower_than_the_flows_by_headers_handshake_and_slow_start_and_by_no_more()
    {
        IReadOnlyList<Ns3Transfer> transfers = Ns3.Transfers();
        Assert.Equal(37, transfers.Count);
        output.WriteLine("| flows | bytes | buffers | model ms | ns-3 first ms | ns-3 last ms | its bounds ms | last / model |");
        foreach (IGrouping<(int Flows, long Bytes, long BufferBytes), Ns3Transfer> run in
                 transfers.GroupBy(t => (t.Flows, t.Bytes, t.BufferBytes)))
        {
            (int flows, long bytes, long buffer) = run.Key;
            long cap = CapOf(buffer), model = FlowModelNs(flows, bytes, cap);
            long first = run.Min(t => t.EndNs), last = run.Max(t => t.EndNs);
            (long least, long most) = cap > 0 ? BoundsOfWindowNs(bytes, buffer, model) : BoundsNs(flows, bytes);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {flows} | {bytes} | {buffer} | {Ms(model)} | {Ms(first)} | {Ms(last)} | {Ms(least)} to {Ms(most)} | ")
                + ((double)last / model).ToString("F3", CultureInfo.InvariantCulture) + " |");
            Assert.InRange(last, least, most);
            long alone = FlowModelNs(1, bytes, cap) + (cap > 0 ? DelayNs : LatencyNs);
            Assert.True(first >= alone, "faster than a link of its own would be");
        }
    }

    /// <summary>When the last transfer ends in the flow model: all start at once on one link.</summary>
    private static long FlowModelNs(int flows, long bytes, long capBitsPerSecond)
    {
        MaxMinSharing sharing = new();
        LinkId link = sharing.AddLink(BitsPerSecond);
        for (int i = 0; i < flows; i++) sharing.Start(Instant.Zero, [link], bytes * 8, capBitsPerSecond);
        List<FinishedFlow> finished = [];
        sharing.AdvanceTo(new Instant(1_000_000_000_000), finished);
        Assert.Equal(flows, finished.Count);
        return finished[^1].At.Nanoseconds;
    }

    /// <summary>A window sent once in a round trip is a rate; 0 where the link is the tighter bound.</summary>
    private static long CapOf(long bufferBytes)
    {
        long rate = bufferBytes * 8 * 1_000_000_000 / RoundTripNs;
        return rate < BitsPerSecond ? rate : 0;
    }

    /// <summary>The link is busy with payload and headers, or waits a round trip for the windows to grow.</summary>
    private static (long Least, long Most) BoundsNs(int flows, long bytes)
    {
        long wireNs = (bytes + (Segments(bytes) * HeaderBytes)) * 8 * 1_000_000_000 / BitsPerSecond * flows;
        long slowStart = SlowStartNs(bytes);
        return (LatencyNs + Math.Max(wireNs, slowStart), LatencyNs + wireNs + slowStart + RoundTripNs);
    }

    /// <summary>A window of whole segments goes in every round trip, of which the last need not come to its end.</summary>
    private static (long Least, long Most) BoundsOfWindowNs(long bytes, long bufferBytes, long modelNs)
    {
        const long segmentNs = (SegmentBytes + HeaderBytes) * 8 * 1_000_000_000L / BitsPerSecond;
        long windows = (Segments(bytes) / (bufferBytes / SegmentBytes)) + 1;
        long most = windows * (RoundTripNs + (2 * segmentNs)) + SlowStartNs(bytes) + RoundTripNs;
        return (LatencyNs + modelNs - RoundTripNs, LatencyNs + most);
    }

    /// <summary>Round trips that must pass while the window doubles, until all is sent or the link is always busy.</summary>
    private static long SlowStartNs(long bytes)
    {
        long pipe = BitsPerSecond / 8 * RoundTripNs / 1_000_000_000 / (SegmentBytes + HeaderBytes);
        int rounds = 0;
        long sent = 0;
        for (long window = FirstWindow; sent + window < Segments(bytes) && window <= pipe; window *= 2, rounds++) sent += window;
        return rounds * RoundTripNs;
    }

    private static long Segments(long bytes) => (bytes + SegmentBytes - 1) / SegmentBytes;

    private static string Ms(long nanoseconds) => (nanoseconds / 1e6).ToString("F1", CultureInfo.InvariantCulture);
}
