using Fleek.Core.Primitives;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// One-way delays between places over the cables of one network, in milliseconds: light in fibre over the great circle, longer by what the
/// regions' cables take and by a factor of the pair's own. What networks add to it by handing over elsewhere is not in here.
/// </summary>
public sealed class CableMap
{
    private readonly float[] _oneWayMs;
    private readonly int _places;

    public CableMap(IReadOnlyList<Place> places, InternetParameters parameters, ulong seed)
    {
        _places = places.Count;
        _oneWayMs = new float[_places * _places];
        Region[] regions = [.. places.Select(Regions.Of)];
        for (int a = 0; a < _places; a++)
        {
            for (int b = 0; b < a; b++)
            {
                double km = GreatCircle.DistanceKm(places[a], places[b]);
                RandomStream random = new(seed, StreamPurpose.InternetCable, ((long)b << 24) + a);
                double sd = parameters.CableLogSdFar
                    + (parameters.CableLogSdNear * PortableMath.Exp(-km / parameters.CableLogSdFallKm));
                double inflation = 1 + (parameters.CableShareOfInflation * (DelayModel.InflationOf(regions[a], regions[b]) - 1));
                double factor = Math.Max(1, inflation * PortableMath.Exp(sd * random.NextNormal()));
                _oneWayMs[(a * _places) + b] = _oneWayMs[(b * _places) + a] = (float)(km * factor / (2 * DelayModel.FibreKmPerRttMs));
            }
        }
    }

    /// <summary>Symmetric; 0 within one place.</summary>
    public double OneWayMs(int from, int to) => _oneWayMs[(from * _places) + to];
}
