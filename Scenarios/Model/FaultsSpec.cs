using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>What goes wrong in a run. Null parts do not happen.</summary>
public sealed record FaultsSpec
{
    public LinkFaultsSpec? Links { get; init; }

    public PartitionSpec? Partition { get; init; }

    public CrashSpec? Crash { get; init; }

    public ClocksSpec? Clocks { get; init; }
}

/// <summary>Law of what a link adds to a delay.</summary>
public enum JitterLaw
{
    /// <summary>Between 0 and twice the mean; variance mean^2 / 3.</summary>
    Uniform,

    /// <summary>Variance mean^2.</summary>
    Exponential,

    /// <summary>
    /// Normal with half the mean as deviation, cut off at 0 and at twice the mean: two deviations either side, which leaves the mean
    /// as it is and the variance at mean^2 / 4 times 0.7737.
    /// </summary>
    Normal,
}

/// <summary>How both directions of a lane are imperfect. A transmission is a message, sent for the first time or again.</summary>
public sealed record LinkFaultsSpec
{
    /// <summary>What a sender waits for before it sends again, at least: RFC 6298 says 1 s.</summary>
    public static readonly Duration StandardRetransmitAfter = Duration.FromSeconds(1);

    /// <summary>Share of the users, drawn per seed, whose lanes this is true of; the links of the others are perfect.</summary>
    public double Users { get; init; } = 1;

    /// <summary>Share of transmissions that are lost; 0 to 0.5.</summary>
    public double Loss { get; init; }

    /// <summary>Mean length of a run of losses in messages, 1 or more; null: each is lost apart.</summary>
    public double? LossBurst { get; init; }

    /// <summary>Mean of what is added to a delay; 0 for nothing.</summary>
    public Duration Jitter { get; init; }

    public JitterLaw JitterLaw { get; init; } = JitterLaw.Exponential;

    /// <summary>Share of transmissions that arrive twice.</summary>
    public double Duplicate { get; init; }

    /// <summary>Share of transmissions that take <see cref="ReorderDelay"/> longer.</summary>
    public double Reorder { get; init; }

    public Duration ReorderDelay { get; init; }

    /// <summary>Rate that a token bucket lets through; 0 is unlimited.</summary>
    public long RateLimitBitsPerSecond { get; init; }

    /// <summary>What the bucket lets through at once after a pause.</summary>
    public long RateBurstBytes { get; init; }

    /// <summary>Least wait before a lost message is sent again.</summary>
    public Duration RetransmitAfter { get; init; } = StandardRetransmitAfter;
}

/// <summary>Which direction a partition cuts.</summary>
public enum CutDirection
{
    Both,

    /// <summary>Nodes do not hear users.</summary>
    Up,

    /// <summary>Users do not hear nodes.</summary>
    Down,
}

/// <summary>Some nodes and some users, drawn per seed, do not reach each other for a time.</summary>
/// <param name="Nodes">Each node's chance to be cut off.</param>
/// <param name="Users">Each user's chance to be cut off from those nodes.</param>
/// <param name="After">When it begins.</param>
/// <param name="For">How long it lasts; positive.</param>
public sealed record PartitionSpec(double Nodes, double Users, Duration After, Duration For, CutDirection Cut);

/// <summary>Some nodes, drawn per seed, crash once and restart.</summary>
/// <param name="Nodes">Each node's chance to crash.</param>
/// <param name="After">The earliest crash.</param>
/// <param name="Spread">Each crash is uniform between <paramref name="After"/> and this much later.</param>
/// <param name="For">How long a node is down; positive.</param>
/// <param name="LosesDisk">It restarts without what it had not submitted to the ledger.</param>
public sealed record CrashSpec(double Nodes, Duration After, Duration Spread, Duration For, bool LosesDisk);

/// <summary>How far nodes' clocks are off, drawn per node and seed.</summary>
/// <param name="Offset">A clock starts ahead of the true one by a uniform time up to this.</param>
/// <param name="DriftPpm">It gains or loses up to this many microseconds a second, uniformly; below 1,000,000.</param>
public sealed record ClocksSpec(Duration Offset, double DriftPpm);
