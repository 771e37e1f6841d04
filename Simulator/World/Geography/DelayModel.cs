namespace Fleek.Sim.World.Geography;

/// <summary>
/// Round-trip time between two places as a pure function of the two: great-circle distance, the regions' path inflation, and
/// deviations drawn once for ever from the places' names and positions. docs/delay-model.md tells how it was fitted and judged.
/// </summary>
public static class DelayModel
{
    /// <summary>Round trip between two hosts of one place.</summary>
    public const double WithinPlaceRttMs = 1;

    /// <summary>Light in fibre covers 200 km in a millisecond, so a round trip over 100 km takes one.</summary>
    public const double FibreKmPerRttMs = 100;

    /// <summary>Round-trip time in milliseconds; symmetric, and never below light in fibre.</summary>
    public static double RttMs(Place a, Place b)
    {
        double fibre = GreatCircle.DistanceKm(a, b) / FibreKmPerRttMs;
        return Math.Max(WithinPlaceRttMs, 2 + (2 * fibre));
    }
}
