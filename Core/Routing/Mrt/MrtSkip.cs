namespace Fleek.Core.Routing.Mrt;

/// <summary>A record of which something was left out.</summary>
public readonly record struct MrtSkip(MrtHeader Record, SkipReason Reason);
