using Fleek.Analysis.Statistics;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>How a plan is to be run; never what is run.</summary>
internal sealed record SweepOptions
{
    public required int Jobs { get; init; }

    public int MaxFailures { get; init; } = int.MaxValue;

    public bool DryRun { get; init; }

    public bool Trace { get; init; }

    public bool Fresh { get; init; }

    public bool MixBuilds { get; init; }

    public bool Yes { get; init; }

    public bool OpenReport { get; init; }

    /// <summary>Seeds are added cell by cell until this is met; null: every cell has all seeds of the plan.</summary>
    public PrecisionGoal? Until { get; init; }
}
