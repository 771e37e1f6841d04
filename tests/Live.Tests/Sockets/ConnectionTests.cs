using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Nodes;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Users;
using Fleek.Tests.Live.Ledgers;

namespace Fleek.Tests.Live.Sockets;

/// <summary>What must hold of connections, by TCP and by WebSocket alike.</summary>
public sealed class ConnectionTests
{
    private const int Blocks = 24;

    public static TheoryData<bool> Transports => [false, true];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_content_comes_whole_over_either_transport(bool byWebSocket)
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        LiveNode node = await net.AddNodeAsync();
        await FetchAsync(net, node, content, byWebSocket);
        Assert.True(await node.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(Blocks, net.EarnedChunks);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_lane_whose_connection_breaks_again_and_again_gets_each_block_once_and_pays_each_once(bool byWebSocket)
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks * 4));
        LiveNode node = await net.AddNodeAsync(window: 4);
        LiveUser user = await net.AddUserAsync(chunks: Blocks * 4);
        UserLane lane = user.Open(node, window: 4, with: o => o with { Connect = cancel => node.ConnectAsync(byWebSocket, cancel) });
        lane.Fetch(content, Blocks * 4, 0, Blocks * 4);
        for (int cut = 1; cut <= 6; cut++)
        {
            int most = cut * Blocks / 2;
            await LiveNet.UntilAsync(() => user.Shelf.Blocks >= most, $"{most} blocks");
            long before = lane.Counters.Reconnects;
            await LiveNet.UntilAsync(
                () =>
                {
                    lane.Cut();
                    return lane.Counters.Reconnects > before;
                },
                "another connection");
        }

        await LiveNet.UntilAsync(() => user.Shelf.Blocks == Blocks * 4, "all blocks");
        await lane.FinishAsync().WaitAsync(LedgerCase.Patience);
        user.Shelf.AssertWhole(content);
        Assert.True(lane.Counters.Reconnects >= 6);
        Assert.True(await node.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(Blocks * 4, net.EarnedChunks);
        Assert.Equal(LiveNet.Price * (Blocks * 4), lane.Read(client => client.Cumulative));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Garbage_is_disconnected_with_a_reason_and_an_honest_user_is_served(bool byWebSocket)
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        LiveNode node = await net.AddNodeAsync();
        Random random = new(7);
        for (int peer = 0; peer < 60; peer++)
        {
            using IByteStream stream = await node.ConnectAsync(byWebSocket);
            try
            {
                await stream.SendAsync(Garbage.Of(random, peer));
                await Garbage.DrainAsync(stream);
            }
            catch (Exception e) when (e is not InvariantViolationException)
            {
                // The node has hung up on it already.
            }
        }

        await LiveNet.UntilAsync(() => node.Host.Counters.Open == 0, "no peers");
        DisconnectCounters ends = node.Host.Counters.Disconnects;
        Assert.True(ends[DisconnectReason.Malformed] > 20, $"{ends[DisconnectReason.Malformed]} were malformed");
        Assert.Equal(60, Enum.GetValues<DisconnectReason>().Sum(reason => ends[reason]));
        await FetchAsync(net, node, content, byWebSocket);
        Assert.Equal(NodeHostState.Serving, node.Host.State);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_holds_no_more_than_a_window_and_is_hung_up_on()
    {
        const int window = 4;
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        LiveNode node = await net.AddNodeAsync(
            window, o => o with { Limits = new ConnectionLimits { SlowReader = TimeSpan.FromSeconds(1) } });
        LiveUser slow = await net.AddUserAsync(chunks: 100_000);
        StoppedStream? stopped = null;
        UserLane lane = slow.Open(node, window, with: o => o with
        {
            Connect = async cancel => stopped = new StoppedStream(await TcpByteStream.ConnectAsync(node.At, cancel), readsBytes: 400),
        });
        lane.Fetch(content, Blocks, 0, Blocks);
        await LiveNet.UntilAsync(() => node.Host.Counters.Chunks >= window, "a window of chunks");
        using (IByteStream flood = await node.ConnectAsync(byWebSocket: false))
        {
            // Asks for keys that nobody has, and reads no answer: it is not read from any more once its answers wait.
            byte[] ask = new byte[FrameHeader.Length + KeyRequestFrame.BodyLength];
            new KeyRequestFrame(content, 1, content).Write(ask);
            byte[] many = [.. Enumerable.Repeat(ask, 1_000).SelectMany(b => b)];
            Task sending = Task.Run(async () =>
            {
                for (int i = 0; i < 2_000; i++) await flood.SendAsync(many);
            });
            await LiveNet.UntilAsync(() => node.Host.Counters.Disconnects[DisconnectReason.Refused] > 0, "the flood is cut");
            await Assert.ThrowsAnyAsync<Exception>(() => sending.WaitAsync(LedgerCase.Patience));
        }

        await LiveNet.UntilAsync(() => node.Host.Counters.Disconnects[DisconnectReason.SlowReader] > 0 || node.Host.Counters.UnsentBytes == 0, "its end");
        Assert.InRange(node.Host.Counters.MostUnsentBytes, 0, (window * FrameHeader.MaxFrameLength) + (64 << 10) + (2 * FrameHeader.MaxFrameLength));
        await FetchAsync(net, node, content, byWebSocket: false);
    }

    [Fact]
    public async Task Limits_of_connections_of_an_address_and_of_a_payer_hold_and_are_counted()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        LiveNode node = await net.AddNodeAsync(with: o => o with { Limits = new ConnectionLimits { PerAddress = 10, PerPayer = 3 } });
        LiveUser user = await net.AddUserAsync(chunks: 100);
        for (int lane = 0; lane < 4; lane++)
            user.Open(node, lane: lane, with: o => o with { FruitlessSessions = 0 }).Fetch(content, Blocks, 0, 1);
        await LiveNet.UntilAsync(() => user.Shelf.Times.Values.Sum() >= 3, "three lanes");
        await LiveNet.UntilAsync(() => node.Host.Counters.Disconnects[DisconnectReason.TooManyOfPayer] > 0, "the fourth is refused");

        List<IByteStream> idle = [];
        for (int i = 0; i < 12; i++) idle.Add(await node.ConnectAsync(byWebSocket: false));
        await LiveNet.UntilAsync(() => node.Host.Counters.Disconnects[DisconnectReason.TooManyOfAddress] >= 5, "those beyond are refused");
        Assert.Equal(10, node.Host.Counters.Open);
        foreach (IByteStream stream in idle) stream.Dispose();
    }

    [Fact]
    public async Task Peers_without_a_session_and_idle_ones_are_hung_up_on()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        LiveNode node = await net.AddNodeAsync(with: o => o with
        {
            Limits = new ConnectionLimits { NoSession = TimeSpan.FromMilliseconds(300), Idle = TimeSpan.FromMilliseconds(900) },
        });
        using IByteStream silent = await node.ConnectAsync(byWebSocket: false);
        LiveUser user = await net.AddUserAsync(chunks: 100);
        UserLane lane = user.Open(node);
        lane.Fetch(content, Blocks, 0, 2);
        await LiveNet.UntilAsync(() => node.Host.Counters.Disconnects[DisconnectReason.NoSession] == 1, "the silent peer is gone");
        await LiveNet.UntilAsync(() => node.Host.Counters.Disconnects[DisconnectReason.Idle] > 0, "the idle one is gone");
        Assert.Equal(2, user.Shelf.Blocks);
    }

    [Fact]
    public async Task The_kernel_counts_what_both_ends_say_that_they_sent()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        LiveNode node = await net.AddNodeAsync();
        LiveUser user = await net.AddUserAsync(chunks: 100);
        UserLane lane = user.Open(node);
        lane.Fetch(content, Blocks, 0, Blocks);
        await LiveNet.UntilAsync(() => user.Shelf.Blocks == Blocks, "all blocks");
        await lane.FinishAsync().WaitAsync(LedgerCase.Patience);
        if (!OperatingSystem.IsLinux()) return;
        await LiveNet.UntilAsync(() => node.Host.Counters.Open == 0, "the node has closed it");
        // The end of a direction counts as a byte.
        Assert.InRange(lane.Kernel.Received - lane.Counters.BytesIn, 0, 1);
        Assert.InRange(node.Host.Counters.Kernel.Received - node.Host.Counters.BytesIn, 0, 1);
        Assert.InRange(node.Host.Counters.Kernel.Sent, node.Host.Counters.ChunkBytes, lane.Counters.BytesIn + 2);
    }

    private static async Task FetchAsync(LiveNet net, LiveNode node, Hash256 content, bool byWebSocket)
    {
        LiveUser user = await net.AddUserAsync(chunks: 100);
        UserLane lane = user.Open(node, with: o => o with { Connect = cancel => node.ConnectAsync(byWebSocket, cancel) });
        lane.Fetch(content, Blocks, 0, Blocks);
        await LiveNet.UntilAsync(() => user.Shelf.Blocks == Blocks, "all blocks of an honest user");
        await lane.FinishAsync().WaitAsync(LedgerCase.Patience);
        user.Shelf.AssertWhole(content);
    }
}
