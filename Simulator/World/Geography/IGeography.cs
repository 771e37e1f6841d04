using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Geography;

/// <summary>A place where nodes and users may be.</summary>
/// <param name="Country">ISO 3166 name or code as the source gives it; empty where unknown.</param>
/// <param name="Latitude">Degrees north; NaN where unknown.</param>
/// <param name="Longitude">Degrees east; NaN where unknown.</param>
/// <param name="Weight">Relative number of users here: the metro area's population, or 1 where unknown.</param>
public sealed record Place(string Name, string Country, double Latitude, double Longitude, double Weight);

/// <summary>The true places and delays of a world. Only the world and its measurements may look at it.</summary>
public interface IGeography
{
    IReadOnlyList<Place> Places { get; }

    /// <summary>
    /// Propagation delay of one message from one place to another (half the round-trip time), the same in every run:
    /// positive, also inside one place.
    /// </summary>
    Duration OneWayDelay(int from, int to);
}
