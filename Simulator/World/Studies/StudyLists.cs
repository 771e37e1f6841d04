using Fleek.Sim.Adapters.Studies;

namespace Fleek.Sim.World.Studies;

/// <summary>What studies read from files; null where a scenario names none.</summary>
public sealed record StudyLists(IReadOnlyList<Location>? Locations, IReadOnlyList<RegionDemand>? Demand)
{
    public static StudyLists None { get; } = new(null, null);
}
