using System.Diagnostics;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Nodes;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Users;
using Fleek.Tests.Live.Ledgers;

namespace Fleek.Tests.Live.Load;

/// <summary>Many at once: users that fetch and pay, and connections that do nothing.</summary>
[Collection(nameof(AloneCollection))]
public sealed class LoadTests(ITestOutputHelper output)
{
    private static readonly bool _long = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    [Fact]
    public async Task Users_are_served_at_the_same_time_with_memory_that_stays()
    {
        int users = _long ? 1_000 : 150, seconds = _long ? 60 : 8;
        const double blocksPerSecond = 2;
        await using LiveNet net = new();
        // Small contents: what is measured is connections, sessions and payments, not bytes.
        Hash256[] contents = [.. Enumerable.Range(0, 64).Select(i => net.Content.Add(LiveNet.Bytes(1, i).AsMemory(0, 16_384)))];
        LiveNode node = await net.AddNodeAsync(window: 2, o => o with { Log = new Fleek.Sim.Live.Storage.MemoryNodeLog(keepsRecords: false) });
        UserBuffers buffers = new();
        List<LiveUser> all = [];
        List<RatedDemand> demands = [];
        for (int i = 0; i < users; i++)
        {
            LiveUser user = await net.AddUserAsync(chunks: 10_000, buffers: buffers);
            UserLane lane = user.Open(node, window: 2, with: o => o with { SilentAfter = LedgerCase.Patience });
            int first = i;
            all.Add(user);
            demands.Add(new RatedDemand([lane], count => (contents[(first + count) % contents.Length], 1, 0), blocksPerSecond));
        }

        await LiveNet.UntilAsync(() => all.TrueForAll(u => u.Host.Lanes[0].Counters.Delivered > 0), "a block for everybody");
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan spent = Process.GetCurrentProcess().TotalProcessorTime;
        long before = node.Host.Counters.Chunks;
        List<(double Managed, double Resident)> memory = [];
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds / 8.0));
            memory.Add((GC.GetTotalMemory(forceFullCollection: true) / 1e6, Process.GetCurrentProcess().WorkingSet64 / 1e6));
        }

        double rate = (node.Host.Counters.Chunks - before) / clock.Elapsed.TotalSeconds;
        double cores = (Process.GetCurrentProcess().TotalProcessorTime - spent) / clock.Elapsed;
        output.WriteLine(
            $"{users} users for {clock.Elapsed.TotalSeconds:0} s: {rate:0} blocks/s of {users * blocksPerSecond:0} wanted, {cores:0.00} processors, managed MB "
            + $"{string.Join(' ', memory.Select(m => $"{m.Managed:0}"))}, resident MB {string.Join(' ', memory.Select(m => $"{m.Resident:0}"))}");
        foreach (RatedDemand demand in demands) await demand.DisposeAsync();
        Assert.Equal(users, node.Host.Counters.Open);
        await LiveNet.UntilAsync(
            () => all.Zip(demands).All(each => each.First.Host.Lanes[0].Counters.Delivered == each.Second.Wanted), "all that was wanted");
        foreach (LiveUser user in all) Assert.Equal(0, user.Shelf.Wrong);
        // Flat: the second half has no more than the first, but for some noise.
        double early = memory.Take(4).Max(m => m.Managed), late = memory.Skip(4).Max(m => m.Managed);
        Assert.True(late < early * 1.1 + 5, $"managed memory grew from {early:0} to {late:0} MB");
        await Task.WhenAll(all.Select(user => user.Host.Lanes[0].FinishAsync())).WaitAsync(LedgerCase.Patience);
        Assert.True(await node.Host.DrainAsync(LedgerCase.Patience));
        Assert.Equal(demands.Sum(demand => demand.Wanted), net.EarnedChunks);
        net.AssertConserved();
    }

    [Fact]
    public async Task Ten_thousand_idle_connections_cost_little_and_an_honest_user_is_served_beside_them()
    {
        const int idle = 10_000;
        long allowed = Descriptors.Raise(idle + 1_000);
        if (allowed < idle + 500) Assert.Skip($"this process may open {allowed} files, and {idle} connections are wanted");
        await using LiveNet net = new();
        Hash256 content = net.Content.Add(LiveNet.Bytes(8));
        LiveNode node = await net.AddNodeAsync(with: o => o with
        {
            Limits = new ConnectionLimits { PerAddress = 2 * idle, NoSession = TimeSpan.FromMinutes(5) },
        });
        using IdlePeers first = IdlePeers.Connect(node.At, idle / 2);
        await LiveNet.UntilAsync(() => node.Host.Counters.Open == idle / 2, "the first half is taken");
        // By the second half: what earlier tests left is gone by then.
        long before = await SettledMemoryAsync();
        using (IdlePeers second = IdlePeers.Connect(node.At, idle / 2))
        {
            await LiveNet.UntilAsync(() => node.Host.Counters.Open == idle, "all are taken");
            double bytes = (double)(await SettledMemoryAsync() - before) / (idle / 2);
            LiveUser user = await net.AddUserAsync(chunks: 10);
            UserLane lane = user.Open(node);
            lane.Fetch(content, 8, 0, 8);
            await LiveNet.UntilAsync(() => user.Shelf.Blocks == 8, "an honest user's blocks");
            output.WriteLine($"{idle} idle connections: {bytes:0} bytes of managed memory for each");
            Assert.True(bytes < 8_192, $"{bytes:0} bytes for an idle connection");
            Assert.Equal(idle + 1, node.Host.Counters.Open);
            user.Shelf.AssertWhole(content);
        }

        await LiveNet.UntilAsync(() => node.Host.Counters.Open <= (idle / 2) + 1, "the second half is gone");
        Assert.Equal(NodeHostState.Serving, node.Host.State);
    }

    /// <summary>Managed memory once collecting it frees nothing more, half a second long.</summary>
    private static async Task<long> SettledMemoryAsync()
    {
        long least = long.MaxValue;
        for (int same = 0; same < 5; await Task.Delay(100))
        {
            long now = GC.GetTotalMemory(forceFullCollection: true);
            same = now < least - 100_000 ? 0 : same + 1;
            least = Math.Min(least, now);
        }

        return least;
    }
}
