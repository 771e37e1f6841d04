using CsCheck;
using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Connections;

namespace Fleek.Tests.World.Network.Connections;

/// <summary>Handshakes as messages, windows, and how fast data goes.</summary>
public sealed class ConnectionTests
{
    private static readonly Duration RoundTrip = Duration.FromMilliseconds(40);

    /// <summary>Counted: the link is without limit, so that all that takes time is who waits for whom.</summary>
    [Theory]
    [InlineData("tcp", 2)]
    [InlineData("webtransport", 2)]
    [InlineData("webrtc", 5)]
    public void A_client_may_send_after_as_many_round_trips_as_its_handshake_has_answers_to_wait_for(string name, int roundTrips)
    {
        Timeline timeline = new();
        Connection connection = new(timeline, TransportTerms.Presets[name] with { CapBitsPerSecond = 0 }, RoundTrip, 0);
        Instant opened = Instant.Never, served = Instant.Never, answered = Instant.Never;
        connection.Open(() =>
        {
            opened = timeline.Now;
            connection.ToServer(100, () =>
            {
                served = timeline.Now;
                connection.ToClient(100, () => answered = timeline.Now);
            });
        });
        timeline.Run(CancellationToken.None);
        Assert.Equal(roundTrips, (opened - Instant.Zero).Seconds / RoundTrip.Seconds, 12);
        Assert.Equal(roundTrips + 0.5, (served - Instant.Zero).Seconds / RoundTrip.Seconds, 12);
        Assert.Equal(roundTrips + 1, (answered - Instant.Zero).Seconds / RoundTrip.Seconds, 12);
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("quic")]
    [InlineData("webrtc")]
    public void Whatever_an_end_does_not_wait_for_is_refused_in_every_state(string name)
    {
        (HandshakeEnd client, HandshakeEnd server) = Handshakes.Of(name);
        Assert.Throws<InvariantViolationException>(() => Handshakes.Of(name).Client.Take("nonsense"));
        Assert.Throws<InvariantViolationException>(() => Handshakes.Of(name).Server.Take("nonsense"));
        Queue<HandshakeMessage> up = new(client.Begin()), down = new();
        while (up.Count + down.Count > 0)
        {
            if (up.TryDequeue(out HandshakeMessage sent))
            {
                foreach (HandshakeMessage answer in server.Take(sent.Name)) down.Enqueue(answer);
                Assert.Throws<InvariantViolationException>(() => Handshakes.Of(name).Client.Take(sent.Name));
            }
            else if (down.TryDequeue(out HandshakeMessage answered))
            {
                foreach (HandshakeMessage further in client.Take(answered.Name)) up.Enqueue(further);
            }
        }

        Assert.True(client.IsOpen && server.IsOpen);
        Assert.Throws<InvariantViolationException>(() => client.Take("ACK"));
    }

    [Fact]
    public void Data_before_a_connection_is_open_is_a_bug()
    {
        Connection connection = new(new Timeline(), TransportTerms.Presets["tcp"], RoundTrip, 0);
        Assert.Throws<InvariantViolationException>(() => connection.ToServer(1, () => { }));
        Assert.Throws<InvariantViolationException>(() => connection.ToClient(1, () => { }));
    }

    /// <summary>Long transfers go at the link's rate or a window in each round trip, whichever is less.</summary>
    [Theory]
    [InlineData("tcp", 100_000_000, 40, 98_304_000)]
    [InlineData("tcp", 10_000_000_000, 100, 0)]
    [InlineData("webrtc", 1_000_000_000, 20, 0)]
    [InlineData("webrtc", 20_000_000, 20, 0)]
    [InlineData("webtransport", 500_000_000, 50, 0)]
    public void Throughput_is_the_least_of_link_cap_and_window_in_a_round_trip(string name, long link, int rttMs, long expected)
    {
        TransportTerms terms = TransportTerms.Presets[name].WithoutSlowStart();
        Duration rtt = Duration.FromMilliseconds(rttMs);
        Pipe pipe = new(terms, new(rtt.Nanoseconds / 2), link);
        long bytes = 1000 * (terms.WindowBytes / terms.SegmentBytes) * terms.SegmentBytes;
        Instant begun = pipe.Send(Instant.Zero, bytes / 10);
        double seconds = (pipe.Send(Instant.Zero, bytes) - begun).Seconds;
        double rate = terms.CapBitsPerSecond > 0 ? Math.Min(link, terms.CapBitsPerSecond) : link;
        // A segment takes the part of its window: with segments for chunks this is the law of lanes with windows.
        double segment = terms.SegmentBytes * 8.0, goodput = rate * terms.Efficiency;
        double law = WindowThroughput.BitsPerSecond(1, terms.WindowBytes / terms.SegmentBytes, segment, rtt.Seconds, goodput);
        Assert.Equal(1, bytes * 8 / seconds / law, 3);
        if (expected > 0) Assert.InRange(bytes * 8 / seconds, expected * 0.97, expected);
    }

