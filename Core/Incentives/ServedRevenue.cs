using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>What users paid in an epoch for what a node served by a service; not negative.</summary>
public readonly record struct ServedRevenue(int Node, int Service, Credits Amount);
