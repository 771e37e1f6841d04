namespace Fleek.Core.Routing.Selection;

/// <summary>A place in which a geo table may put addresses.</summary>
/// <param name="Country">Any name that tells countries apart.</param>
/// <param name="Weight">How likely it is beside others, such as its population; positive.</param>
public readonly record struct GeoCity(GeoPoint Position, string Country, double Weight);
