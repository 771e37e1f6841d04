using Fleek.Scenarios.Planning;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>A run that did not end well.</summary>
/// <param name="Invariant">An invariant broke, as opposed to any other failure.</param>
internal sealed record FailedRun(Cell Cell, ulong Seed, string Error, bool Invariant);

/// <summary>What came of the runs that were started.</summary>
/// <param name="Done">Runs that ended well and are in the journal.</param>
/// <param name="NotRun">Runs that were not started or were stopped half-way.</param>
/// <param name="StoppedBecause">Why it stopped early, or null.</param>
/// <param name="StoreProblem">The journal could not be written any more, or null.</param>
internal sealed record SweepOutcome(
    int Done, IReadOnlyList<FailedRun> Failed, int NotRun, string? StoppedBecause, Exception? StoreProblem);
