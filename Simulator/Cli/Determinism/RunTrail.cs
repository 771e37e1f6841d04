using Fleek.Scenarios.Measuring;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Determinism;

/// <summary>What one run left, enough to tell whether another did the same and, if not, from where on.</summary>
/// <param name="Recorded">Effects of the interval that was asked for; else empty.</param>
/// <param name="ServerGc">The process collected its garbage the server's way.</param>
internal sealed record RunTrail(
    ulong Seed, RunResult Result, TraceLadder Ladder, IReadOnlyList<TracedEffect> Recorded, bool ServerGc)
{
    /// <summary>The same trace, the same counts and the same bits of every measure.</summary>
    public bool IsSame(RunTrail other) =>
        Result.TraceHash == other.Result.TraceHash && Ladder.Effects == other.Ladder.Effects
        && Result.Events == other.Result.Events && Result.Exchanges == other.Result.Exchanges
        && FirstMeasureThatDiffers(other) is null;

    /// <summary>Name of a measure that differs or that only one has, first in the order of names; or null.</summary>
    public string? FirstMeasureThatDiffers(RunTrail other) =>
        Result.Measures.Keys.Union(other.Result.Measures.Keys).Order(StringComparer.Ordinal).FirstOrDefault(name =>
            !Result.Measures.TryGetValue(name, out MeasureValue mine)
            || !other.Result.Measures.TryGetValue(name, out MeasureValue theirs)
            || Bits(mine) != Bits(theirs));

    private static (long Value, long Sd, long N) Bits(MeasureValue m) =>
        (BitConverter.DoubleToInt64Bits(m.Value), BitConverter.DoubleToInt64Bits(m.Sd), m.N);
}
