using Fleek.Core.Primitives;
using Fleek.Sim.Live.Metrics;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.Live.Users;
using Fleek.Tests.Live.Ledgers;

namespace Fleek.Tests.Live.Metrics;

public sealed class NodeFollowerTests
{
    [Fact]
    public async Task What_a_node_did_stands_in_its_metrics_once_however_often_it_is_taken()
    {
        const int blocks = 40;
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(blocks));
        LiveNode node = await net.AddNodeAsync();
        LiveUser user = await net.AddUserAsync(chunks: 100);
        UserLane lane = user.Open(node);
        using LiveMetrics metrics = new();
        NodeFollower follower = new(node.Host.Counters, LiveNet.Price, metrics);
        lane.Fetch(content, blocks, 0, blocks);
        while (user.Shelf.Blocks < blocks)
        {
            follower.Take();
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        follower.Take();
        Assert.Equal(blocks, metrics.Totals().Receipts);
        await lane.FinishAsync().WaitAsync(LedgerCase.Patience, TestContext.Current.CancellationToken);
        Assert.True(await node.Host.DrainAsync(LedgerCase.Patience));
        follower.Take();
        follower.Take();
        LiveCounters totals = metrics.Totals();
        Assert.Equal((blocks, 0L, 0L, node.Host.Counters.ChunkBytes), (totals.Receipts, totals.Pending, totals.Errors, totals.ServedBytes));
        Assert.InRange(totals.ServedBytes, blocks * 262_144L - 1_000, blocks * 264_000L);
        Assert.InRange(totals.Commits, 1, blocks);
        string text = PrometheusText.Write(metrics.Store, []);
        Assert.Contains($"fleek_node_receipts_total {blocks}\n", text, StringComparison.Ordinal);
        Assert.Contains("fleek_connections 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peers_that_break_the_protocol_are_errors_by_their_reason()
    {
        await using LiveNet net = new();
        LiveNode node = await net.AddNodeAsync();
        using LiveMetrics metrics = new();
        NodeFollower follower = new(node.Host.Counters, LiveNet.Price, metrics);
        using System.Net.Sockets.TcpClient client = new();
        await client.ConnectAsync(node.At, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: example\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await LiveNet.UntilAsync(
            () =>
            {
                follower.Take();
                return metrics.Totals().Errors == 1;
            },
            "an error");
        Assert.Contains("fleek_errors_total{error_type=\"Malformed\"} 1\n", PrometheusText.Write(metrics.Store, []), StringComparison.Ordinal);
    }
}
