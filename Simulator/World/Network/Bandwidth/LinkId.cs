namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>A link of one <see cref="MaxMinSharing"/>: a capacity that flows share, such as a node's uplink.</summary>
public readonly record struct LinkId(int Value);
