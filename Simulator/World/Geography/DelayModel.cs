using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Geography;

/// <summary>
/// Round-trip time between two places as a pure function of the two: great-circle distance, the regions' path inflation, and
/// deviations drawn once for ever from the places' names and positions. docs/delay-model.md tells how the constants were fitted
/// to measured city pairs and how the model compares with those held out.
/// </summary>
public static class DelayModel
{
    /// <summary>Round trip between two hosts of one place.</summary>
    public const double WithinPlaceRttMs = 1;

    /// <summary>Light in fibre covers 200 km in a millisecond, so a round trip over 100 km takes one.</summary>
    public const double FibreKmPerRttMs = 100;

    internal const ulong Seed = 1;
    internal const uint PlacePurpose = 1, CountryPairPurpose = 2, PairPurpose = 3;

    /// <summary>Of the normal deviate in the logarithm of a place's share in path length.</summary>
    internal const double PlaceLogSd = 0.02;

    /// <summary>Exponential: what each place's access adds.</summary>
    internal const double AccessMeanMs = 0.4;

    /// <summary>Share of places behind a poor access network, and the mean of what it adds.</summary>
    internal const double PoorAccessShare = 0.047, PoorAccessMeanMs = 62;

    /// <summary>What both ends' equipment adds to every pair.</summary>
    private const double BaseMs = 4.8;

    /// <summary>A pair's normal deviate in the logarithm of path length: its sd falls with distance, from 1.12 to 0.02.</summary>
    private const double PairLogSdFar = 0.02, PairLogSdNear = 1.1, PairLogSdFallKm = 1700;

    /// <summary>Share of pairs whose route takes a detour of its own, and its mean.</summary>
    private const double PairDetourShare = 0.12, PairDetourMeanMs = 11;

    /// <summary>Share of pairs of different countries between which all routes take a detour, and its mean.</summary>
    private const double CountryDetourShare = 0.036, CountryDetourMeanMs = 29;

    /// <summary>Typical path of a region pair over its great circle; rows and columns in <see cref="Region"/>'s order.</summary>
    private static readonly double[][] Inflation =
    [
        [3.25], // Africa
        [2.13, 4.34], // CentralAmerica
        [2.70, 1.83, 2.93], // EastAsia
        [2.36, 1.64, 2.62, 2.36], // Europe
        [2.99, 1.76, 3.11, 2.38, 5.91], // MiddleEast
        [1.82, 2.02, 1.63, 1.54, 1.59, 1.88], // NorthAmerica
        [2.49, 1.82, 3.12, 2.07, 3.58, 1.77, 1.84], // NorthernEurasia
        [2.28, 1.86, 2.57, 1.71, 2.13, 1.43, 2.18, 1.84], // Oceania
        [2.59, 2.98, 1.73, 1.96, 2.03, 1.87, 1.94, 2.31, 3.07], // SouthAmerica
        [3.22, 1.85, 3.70, 2.25, 3.51, 1.83, 3.72, 2.48, 2.16, 2.85], // SouthAsia
        [2.82, 1.70, 2.23, 2.28, 3.20, 1.58, 2.90, 2.24, 1.86, 2.37, 3.08], // SoutheastAsia
    ];

    /// <summary>Round-trip time in milliseconds: symmetric, positive, and never below light in fibre.</summary>
    public static double RttMs(Place a, Place b) => RttMs(GreatCircle.DistanceKm(a, b), PlaceTraits.Of(a), PlaceTraits.Of(b));

    internal static double RttMs(double distanceKm, in PlaceTraits a, in PlaceTraits b)
    {
        if (a.Id == b.Id) return WithinPlaceRttMs;
        var pair = new RandomStream(Seed, PairPurpose, PairKey.Of(a.Id, b.Id));
        double logSd = PairLogSdFar + (PairLogSdNear * PortableMath.Exp(-distanceKm / PairLogSdFallKm));
        double logFactor = a.LogFactor + b.LogFactor + (logSd * pair.NextNormal());
        double fibreMs = distanceKm / FibreKmPerRttMs;
        double pathMs = InflationOf(a.Region, b.Region) * fibreMs * PortableMath.Exp(logFactor);
        double rttMs = BaseMs + a.AccessMs + b.AccessMs + pathMs;
        rttMs += DetourMs(ref pair, PairDetourShare, PairDetourMeanMs);
        if (a.CountryId != b.CountryId)
        {
            var countries = new RandomStream(Seed, CountryPairPurpose, PairKey.Of(a.CountryId, b.CountryId));
            rttMs += DetourMs(ref countries, CountryDetourShare, CountryDetourMeanMs);
        }

        return Math.Max(Math.Max(rttMs, fibreMs), WithinPlaceRttMs);
    }

    private static double DetourMs(ref RandomStream stream, double share, double meanMs) =>
        stream.NextUniform() < share ? meanMs * stream.NextExponential() : 0;

    internal static double InflationOf(Region a, Region b) => Inflation[Math.Max((int)a, (int)b)][Math.Min((int)a, (int)b)];
}
