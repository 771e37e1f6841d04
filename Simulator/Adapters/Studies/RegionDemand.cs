namespace Fleek.Sim.Adapters.Studies;

/// <summary>A region and its demand in units of its list; not negative.</summary>
public readonly record struct RegionDemand(string Name, long Demand);
