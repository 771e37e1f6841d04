namespace Fleek.Sim.World.Internet;

/// <summary>Where a host is: in which system and in which city.</summary>
public readonly record struct InternetSite(int System, int City);
