using Fleek.Analysis.Comparing;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Checking;

/// <summary>Where this build first decided otherwise than the baseline.</summary>
/// <param name="Run">The first run that differs and of which the baseline kept the decisions; else just the first that differs.</param>
/// <param name="Located">The baseline kept that run's decisions.</param>
/// <param name="From">Number of the first decision that may be the one, counted from 0; null where the decisions are the same.</param>
/// <param name="To">The first number that cannot be it.</param>
/// <param name="Decisions">This build's decisions from there on; empty where its run has ended.</param>
/// <param name="Before">What the baseline decided there; null where it did not keep it, or ends before.</param>
/// <param name="Replay">A command that shows what happened there.</param>
internal sealed record Divergence(
    RunTask Run, bool Located, long? From, long? To, IReadOnlyList<TracedEffect> Decisions, DecisionMark? Before, string Replay)
{
    /// <summary>The very decision is known, and not only a few of which one is it.</summary>
    public bool IsExact => From is { } from && To == from + 1;
}
