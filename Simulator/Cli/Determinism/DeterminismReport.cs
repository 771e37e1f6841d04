using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Determinism;

/// <summary>One way to run the same thing.</summary>
/// <param name="Jobs">Runs at the same time.</param>
internal sealed record RunWay(string Name, int Jobs, IReadOnlyList<ulong> Seeds, TrailRun Run);

/// <summary>One run and what became of it.</summary>
/// <param name="Same">As the first run of its seed; null for that run itself.</param>
internal sealed record RunRow(RunWay Way, RunTrail Trail, bool? Same);

/// <summary>Where a run parted from the first one of its seed.</summary>
/// <param name="Interval">Effects between two rungs of the ladders, where the first difference is; null if the traces are the same.</param>
/// <param name="Expected">The first run's effect at the parting, or null if it had ended, or the parting was not seen again.</param>
/// <param name="Actual">The other run's, likewise.</param>
/// <param name="Measure">Of equal traces: the measure that differs, or null if only counts do.</param>
internal sealed record Parting(
    RunRow First, RunRow Other, EffectInterval? Interval, TracedEffect? Expected, TracedEffect? Actual, string? Measure)
{
    /// <summary>The runs were run again, and parted again in the same interval.</summary>
    public bool SeenAgain => Expected is not null || Actual is not null;

    /// <summary>Ordinal of the first effect that differs; null if it is not known.</summary>
    public long? Ordinal => (Expected ?? Actual)?.Ordinal;
}

/// <param name="Rows">In the order in which they were run; each seed's first row is what its others are compared with.</param>
/// <param name="Parting">Of the first row that differs; null if none does.</param>
internal sealed record DeterminismReport(IReadOnlyList<RunRow> Rows, Parting? Parting)
{
    public bool OneTracePerSeed => Parting is null;
}
