namespace Fleek.Sim.Live.Storage.Logs;

/// <summary>Bounds of a node's log on disk.</summary>
public sealed record NodeLogOptions
{
    /// <summary>Records that wait for the disk, in bytes; beyond them the log fails rather than take more memory.</summary>
    public long MaxWaitingBytes { get; init; } = 64L << 20;

    /// <summary>Records that one flush makes durable, in bytes.</summary>
    public int MaxBatchBytes { get; init; } = 4 << 20;

    /// <summary>The log should be made anew when it is larger than this and than four times what it held when it last was.</summary>
    public long ReplaceAboveBytes { get; init; } = 16L << 20;

    /// <summary>A larger log is not read at a start.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>How long to wait for room on a full disk before the next try.</summary>
    public TimeSpan RetryEvery { get; init; } = TimeSpan.FromMilliseconds(500);
}
