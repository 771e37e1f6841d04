namespace Fleek.Sim.Adapters.Latency;

/// <summary>An endpoint of measured round trips.</summary>
/// <param name="Name">Its city as the places file names it, else its id.</param>
/// <param name="Country">As the places file gives it; empty where unknown.</param>
/// <param name="Latitude">Degrees north; NaN where unknown.</param>
/// <param name="Longitude">Degrees east; NaN where unknown.</param>
public sealed record RttPlace(string Name, string Country, double Latitude, double Longitude);
