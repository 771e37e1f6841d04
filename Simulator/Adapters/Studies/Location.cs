using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.Adapters.Studies;

/// <summary>A named position: a city, or one of a content network's locations.</summary>
/// <param name="People">Of a city; of other locations 1.</param>
public readonly record struct Location(string Name, GeoPoint At, double People);
