namespace Fleek.Sim.World.Splitting;

/// <summary>How a trajectory ended: where it reached the level that it was run for, or at its own end.</summary>
/// <param name="Reached">It did.</param>
/// <param name="Events">Events done then: where others can part from it.</param>
/// <param name="Best">The highest score on the way; positive infinity where the account became negative.</param>
public readonly record struct TrajectoryEnd(bool Reached, long Events, double Best);
