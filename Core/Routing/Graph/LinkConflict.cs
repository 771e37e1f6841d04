namespace Fleek.Core.Routing.Graph;

/// <summary>A pair of ASes of which two different things are said.</summary>
/// <param name="Kept">What came first, and counts.</param>
/// <param name="Dropped">What came later.</param>
public readonly record struct LinkConflict(AsLink Kept, AsLink Dropped);
