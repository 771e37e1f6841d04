using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Sockets.Impairment;
using Fleek.Sim.Live.Users;

namespace Fleek.Tests.Live.Sockets;

[Collection(nameof(AloneCollection))]
public sealed class ImpairmentTests(ITestOutputHelper output)
{
    private const int Blocks = 64;
    private static readonly bool _long = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    /// <summary>
    /// The window formula of docs/protocol.md, where every header is signed: with fewer signatures a lane moves in bursts, and waits longer.
    /// </summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(8, 0)]
    [InlineData(8, 200_000_000)]
    [InlineData(32, 200_000_000)]
    public async Task A_lane_with_a_delay_carries_what_the_window_formula_says(int window, long bitsPerSecond)
    {
        Duration roundTrip = Duration.FromMilliseconds(50);
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        LiveNode node = await net.AddNodeAsync(window, o => o with { Endpoint = o.Endpoint with { HeaderInterval = 1 } });
        Arrivals arrivals = new();
        LiveUser user = await net.AddUserAsync(chunks: 1_000_000, arrivals);
        LinkValues link = LinkValues.OfRoundTrip(roundTrip) with { BitsPerSecondBack = bitsPerSecond };
        UserLane lane = user.Open(node, 2 * window, with: o => o with
        {
            Connect = async cancel => new ImpairedByteStream(await TcpByteStream.ConnectAsync(node.At, cancel), link),
        });
        for (int i = 0; i < 1_000; i++) lane.Fetch(content, Blocks, 0, Blocks - 1);

        const double chunkBits = ContentBlock.Bytes * 8;
        double formula = window * chunkBits / (roundTrip.Seconds + (bitsPerSecond == 0 ? 0 : chunkBits / bitsPerSecond));
        if (bitsPerSecond > 0) formula = Math.Min(formula, bitsPerSecond);
        // From one delivery to the same place in a later window. Other work on the machine delays deliveries: at the end of a turn that takes
        // away, at its begin it adds. So what the lane can do is known by its best turn, and that it can do no more by half of the turns.
        List<double> rates = [];
        int turn = Math.Max(4 * window, 8), from = 4 * window;
        for (int turns = 1; turns <= (_long ? 300 : 100) && !(rates.Count >= 3 && rates.Max() > 0.96 * formula); turns++, from += turn)
        {
            await LiveNet.UntilAsync(() => arrivals.Count > from + turn, $"{turns} turns");
            rates.Add(turn * chunkBits / arrivals.SecondsBetween(from, from + turn));
        }

        rates.Sort();
        output.WriteLine(
            $"W={window} link={bitsPerSecond / 1_000_000}: best of {rates.Count} turns {rates[^1] / 1e6:0.0}, median {rates[rates.Count / 2] / 1e6:0.0} "
            + $"of {formula / 1e6:0.0} Mbit/s, {(rates[^1] / formula) - 1:+0.0 %;-0.0 %}");
        Assert.True(rates[^1] >= 0.95 * formula, "not a single turn is as fast as the formula says");
        Assert.True(rates[rates.Count / 2] <= 1.05 * formula, "half of the turns are faster than the formula says");
    }

    [Fact]
    public void What_is_lost_comes_a_timeout_later_and_what_is_behind_waits()
    {
        LinkFaultsSpec faults = new() { Loss = 0.2, RetransmitAfter = Duration.FromMilliseconds(200) };
        DelayLine line = new(faults, Duration.FromMilliseconds(10), Duration.FromMilliseconds(10), 0, 5, 0);
        Instant last = Instant.Zero;
        int late = 0;
        const int n = 20_000;
        for (int i = 0; i < n; i++)
        {
            Instant now = new(i * 1_000_000_000_000L); // so far apart that none waits for another
            Instant arrives = line.ArrivalOf(now, 1_000);
            Assert.True(arrives >= last);
            last = arrives;
            long extra = (arrives - now).Nanoseconds - 10_000_000;
            Assert.Contains(extra / 200_000_000, (long[])[0, 1, 3, 7, 15, 31, 63, 127, 255]); // doubled with each loss in a row
            if (extra > 0) late++;
        }

        double z = (late - (n * 0.2)) / Math.Sqrt(n * 0.2 * 0.8);
        Assert.InRange(z, -4, 4);
        Instant begin = new(last.Nanoseconds + 1_000_000_000_000L);
        List<Instant> burst = [.. Enumerable.Range(0, 200).Select(i => line.ArrivalOf(begin, 1_000))];
        Assert.Equal(burst.Order(), burst);
    }

    [Fact]
    public void Bytes_leave_at_the_rate_of_the_link_and_arrive_a_delay_later()
    {
        DelayLine line = new(null, Duration.FromMilliseconds(7), Duration.Zero, 8_000_000, 1, 0);
        Assert.Equal(new Instant(8_000_000), line.ArrivalOf(Instant.Zero, 1_000));
        Assert.Equal(new Instant(9_000_000), line.ArrivalOf(Instant.Zero, 1_000));
        Assert.Equal(new Instant(1_008_000_000), line.ArrivalOf(new(1_000_000_000), 1_000));
    }

    [Fact]
    public async Task A_link_that_is_cut_delivers_nothing_and_all_of_it_once_it_is_mended()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(40));
        LiveNode node = await net.AddNodeAsync(window: 4);
        LiveUser user = await net.AddUserAsync(chunks: 100);
        ImpairedByteStream? stream = null;
        UserLane lane = user.Open(node, 4, with: o => o with
        {
            Connect = async cancel => stream = new ImpairedByteStream(
                await TcpByteStream.ConnectAsync(node.At, cancel), LinkValues.OfRoundTrip(Duration.FromMilliseconds(10))),
        });
        lane.Fetch(content, 40, 0, 40);
        await LiveNet.UntilAsync(() => user.Shelf.Blocks > 4, "a few blocks");
        stream!.Cut(true);
        // What had arrived is still being taken; nothing comes behind it.
        int held = -1;
        await LiveNet.UntilAsync(() => Interlocked.Exchange(ref held, user.Shelf.Blocks) == user.Shelf.Blocks && Settled(), "the last arrival");
        held = user.Shelf.Blocks;
        await Task.Delay(300);
        Assert.Equal(held, user.Shelf.Blocks);
        Assert.True(held < 40);
        stream.Cut(false);
        await LiveNet.UntilAsync(() => user.Shelf.Blocks == 40, "the rest");
        user.Shelf.AssertWhole(content);
        Assert.Equal(0, lane.Counters.Reconnects);
    }

    private static bool Settled()
    {
        Thread.Sleep(200);
        return true;
    }

    private sealed class Arrivals : IBlockSink
    {
        private readonly List<Instant> _at = [];

        public int Count
        {
            get
            {
                lock (_at) return _at.Count;
            }
        }

        public double SecondsBetween(int from, int to)
        {
            lock (_at) return (_at[to] - _at[from]).Seconds;
        }

        public void Deliver(UserLane lane, in DeliveredBlock block, ReadOnlySpan<byte> plain)
        {
            lock (_at) _at.Add(block.At);
        }

        public void Ended(UserLane lane)
        {
        }
    }
}
