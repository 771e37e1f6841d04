using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.Adapters.Studies;

/// <summary>A named position, such as one of a content network's locations.</summary>
public readonly record struct Location(string Name, GeoPoint At);
