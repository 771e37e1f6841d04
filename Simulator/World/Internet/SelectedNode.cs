using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Internet;

/// <summary>A user's first node, and what it costs.</summary>
/// <param name="RttMs">True round trip.</param>
/// <param name="RegretMs">The same less that of the best node.</param>
/// <param name="IsSameSystem">Whether the node is in the user's network.</param>
public sealed record SelectedNode(int User, int Node, Place UserPlace, Place NodePlace, double RttMs, double RegretMs, bool IsSameSystem);
