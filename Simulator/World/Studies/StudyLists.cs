using Fleek.Sim.Adapters.Studies;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Studies;

/// <summary>What studies read from files; null where a scenario names none.</summary>
public sealed record StudyLists(IReadOnlyList<Location>? Locations, IReadOnlyList<RegionDemand>? Demand, IReadOnlyList<Location>? Cities)
{
    /// <summary>Cities by people: those of the list, or the largest metropolitan areas.</summary>
    internal IReadOnlyList<Place> Places { get; } = Cities is null ? Metros.All
        : [.. Cities.Select(c => new Place(c.Name, "", c.At.Latitude, c.At.Longitude, c.People))];

    public static StudyLists None { get; } = new(null, null, null);
}
