using Fleek.Core.Routing.Graph;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// The ways that packets take to one system: which systems by Gao and Rexford's rules, and among equally good neighbours, and of a
/// link's cities, the one that is nearest to where the packet is (hot potato: each network hands over as soon as it can). Scratch of
/// one thread, used again for each destination.
/// </summary>
public sealed class TrueRoutes
{
    /// <summary>Longer ways do not exist: the shortest route of a class wins everywhere.</summary>
    private const int MostSystems = 64;

    private readonly InternetTruth _truth;
    private readonly Propagation _routes;
    private readonly List<int> _tied = [];
    private readonly int[] _tiesFrom, _tiesCount;
    private readonly List<int> _nextSystems = [], _links = [];
    private int _destination = -1;

    public TrueRoutes(InternetTruth truth)
    {
        _truth = truth;
        _routes = new Propagation(truth.Graph);
        _tiesFrom = new int[truth.Systems.Count];
        _tiesCount = new int[truth.Systems.Count];
    }

    /// <summary>The system that routes lead to.</summary>
    public int Destination => _destination;

    /// <summary>Works out the routes of all systems to one.</summary>
    public void LeadTo(int system)
    {
        if (_destination == system) return;
        _destination = system;
        int index = _truth.IndexOf(system);
        _routes.Compute(index < 0 ? [] : [index]);
        _nextSystems.Clear();
        _links.Clear();
        _tiesCount.AsSpan().Fill(-1);
    }

    /// <summary>Whether a system has a route there.</summary>
    public bool Reaches(int system) =>
        system == _destination || (_truth.IndexOf(system) is var index and >= 0 && _routes.ClassOf(index) != RouteClass.None);

    /// <summary>How the system came by its route.</summary>
    public RouteClass ClassOf(int system) => _truth.IndexOf(system) is var index and >= 0 ? _routes.ClassOf(index) : RouteClass.None;

    /// <summary>
    /// Milliseconds from routers of a system in one city to a city of the destination; NaN where there is no route.
    /// </summary>
    /// <param name="path">Emptied, and filled with the numbers of the systems on the way, both ends included; null: nobody asks.</param>
    public double OneWayMs(int system, int city, int toCity, List<int>? path = null)
    {
        path?.Clear();
        if (!Reaches(system)) return double.NaN;
        double delay = 0;
        for (int hops = 0; system != _destination; hops++)
        {
            if (hops > MostSystems) throw new InvalidOperationException("routes lead in a circle");
            path?.Add(system);
            (int next, int link, int handover) = NextFrom(system, city);
            delay += _truth.Cables.OneWayMs(city, handover) + _truth.QueueMs(link) + _truth.Parameters.SystemDelayMs;
            (system, city) = (next, handover);
        }

        path?.Add(system);
        return delay + _truth.Cables.OneWayMs(city, toCity) + _truth.Parameters.SystemDelayMs;
    }

    /// <summary>The best neighbour to hand over to from a city, and where; of equals the lower AS number and the first city.</summary>
    private (int System, int Link, int City) NextFrom(int system, int city)
    {
        if (_tiesCount[system] < 0) FindTies(system);
        (int System, int Link, int City) best = default;
        double nearest = double.PositiveInfinity;
        for (int tie = _tiesFrom[system]; tie < _tiesFrom[system] + _tiesCount[system]; tie++)
        {
            foreach (int handover in _truth.Links.CitiesOf(_links[tie]))
            {
                double delay = _truth.Cables.OneWayMs(city, handover);
                if (!(delay < nearest)) continue;
                nearest = delay;
                best = (_nextSystems[tie], _links[tie], handover);
            }
        }

        return best;
    }

    private void FindTies(int system)
    {
        _routes.TiedNextHops(_truth.IndexOf(system), _tied);
        _tiesFrom[system] = _links.Count;
        _tiesCount[system] = _tied.Count;
        foreach (int index in _tied)
        {
            int next = _truth.SystemAt(index);
            _nextSystems.Add(next);
            _links.Add(_truth.Links.Find(system, next));
        }
    }
}
