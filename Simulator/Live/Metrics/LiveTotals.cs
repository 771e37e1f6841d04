namespace Fleek.Sim.Live.Metrics;

/// <summary>What one process has counted since its start; those of several processes add up.</summary>
public sealed record LiveTotals
{
    public long ServedBytes { get; init; }

    /// <summary>Units paid for.</summary>
    public long Receipts { get; init; }

    /// <summary>Units paid for and not final, at present.</summary>
    public long Pending { get; init; }

    public long Commits { get; init; }

    /// <summary>Accounts frozen at present.</summary>
    public long Frozen { get; init; }

    public long Errors { get; init; }

    /// <summary>Times to the first byte, in the buckets of <see cref="LiveMetrics.TimeBoundaries"/>.</summary>
    public IReadOnlyList<long> FirstBytes { get; init; } = [];

    public static LiveTotals operator +(LiveTotals one, LiveTotals other) => new()
    {
        ServedBytes = one.ServedBytes + other.ServedBytes,
        Receipts = one.Receipts + other.Receipts,
        Pending = one.Pending + other.Pending,
        Commits = one.Commits + other.Commits,
        Frozen = one.Frozen + other.Frozen,
        Errors = one.Errors + other.Errors,
        FirstBytes = Buckets(one.FirstBytes, other.FirstBytes, 1),
    };

    /// <summary>The same as +.</summary>
    public static LiveTotals Add(LiveTotals left, LiveTotals right) => left + right;

    /// <summary>Times to the first byte that came after those of an earlier look.</summary>
    internal IReadOnlyList<long> FirstBytesSince(LiveTotals earlier) => Buckets(FirstBytes, earlier.FirstBytes, -1);

    private static long[] Buckets(IReadOnlyList<long> one, IReadOnlyList<long> other, int sign)
    {
        long[] both = new long[Math.Max(one.Count, other.Count)];
        for (int i = 0; i < both.Length; i++) both[i] = (i < one.Count ? one[i] : 0) + (sign * (i < other.Count ? other[i] : 0));
        return both;
    }
}
