namespace Fleek.Sim.World.Splitting;

/// <summary>From the end of an event on, random numbers come from the streams of another seed.</summary>
/// <param name="Events">Events that the run has done then.</param>
public readonly record struct Branch(long Events, ulong Seed);
