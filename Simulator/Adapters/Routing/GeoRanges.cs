using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>A geo table that was read.</summary>
/// <param name="WithoutPosition">Lines whose addresses have no position: a country that is not known, or nothing given.</param>
public sealed record GeoRanges(GeoTable Table, int WithoutPosition);
