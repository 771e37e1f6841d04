namespace Fleek.Scenarios.Model;

/// <summary>Where nodes are.</summary>
public enum Placement
{
    /// <summary>Anywhere on the globe.</summary>
    Uniform,

    /// <summary>Each in a city drawn by people.</summary>
    Population,

    /// <summary>One in each of the largest cities.</summary>
    Largest,

    /// <summary>In the cities where profit seekers come to rest.</summary>
    Equilibrium,

    /// <summary>At locations of a file.</summary>
    List,
}

/// <summary>How far clients are from the nearest node.</summary>
/// <param name="Locations">Full path of the file of locations, or null.</param>
/// <param name="Cities">Full path of the file of cities, or null: the largest metropolitan areas.</param>
/// <param name="Clients">Whose distance is measured.</param>
/// <param name="OnSphere">Clients are anywhere on the globe; else in cities, by people.</param>
public sealed record CoverageSpec(Placement Placement, string? Locations, string? Cities, int Clients, bool OnSphere);
