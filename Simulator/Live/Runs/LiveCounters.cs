using Fleek.Sim.Live.Metrics;

namespace Fleek.Sim.Live.Runs;

/// <summary>What one process of a live run has counted since its start; those of several add up.</summary>
public sealed record LiveCounters
{
    /// <summary>Of frames of chunks that nodes sent.</summary>
    public long ServedBytes { get; init; }

    /// <summary>Units that were paid for and whose keys left.</summary>
    public long Receipts { get; init; }

    /// <summary>Units paid for and not final, at present.</summary>
    public long Pending { get; init; }

    /// <summary>Claims of lanes that were handed in to the ledger.</summary>
    public long Commits { get; init; }

    /// <summary>Freezes, one for each node and account.</summary>
    public long Frozen { get; init; }

    /// <summary>What went wrong, of whatever kind.</summary>
    public long Errors { get; init; }

    /// <summary>Times to the first byte, in the buckets of <see cref="LiveMetrics.TimeBoundaries"/>.</summary>
    public IReadOnlyList<long> FirstBytes { get; init; } = [];

    /// <summary>Adds counters of another process.</summary>
    public LiveCounters Plus(LiveCounters other) => new()
    {
        ServedBytes = ServedBytes + other.ServedBytes,
        Receipts = Receipts + other.Receipts,
        Pending = Pending + other.Pending,
        Commits = Commits + other.Commits,
        Frozen = Frozen + other.Frozen,
        Errors = Errors + other.Errors,
        FirstBytes = Buckets(FirstBytes, other.FirstBytes),
    };

    private static long[] Buckets(IReadOnlyList<long> one, IReadOnlyList<long> other)
    {
        long[] both = new long[Math.Max(one.Count, other.Count)];
        for (int i = 0; i < both.Length; i++) both[i] = (i < one.Count ? one[i] : 0) + (i < other.Count ? other[i] : 0);
        return both;
    }
}
