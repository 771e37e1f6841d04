using System.Text.Json;
using CsCheck;
using Fleek.Sim.Live.Metrics;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.Live.Storage.Logs;
using Microsoft.Extensions.Logging;

namespace Fleek.Tests.Live.Metrics;

public sealed class LiveStatusTests
{
    [Fact]
    public void A_line_has_the_rates_since_the_one_before_and_all_else_as_it_stands()
    {
        using LiveMetrics node = new(), user = new();
        node.Served(1 << 20);
        node.Receipts(4);
        node.Pending(4);
        user.FirstByte(TimeSpan.FromMilliseconds(1));
        LiveCounters before = node.Totals().Plus(user.Totals());
        node.Served(3 << 20);
        node.Receipts(12);
        node.Pending(12);
        node.Pending(-9);
        node.Commits(1);
        node.Frozen(1);
        node.Errors("stalled");
        user.Errors("refused");
        for (int i = 1; i <= 100; i++) user.FirstByte(TimeSpan.FromMilliseconds(i));
        LiveStatus status = LiveStatus.Between(before, node.Totals().Plus(user.Totals()), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(7));
        Assert.Equal(
            (1.5 * (1 << 20), 6.0, 7L, 1L, 1L, 2L),
            (status.ServedBytesPerSecond, status.ReceiptsPerSecond, status.Pending, status.Commits, status.Frozen, status.Errors));
        Assert.InRange(status.FirstByteMedian!.Value.TotalMilliseconds, 50, 67);
        Assert.InRange(status.FirstByteP99!.Value.TotalMilliseconds, 99, 134);
        Assert.Equal("    7s   1.5MiB/s          6         7         1         1   56.2ms/100ms            2", status.ToString());
        Assert.Equal(LiveStatus.Heading.Length, status.ToString().Length);
        Assert.Null(LiveStatus.Between(new(), new(), TimeSpan.FromSeconds(1), TimeSpan.Zero).FirstByteMedian);
    }

    [Fact]
    public void Quantiles_are_at_most_one_bucket_above_the_true_ones()
    {
        Gen.Select(Gen.Double[-3.9, 1.9].Array[1, 200], Gen.Double[0.01, 1]).Sample(
            (logarithms, share) =>
            {
                using LiveMetrics metrics = new();
                double[] seconds = [.. logarithms.Select(x => Math.Round(Math.Pow(10, x), 7)).Order()];
                foreach (double each in seconds) metrics.FirstByte(TimeSpan.FromSeconds(each));
                double exact = seconds[(int)Math.Ceiling(share * seconds.Length) - 1];
                double told = LiveStatus.Quantile(metrics.Totals().FirstBytes, share)!.Value.TotalSeconds;
                Assert.InRange(told, exact - 1e-7, exact * 1.3337);
            },
            iter: 300, threads: 1, seed: "0000KOIlZQw4");
    }

    [Fact]
    public void Totals_of_processes_add_up_and_go_over_a_wire()
    {
        using LiveMetrics metrics = new();
        metrics.FirstByte(TimeSpan.FromSeconds(1000));
        metrics.Flushed(new LogFlush(3, 300, TimeSpan.FromMilliseconds(2)));
        LiveCounters totals = metrics.Totals();
        LiveCounters back = JsonSerializer.Deserialize<LiveCounters>(JsonSerializer.Serialize(totals.Plus(totals)))!;
        Assert.Equal(2, back.FirstBytes[^1]);
        Assert.Equal(2, back.FirstBytes.Sum());
        Assert.Equal(TimeSpan.FromSeconds(100), LiveStatus.Quantile(back.FirstBytes, 1));
    }

    [Fact]
    public void Counting_allocates_nothing()
    {
        using LiveMetrics metrics = new();
        Count(metrics, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Count(metrics, 10_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
        Assert.Equal(10_100 * 262_144L, metrics.Totals().ServedBytes);
    }

    [Fact]
    public void Logs_are_a_JSON_object_a_line_on_standard_error()
    {
        TextWriter before = Console.Error;
        using StringWriter written = new();
        Console.SetError(TextWriter.Synchronized(written));
        try
        {
            using ILoggerFactory factory = LiveLogging.Create(LogLevel.Information);
            ILogger logger = factory.CreateLogger("node-1");
            logger.LogStalled("the disk is full");
            logger.LogDebug("not written");
        }
        finally
        {
            Console.SetError(before);
        }

        string line = Assert.Single(written.ToString().Split('\n'), each => each.Contains("node-1", StringComparison.Ordinal));
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement entry = document.RootElement;
        Assert.Equal(("Error", 2, "node-1"), (entry.GetProperty("LogLevel").GetString(), entry.GetProperty("EventId").GetInt32(), entry.GetProperty("Category").GetString()));
        Assert.Equal("the disk is full", entry.GetProperty("State").GetProperty("why").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", entry.GetProperty("Timestamp").GetString());
    }

    private static void Count(LiveMetrics metrics, int times)
    {
        for (int i = 0; i < times; i++)
        {
            metrics.Served(262_144);
            metrics.Receipts(1);
            metrics.Pending(1);
            metrics.FirstByte(TimeSpan.FromMilliseconds(i % 50));
        }
    }
}
