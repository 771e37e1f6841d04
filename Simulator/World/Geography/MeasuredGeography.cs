using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.World.Geography;

/// <summary>
/// Measured delays: one way is half the average round trip of that direction, or of the other one where this one is missing.
/// Places are removed until every pair has been measured. Within one place it is the model's constant: a host that pings itself
/// measures its own loopback, not a path across its city.
/// </summary>
public sealed class MeasuredGeography : IGeography
{
    /// <summary>An average of 0 ms is a rounded one; a delay is positive.</summary>
    private static readonly Duration Least = new(1_000);

    private readonly Place[] _places;
    private readonly Duration[] _delays;

    public MeasuredGeography(RttTable table)
    {
        List<int> kept = Complete(table, out IReadOnlyList<string> dropped);
        Dropped = dropped;
        _places = new Place[kept.Count];
        _delays = new Duration[kept.Count * kept.Count];
        for (int from = 0; from < kept.Count; from++)
        {
            RttPlace place = table.Places[kept[from]];
            _places[from] = new Place(place.Name, place.Country, place.Latitude, place.Longitude, 1);
            for (int to = 0; to < kept.Count; to++)
            {
                double rttMs = from == to ? DelayModel.WithinPlaceRttMs : table[kept[from], kept[to]]!.Value.AvgMs;
                Duration oneWay = Duration.FromSeconds(rttMs / 2e3);
                _delays[(from * kept.Count) + to] = oneWay > Least ? oneWay : Least;
            }
        }
    }

    public IReadOnlyList<Place> Places => _places;

    /// <summary>Names of the places removed for their unmeasured pairs, in the order of removal.</summary>
    public IReadOnlyList<string> Dropped { get; }

    public Duration OneWayDelay(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)to, (uint)_places.Length, nameof(to));
        return _delays[(from * _places.Length) + to];
    }

    /// <summary>
    /// Indices of places of which every two have a sample: the place with most missing pairs goes first, of equals the later
    /// one, until none is missing. Not always the largest such set, but the same one on every machine.
    /// </summary>
    private static List<int> Complete(RttTable table, out IReadOnlyList<string> dropped)
    {
        int count = table.Places.Count;
        var missing = new int[count];
        for (int a = 0; a < count; a++)
            for (int b = 0; b < count; b++)
                if (a != b && table[a, b] is null) missing[a]++;
        var kept = new List<int>(Enumerable.Range(0, count));
        var names = new List<string>();
        while (kept.Max(a => missing[a]) > 0)
        {
            int most = kept[^1];
            foreach (int a in kept)
                if (missing[a] >= missing[most] && (missing[a] > missing[most] || a > most)) most = a;
            kept.Remove(most);
            names.Add(table.Places[most].Name);
            foreach (int a in kept)
                if (table[a, most] is null) missing[a]--;
        }

        dropped = names;
        return kept;
    }
}
