using System.Diagnostics.Metrics;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.Live.Storage.Logs;

namespace Fleek.Sim.Live.Metrics;

/// <summary>
/// What a process of a live run counts, as instruments named by OpenTelemetry's conventions: any listener of the meter
/// <see cref="MeterName"/> hears them. Safe from any thread; counting allocates nothing but for errors.
/// </summary>
public sealed class LiveMetrics : IDisposable
{
    /// <summary>Of the meter.</summary>
    public const string MeterName = "Fleek.Sim.Live";

    /// <summary>Of what an error's reason is called, by OpenTelemetry's conventions.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Where buckets of times end, in seconds: eight to a factor of ten, from 0.1 ms to 100 s.</summary>
    public static IReadOnlyList<double> TimeBoundaries { get; } =
        [.. Enumerable.Range(0, 49).Select(i => Math.Round(1e-4 * Math.Pow(10, i / 8.0), 7))];

    private readonly Counter<long> _served, _receipts, _commits, _errors, _records, _recordBytes;
    private readonly UpDownCounter<long> _pending, _frozen, _connections;
    private readonly Histogram<double> _firstByte, _flush;

    public LiveMetrics()
    {
        Meter = new Meter(MeterName);
        InstrumentAdvice<double> times = new() { HistogramBucketBoundaries = TimeBoundaries };
        _served = Meter.CreateCounter<long>("fleek.node.served", "By", "Frames of chunks that left.");
        _receipts = Meter.CreateCounter<long>("fleek.node.receipts", "{receipt}", "Units that were paid for and whose keys left.");
        _pending = Meter.CreateUpDownCounter<long>("fleek.node.pending", "{receipt}", "Units paid for and not final on the ledger.");
        _commits = Meter.CreateCounter<long>("fleek.node.commits", "{commit}", "Claims of lanes that were handed in to the ledger.");
        _frozen = Meter.CreateUpDownCounter<long>("fleek.node.frozen", "{account}", "Sessions that the node serves no more, by its freeze rule.");
        _firstByte = Meter.CreateHistogram("fleek.user.ttfb", "s", "From asking for a content to its first byte in plain text.", null, times);
        _errors = Meter.CreateCounter<long>("fleek.errors", "{error}", "What went wrong, by its reason.");
        _connections = Meter.CreateUpDownCounter<long>("fleek.connections", "{connection}", "Connections that are open.");
        _flush = Meter.CreateHistogram("fleek.node.log.flush.duration", "s", "Writing a batch of records and making it durable.", null, times);
        _records = Meter.CreateCounter<long>("fleek.node.log.records", "{record}", "Records that are durable.");
        _recordBytes = Meter.CreateCounter<long>("fleek.node.log.written", "By", "Records that are durable.");
        Store = new MetricStore(Meter);
    }

    public Meter Meter { get; }

    /// <summary>What was counted so far.</summary>
    public MetricStore Store { get; }

    public void Served(long bytes) => _served.Add(bytes);

    public void Receipts(long units) => _receipts.Add(units);

    /// <param name="change">How many more, or fewer.</param>
    public void Pending(long change) => _pending.Add(change);

    public void Commits(long claims) => _commits.Add(claims);

    /// <param name="change">How many more, or fewer.</param>
    public void Frozen(long change) => _frozen.Add(change);

    public void FirstByte(TimeSpan after) => _firstByte.Record(after.TotalSeconds);

    /// <param name="reason">One of few words: each is a series of its own.</param>
    public void Errors(string reason, long count = 1) => _errors.Add(count, new KeyValuePair<string, object?>(ErrorType, reason));

    /// <param name="change">How many more, or fewer.</param>
    public void Connections(long change) => _connections.Add(change);

    /// <summary>For <see cref="DiskNodeLog.Flushed"/>.</summary>
    public void Flushed(LogFlush flush)
    {
        _flush.Record(flush.Duration.TotalSeconds);
        _records.Add(flush.Records);
        _recordBytes.Add(flush.Bytes);
    }

    /// <summary>What the console line is made of.</summary>
    public LiveCounters Totals() => new()
    {
        ServedBytes = (long)Store.Sum(_served),
        Receipts = (long)Store.Sum(_receipts),
        Pending = (long)Store.Sum(_pending),
        Commits = (long)Store.Sum(_commits),
        Frozen = (long)Store.Sum(_frozen),
        Errors = (long)Store.Sum(_errors),
        FirstBytes = Store.Buckets(_firstByte),
    };

    public void Dispose()
    {
        Store.Dispose();
        Meter.Dispose();
    }
}
