using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Store;

public enum RunStatus
{
    Done,
    Failed,
}

/// <summary>What the journal knows of one run.</summary>
public sealed record JournalEntry
{
    public required RunKey Key { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>Not null exactly when the run is done.</summary>
    public RunResult? Result { get; init; }

    /// <summary>One line for people; null when the run is done.</summary>
    public string? Error { get; init; }

    /// <summary>Fingerprint of the engine that ran it.</summary>
    public required string Engine { get; init; }

    /// <summary>Wall time in milliseconds. Kept out of every table: tables must not differ between machines.</summary>
    public double WallMs { get; init; }

    /// <summary>Peak memory of the process in MB at the run's end.</summary>
    public double PeakMb { get; init; }
}