    [Fact]
    public void A_window_of_256_KiB_carries_105_Mbit_s_over_20_ms_as_published()
    {
        TransportTerms webRtc = TransportTerms.Presets["webrtc"].WithoutSlowStart();
        Pipe pipe = new(webRtc, Duration.FromMilliseconds(10), 1_000_000_000);
        double seconds = (pipe.Send(Instant.Zero, 100_000_000) - Instant.Zero).Seconds;
        Assert.InRange(100_000_000 * 8 / seconds / 1e6, 100, 105);
        Assert.Equal(262_144, webRtc.WindowBytes); // one chunk
    }

    /// <summary>Of n segments and a window of w that doubles, n are out after the least number of rounds whose windows hold them.</summary>
    [Fact]
    public void Slow_start_takes_a_round_trip_for_each_doubling() => Gen.Int[1, 4000].Sample(segments =>
    {
        TransportTerms terms = TransportTerms.Presets["tcp"];
        Pipe pipe = new(terms, new(RoundTrip.Nanoseconds / 2), 0);
        double seconds = (pipe.Send(Instant.Zero, (long)segments * terms.SegmentBytes) - Instant.Zero).Seconds;
        int rounds = 1;
        for (long sent = 10, window = 10; sent < segments; rounds++)
        {
            window = Math.Min(2 * window, terms.WindowBytes / terms.SegmentBytes);
            sent += window;
        }

        Assert.Equal(rounds - 0.5, seconds / RoundTrip.Seconds, 9);
    }, iter: 300);

    [Fact]
    public void No_more_than_the_window_is_ever_under_way_and_nothing_overtakes() => Gen.Select(
        Gen.Int[1, 60].Array[1, 40], Gen.Int[0, 50], Gen.Int[1, 200]).Sample((kilobytes, gapMs, rateMbit) =>
    {
        TransportTerms terms = TransportTerms.Presets["webrtc"];
        Duration oneWay = Duration.FromMilliseconds(15);
        Pipe pipe = new(terms, oneWay, rateMbit * 1_000_000L);
        Instant now = Instant.Zero, last = Instant.Zero;
        long bytes = 0;
        foreach (int kb in kilobytes)
        {
            Instant arrives = pipe.Send(now, kb * 1_000L);
            bytes += kb * 1_000L;
            Assert.True(arrives > last && arrives >= now + oneWay);
            last = arrives;
            now += Duration.FromMilliseconds(gapMs);
        }

        Assert.Equal(bytes, pipe.DataBytes);
        // A window in each round trip, and the first on top.
        double most = terms.WindowBytes * (1 + ((last - oneWay - Instant.Zero).Seconds / 0.03));
        Assert.True(bytes <= most + terms.SegmentBytes);
        Assert.True(pipe.WireBytes * 8.0 / (rateMbit * 1e6) <= (last - oneWay - Instant.Zero).Seconds + 1e-9);
    }, iter: 200);

    [Fact]
    public void What_is_broken_delivers_nothing_and_tells_nobody()
    {
        Timeline timeline = new();
        Connection connection = new(timeline, TransportTerms.Presets["tcp"], RoundTrip, 0);
        bool arrived = false, opened = false;
        connection.WasOpened();
        connection.ToServer(10, () => arrived = true);
        connection.Break();
        Connection other = new(timeline, TransportTerms.Presets["tcp"], RoundTrip, 0);
        other.Open(() => opened = true);
        other.Break();
        timeline.Run(CancellationToken.None);
        Assert.False(arrived || opened);
    }
}
