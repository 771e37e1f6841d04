using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live.Nodes;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Storage.Contents;
using Fleek.Sim.Live.Storage.Logs;
using Fleek.Sim.Live.Users;
using Fleek.Tests.Live.Ledgers;
using Fleek.Tests.Live.Support;

namespace Fleek.Tests.Live.Storage;

/// <summary>Nodes with their contents and logs on disk.</summary>
public sealed class NodeOnDiskTests : IDisposable
{
    private const int Blocks = 40;

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1 << 20)]
    [InlineData(1000)]
    public async Task What_was_paid_to_a_node_that_died_is_redeemed_once_by_its_next_run(int replaceAboveBytes)
    {
        NodeLogOptions bounds = new() { ReplaceAboveBytes = replaceAboveBytes };
        await using LiveNet net = new();
        byte[] bytes = LiveNet.Bytes(Blocks);
        Hash256 content = net.Content.Add(bytes);
        using DiskContentStore store = DiskContentStore.Open(_folder["contents"]);
        Assert.Equal(content, await store.AddAsync(new MemoryStream(bytes), Cancel));
        Ed25519Signer signer = (await net.AddNodeAsync()).Signer;
        LiveUser user = await net.AddUserAsync(chunks: 100);

        DiskNodeLog log = DiskNodeLog.Open(_folder["log"], bounds);
        LiveNode node = net.Start(signer, log, with: options => options with { Content = store });
        UserLane lane = user.Open(node);
        lane.Fetch(content, Blocks, 0, Blocks);
        await LiveNet.UntilAsync(() => user.Shelf.Blocks == Blocks, "all blocks");
        bool isReplaced = replaceAboveBytes < 2000;
        if (isReplaced) await LiveNet.UntilAsync(() => !log.Path.EndsWith("01.log", StringComparison.Ordinal), "a log made anew");
        await node.DisposeAsync(); // no drain: what it had not committed, only its log knows
        await log.DisposeAsync();

        await using DiskNodeLog again = DiskNodeLog.Open(_folder["log"], bounds);
        Assert.Equal(isReplaced, !again.Recovery.Path.EndsWith("01.log", StringComparison.Ordinal));
        LiveNode next = net.Start(signer, again, with: options => options with { Content = store });
        Assert.True(await next.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(Blocks, net.EarnedChunks);
        net.AssertConserved();
    }

    [Fact]
    public async Task A_node_whose_disk_is_full_gives_no_key_that_its_log_does_not_know()
    {
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(Blocks));
        Ed25519Signer signer = (await net.AddNodeAsync()).Signer;
        LiveUser user = await net.AddUserAsync(chunks: 100);
        PowerlessDisk disk = new() { Room = 2000 };
        DiskNodeLog log = new(disk, "/log", new NodeLogOptions { RetryEvery = TimeSpan.FromMilliseconds(20) }, null);
        LiveNode node = net.Start(signer, log, window: 4);
        UserLane lane = user.Open(node, window: 4);
        lane.Fetch(content, Blocks, 0, Blocks);
        await LiveNet.UntilAsync(() => node.Host.State == NodeHostState.LogFailed, "a node that says that its log takes nothing");
        Assert.Contains("full", node.Host.Failure!.Message, StringComparison.Ordinal);
        int delivered = user.Shelf.Blocks;
        Assert.InRange(delivered, 1, Blocks - 1);
        await node.DisposeAsync();
        await log.DisposeAsync();
        long keys = node.Host.Counters.Keys;
        Assert.InRange(user.Shelf.Blocks, 1, keys);

        // The power goes too. What the next run redeems is at least what keys were given for.
        DiskNodeLog left = new(disk.AfterCrash(0.5, PowerlessDisk.Remains.OtherBytes), "/log", new NodeLogOptions(), null);
        LiveNode next = net.Start(signer, left);
        Assert.True(await next.Host.DrainAsync(LedgerCase.Patience));
        Assert.InRange(net.EarnedChunks, keys, delivered + 4);
        net.AssertConserved();
    }

    [Fact]
    public async Task A_block_that_changed_on_the_disk_is_not_sent_and_the_connection_says_why()
    {
        await using LiveNet net = new();
        byte[] bytes = LiveNet.Bytes(4);
        Hash256 content = net.Content.Add(bytes);
        using DiskContentStore store = DiskContentStore.Open(_folder["contents"]);
        await store.AddAsync(new MemoryStream(bytes), Cancel);
        List<DamagedBlock> damaged = [];
        store.BlockDamaged = damaged.Add;
        string data = store.List()[0].DataPath;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        bytes[600_000] ^= 1;
        File.WriteAllBytes(data, bytes);
        LiveNode node = await net.AddNodeAsync(with: options => options with { Content = store });
        LiveUser user = await net.AddUserAsync(chunks: 100);
        UserLane lane = user.Open(node);
        lane.Fetch(content, 4, 0, 4);
        await LiveNet.UntilAsync(() => node.Host.Counters.Disconnects[DisconnectReason.ContentLost] > 0, "a connection that ends");
        Assert.Equal(new DamagedBlock(content, 2), damaged[0]);
        Assert.InRange(user.Shelf.Blocks, 0, 2);
    }
}
