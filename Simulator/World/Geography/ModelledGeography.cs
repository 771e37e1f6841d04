using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Geography;

/// <summary>
/// Places whose delays follow <see cref="DelayModel"/>: a delay depends on its two places alone, so adding others moves none.
/// </summary>
public sealed class ModelledGeography : IGeography
{
    private static readonly Lazy<ModelledGeography> AllMetros = new(() => new ModelledGeography(Metros.All));

    private readonly Place[] _places;
    private readonly Duration[] _delays;

    /// <summary>The geography of the embedded metropolitan areas; made once and shared, as it never changes.</summary>
    public static ModelledGeography World => AllMetros.Value;

    public ModelledGeography()
        : this(Metros.All)
    {
    }

    /// <exception cref="ArgumentException">A place has no position.</exception>
    public ModelledGeography(IReadOnlyList<Place> places)
    {
        _places = [.. places];
        _delays = new Duration[_places.Length * _places.Length];
        var traits = new PlaceTraits[_places.Length];
        for (int a = 0; a < _places.Length; a++)
        {
            if (!double.IsFinite(_places[a].Latitude) || !double.IsFinite(_places[a].Longitude))
                throw new ArgumentException($"{_places[a].Name} has no position", nameof(places));
            traits[a] = PlaceTraits.Of(_places[a]);
            for (int b = 0; b <= a; b++)
            {
                double rttMs = DelayModel.RttMs(GreatCircle.DistanceKm(_places[a], _places[b]), traits[a], traits[b]);
                Duration oneWay = Duration.FromSeconds(rttMs / 2e3);
                _delays[(a * _places.Length) + b] = oneWay;
                _delays[(b * _places.Length) + a] = oneWay;
            }
        }
    }

    public IReadOnlyList<Place> Places => _places;

    public Duration OneWayDelay(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)to, (uint)_places.Length, nameof(to));
        return _delays[(from * _places.Length) + to];
    }
}
