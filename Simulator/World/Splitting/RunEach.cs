namespace Fleek.Sim.World.Splitting;

/// <summary>Runs a function on 0, ..., count - 1 and returns its values in that order.</summary>
public delegate TrajectoryEnd[] RunEach(int count, Func<int, TrajectoryEnd> run);
