namespace Fleek.Core.Routing.Selection;

/// <summary>A node that a selector chose.</summary>
/// <param name="Node">Its number in the <see cref="NodeDirectory"/>.</param>
/// <param name="Score">
/// What the selector ordered by, less is better: milliseconds of round trip, kilometres or AS hops, as <see cref="INodeSelector"/>'s
/// implementation says.
/// </param>
public readonly record struct NodeChoice(int Node, double Score);
