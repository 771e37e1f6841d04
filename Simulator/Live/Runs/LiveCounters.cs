namespace Fleek.Sim.Live.Runs;

/// <summary>What the roles of a live run have counted since its start; those of several add up.</summary>
public sealed record LiveCounters
{
    /// <summary>Of plain text that users have verified.</summary>
    public long ServedBytes { get; init; }

    public long ServedChunks { get; init; }

    /// <summary>Payments that users made.</summary>
    public long Payments { get; init; }

    /// <summary>Value that nodes hold tickets for and the ledger has not credited, in base units.</summary>
    public long PendingUnits { get; init; }

    /// <summary>Redeem transactions submitted.</summary>
    public long Commits { get; init; }

    /// <summary>Freezes, one for each node and account.</summary>
    public long Frozen { get; init; }

    /// <summary>Connections that ended for another reason than that one side was done.</summary>
    public long Errors { get; init; }

    /// <summary>Of sessions so far.</summary>
    public double TtfbP50Ms { get; init; }

    public double TtfbP99Ms { get; init; }

    /// <summary>Adds counters of another process. Percentiles are of the users' process with more of them: only users have any.</summary>
    public LiveCounters Plus(LiveCounters other) => new()
    {
        ServedBytes = ServedBytes + other.ServedBytes,
        ServedChunks = ServedChunks + other.ServedChunks,
        Payments = Payments + other.Payments,
        PendingUnits = PendingUnits + other.PendingUnits,
        Commits = Commits + other.Commits,
        Frozen = Frozen + other.Frozen,
        Errors = Errors + other.Errors,
        TtfbP50Ms = Math.Max(TtfbP50Ms, other.TtfbP50Ms),
        TtfbP99Ms = Math.Max(TtfbP99Ms, other.TtfbP99Ms),
    };
}
