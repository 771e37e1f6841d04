using System.Diagnostics;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Storage.Contents;
using Fleek.Sim.Live.Storage.Logs;
using Fleek.Tests.Live.Support;

namespace Fleek.Tests.Live.Storage;

/// <summary>
/// What storage and links cost on this machine, for docs/live.md: <c>dotnet artifacts/bin/Live.Tests/debug/Live.Tests.dll -explicit only
/// -class "*StorageCosts" -showLiveOutput</c>. Measured, and not judged.
/// </summary>
public sealed class StorageCosts(ITestOutputHelper output)
{
    private const int TicketBytes = 79;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(512)]
    [InlineData(4096)]
    public async Task Of_the_log_with_so_many_records_under_way(int underWay)
    {
        using TempFolder folder = new();
        await using DiskNodeLog log = DiskNodeLog.Open(folder["log"]);
        LogWatcher watcher = new();
        List<LogFlush> flushes = [];
        log.Flushed = flushes.Add;
        log.Begin(0, watcher);
        byte[] record = new byte[TicketBytes];
        long began = Stopwatch.GetTimestamp(), number = 0;
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(3))
        {
            for (int i = 0; i < Math.Max(1, underWay / 8); i++) log.Append(record, ++number);
            long oldest = number - underWay + Math.Max(1, underWay / 8);
            watcher.Wait(w => w.Told >= oldest);
        }

        watcher.Wait(w => w.Told == number);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double[] times = [.. flushes.Select(flush => flush.Duration.TotalMilliseconds).Order()];
        output.WriteLine(
            $"{underWay} under way: {number / seconds:0} records/s, {flushes.Count / seconds:0} flushes/s, {(double)number / flushes.Count:0.0} records a flush, "
                + $"flush median {times[times.Length / 2]:0.000} ms, p99 {times[(int)(times.Length * 0.99)]:0.000} ms");
    }

    [Theory(Explicit = true)]
    [InlineData(ContentCheck.EveryRead)]
    [InlineData(ContentCheck.FirstRead)]
    public async Task Of_reading_a_block(ContentCheck check)
    {
        using TempFolder folder = new();
        using DiskContentStore store = DiskContentStore.Open(folder.Path, check);
        const int blocks = 400;
        byte[] bytes = new byte[blocks * ContentBlock.Bytes];
        new Random(1).NextBytes(bytes);
        long began = Stopwatch.GetTimestamp();
        Hash256 id = await store.AddAsync(new MemoryStream(bytes), Cancel);
        output.WriteLine($"{check}: added {bytes.Length >> 20} MiB in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        byte[] scratch = new byte[ContentBlock.Bytes + GroupTree.MaxBytes];
        foreach (string pass in (string[])["first", "second", "third"])
        {
            began = Stopwatch.GetTimestamp();
            for (int block = 0; block < blocks; block++) Assert.True(store.TryRead(id, block, scratch, out StoredBlock _));
            output.WriteLine($"{check}: {pass} pass {Stopwatch.GetElapsedTime(began).TotalMicroseconds / blocks:0.00} us a block");
        }
    }

    [Fact(Explicit = true)]
    public async Task Of_a_handshake()
    {
        using IdentityKey one = IdentityKey.Ephemeral(), two = IdentityKey.Ephemeral();
        using LinkIdentity near = new(one), far = new(two);
        const int times = 100;
        long began = 0;
        for (int i = -20; i < times; i++)
        {
            if (i == 0) began = Stopwatch.GetTimestamp();
            using LoopbackPair pair = await LoopbackPair.OpenAsync(Cancel);
            Task<SecureLink> accepting = SecureLink.AcceptAsync(pair.Far, far, _ => true, SecureLink.DefaultLimit, Cancel);
            await using SecureLink link = await SecureLink.ConnectAsync(pair.Near, near, two.Key, SecureLink.DefaultLimit, Cancel);
            await (await accepting).DisposeAsync();
        }

        output.WriteLine($"handshake of both ends: {Stopwatch.GetElapsedTime(began).TotalMilliseconds / times:0.00} ms");
    }
}
