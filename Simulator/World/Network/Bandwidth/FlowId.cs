namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>A flow of one <see cref="MaxMinSharing"/>.</summary>
/// <param name="Slot">Its place in memory, used again after its end: small enough to index an array of the caller's.</param>
/// <param name="Number">Counts the flows started, from 1; never used again, so an id outlives its flow without harm.</param>
public readonly record struct FlowId(int Slot, long Number);
