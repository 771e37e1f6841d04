namespace Fleek.Core.Incentives;

/// <summary>A node's decision to be elsewhere.</summary>
/// <param name="From">A region, or <see cref="LocationDynamics.Outside"/> for a node that enters.</param>
/// <param name="To">A region, or <see cref="LocationDynamics.Outside"/> for a node that leaves.</param>
public readonly record struct LocationMove(int Node, int From, int To);
