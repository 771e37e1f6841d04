using System.Globalization;
using Fleek.Sim.Live.Runs;

namespace Fleek.Sim.Live.Metrics;

/// <summary>One line of the console: rates since the line before, all else since the begin of the run.</summary>
/// <param name="Elapsed">Since the run began.</param>
/// <param name="FirstByteMedian">Of all sessions so far; null before the first.</param>
/// <param name="FirstByteP99">The same, 99 of 100.</param>
public sealed record LiveStatus(
    TimeSpan Elapsed, double ServedBytesPerSecond, double ReceiptsPerSecond, long Pending, long Commits, long Frozen, TimeSpan? FirstByteMedian,
    TimeSpan? FirstByteP99, long Errors)
{
    /// <summary>What the columns of <see cref="ToString"/> are.</summary>
    public const string Heading = "     t     served receipts/s   pending   commits    frozen ttfb p50/p99         errors";

    /// <param name="between">The time between both looks.</param>
    public static LiveStatus Between(LiveCounters earlier, LiveCounters now, TimeSpan between, TimeSpan elapsed)
    {
        double seconds = Math.Max(between.TotalSeconds, 1e-9);
        return new LiveStatus(
            elapsed, (now.ServedBytes - earlier.ServedBytes) / seconds, (now.Receipts - earlier.Receipts) / seconds, now.Pending, now.Commits,
            now.Frozen, Quantile(now.FirstBytes, 0.5), Quantile(now.FirstBytes, 0.99), now.Errors);
    }

    /// <summary>
    /// The least time that at least this share of all values did not exceed: the end of the bucket in which it lies, at most a third
    /// more than the value itself.
    /// </summary>
    public static TimeSpan? Quantile(IReadOnlyList<long> buckets, double share)
    {
        long total = buckets.Sum(), needed = Math.Max(1, (long)Math.Ceiling(share * total));
        if (total == 0) return null;
        int bucket = 0;
        for (long below = buckets[0]; below < needed; below += buckets[bucket]) bucket++;
        IReadOnlyList<double> ends = LiveMetrics.TimeBoundaries;
        return TimeSpan.FromSeconds(ends[Math.Min(bucket, ends.Count - 1)]);
    }

    /// <summary>One line below <see cref="Heading"/>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Elapsed.TotalSeconds,5:0}s {ServedBytesPerSecond / (1 << 20),5:0.0}MiB/s {ReceiptsPerSecond,10:0} {Pending,9} {Commits,9} {Frozen,9} "
            + $"{Text(FirstByteMedian),8}/{Text(FirstByteP99),-8} {Errors,9}");

    private static string Text(TimeSpan? time) => time is not { } known ? "-"
        : known < TimeSpan.FromSeconds(1) ? $"{known.TotalMilliseconds.ToString("0.#", CultureInfo.InvariantCulture)}ms"
        : $"{known.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)}s";
}
