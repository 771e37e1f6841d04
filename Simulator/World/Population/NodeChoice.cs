using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Population;

/// <summary>Which nodes serve a user, by the scenario's selection.</summary>
internal sealed class NodeChoice(Scenario scenario, ulong seed, IGeography? geography, int[] placeOfNode)
{
    private readonly int _k = scenario.Users.ServingNodes;
    private readonly Dictionary<int, int[]> _nearestToPlace = [];
    private readonly int[] _lanesOf = new int[scenario.Nodes];

    /// <summary>Lanes that balanced choice gives a node at most: the average, rounded up.</summary>
    private readonly int _room = (int)((((long)scenario.Users.Count * scenario.Users.ServingNodes) + scenario.Nodes - 1) / scenario.Nodes);

    /// <param name="user">The user's id.</param>
    /// <param name="place">Where it is; ignored unless the nearest are wanted.</param>
    public int[] For(int user, int place)
    {
        int[] serving = ServingFirst(user, place);
        if (scenario.LanesPerUser == _k) return serving;
        // Where users move on: then the others, in the same order where there is one.
        IEnumerable<int> all = scenario.Users.Selection switch
        {
            NodeSelection.Nearest => ByDistance(place),
            NodeSelection.Assigned =>
                NodeAssignment.First(new UserId(user), scenario.Nodes, scenario.Nodes).Select(node => node.Value),
            _ => Enumerable.Range(0, scenario.Nodes),
        };
        return [.. serving, .. all.Except(serving)];
    }

    private int[] ServingFirst(int user, int place) => scenario.Users.Selection switch
    {
        NodeSelection.First => [.. Enumerable.Range(0, _k)],
        NodeSelection.Random => Draw(user),
        NodeSelection.Balanced => NearestWithRoom(place),
        NodeSelection.Assigned => [.. NodeAssignment.First(new UserId(user), scenario.Nodes, _k).Select(node => node.Value)],
        _ => ByDistance(place)[.._k],
    };

    /// <summary>k distinct nodes by Floyd's method: k draws, whatever the size of the network.</summary>
    private int[] Draw(int user)
    {
        RandomStream random = new(seed, StreamPurpose.Selection, user);
        int[] chosen = new int[_k];
        for (int i = 0; i < _k; i++)
        {
            int last = scenario.Nodes - _k + i;
            int node = (int)random.NextBelow(last + 1);
            chosen[i] = chosen.AsSpan(0, i).Contains(node) ? last : node;
        }

        return chosen;
    }

    /// <summary>Who comes late may find all near nodes full, and the last ones less than k nodes with room: then the least loaded.</summary>
    private int[] NearestWithRoom(int place)
    {
        int[] byDistance = place < 0 ? [.. Enumerable.Range(0, scenario.Nodes)] : ByDistance(place);
        int[] chosen = [.. byDistance.Where(node => _lanesOf[node] < _room).Take(_k)];
        if (chosen.Length < _k)
            chosen = [.. chosen, .. byDistance.Except(chosen).OrderBy(node => _lanesOf[node]).Take(_k - chosen.Length)];
        foreach (int node in chosen) _lanesOf[node]++;
        return chosen;
    }

    /// <summary>All nodes, the nearest first; ties go to the lower id.</summary>
    private int[] ByDistance(int place)
    {
        if (geography is null) throw new ArgumentException("the nearest nodes are wanted in a scenario without places");
        if (_nearestToPlace.TryGetValue(place, out int[]? known)) return known;
        double[] distances = new double[scenario.Nodes];
        for (int node = 0; node < distances.Length; node++) distances[node] = DistanceTo(place, placeOfNode[node]);
        int[] nearest = [.. Enumerable.Range(0, scenario.Nodes).OrderBy(n => distances[n]).ThenBy(n => n)];
        _nearestToPlace.Add(place, nearest);
        return nearest;
    }

    /// <summary>Kilometres; for measured places without positions, the delay stands in for the distance.</summary>
    private double DistanceTo(int from, int to)
    {
        double km = GreatCircle.DistanceKm(geography!.Places[from], geography.Places[to]);
        return double.IsNaN(km) ? geography.OneWayDelay(from, to).Milliseconds * 100 : km;
    }
}
