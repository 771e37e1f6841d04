namespace Fleek.Core.Routing.Graph;

/// <summary>A route that an AS is known to have, which a propagation starts from and does not question.</summary>
/// <param name="Index">Of the AS.</param>
/// <param name="Length">Hops to the origin.</param>
/// <param name="NextHop">Index of the neighbour it sends to; <see cref="Propagation.None"/> at an origin, and where the graph has no such AS.</param>
public readonly record struct PinnedRoute(int Index, RouteClass Class, int Length, int NextHop);
