using Fleek.Core.Primitives;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Population;

/// <summary>Draws places by their weights.</summary>
internal sealed class PlaceDraw
{
    private readonly double[] _cumulative;

    public PlaceDraw(IReadOnlyList<Place> places)
    {
        _cumulative = new double[places.Count];
        double sum = 0;
        for (int place = 0; place < _cumulative.Length; place++) _cumulative[place] = sum += places[place].Weight;
    }

    /// <summary>The number of a place; one draw.</summary>
    public int Next(ref RandomStream stream)
    {
        int found = Array.BinarySearch(_cumulative, stream.NextUniform() * _cumulative[^1]);
        return Math.Min(found >= 0 ? found + 1 : ~found, _cumulative.Length - 1);
    }
}
