using Fleek.Core.Primitives;
using Fleek.Scenarios.Planning;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>A run that did not end well.</summary>
/// <param name="Error">One line.</param>
internal sealed record FailedRun(Cell Cell, ulong Seed, string Error, Exception Problem)
{
    /// <summary>An invariant broke, as opposed to any other failure.</summary>
    public bool Invariant => Problem is InvariantViolationException;
}

/// <summary>What came of the runs that were started.</summary>
/// <param name="Done">Runs that ended well and are in the journal.</param>
/// <param name="NotRun">Runs that were not started or were stopped half-way.</param>
/// <param name="StoppedBecause">Why it stopped early, or null.</param>
/// <param name="StoreProblem">The journal could not be written any more, or null.</param>
internal sealed record SweepOutcome(
    int Done, IReadOnlyList<FailedRun> Failed, int NotRun, string? StoppedBecause, Exception? StoreProblem)
{
    public static SweepOutcome Nothing { get; } = new(0, [], 0, null, null);

    /// <summary>Nothing further is to be started.</summary>
    public bool Ended => NotRun > 0 || StoppedBecause is not null || StoreProblem is not null;

    /// <summary>Of this and a later round together.</summary>
    public SweepOutcome Then(SweepOutcome later) => new(
        Done + later.Done, [.. Failed, .. later.Failed], NotRun + later.NotRun, later.StoppedBecause ?? StoppedBecause, later.StoreProblem ?? StoreProblem);
}
