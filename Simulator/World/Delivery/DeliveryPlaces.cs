using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Geography;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.World.Delivery;

/// <summary>How far parties are from each other: as the scenario says, or as the cities where they are.</summary>
internal sealed class DeliveryPlaces
{
    private readonly DeliverySpec _spec;
    private readonly int _nodes;
    private readonly IReadOnlyList<Place> _places = Metros.All;
    private readonly PlaceDraw? _draw;

    public DeliveryPlaces(DeliverySpec spec, int nodes)
    {
        (_spec, _nodes) = (spec, nodes);
        if (spec.InCities) _draw = new PlaceDraw(_places);
    }

    /// <summary>Where a client is; the same place for all where places are not known.</summary>
    public int DrawClient(ref RandomStream stream) => _draw?.Next(ref stream) ?? 0;

    /// <summary>Degrees east; 0 where places are not known.</summary>
    public double LongitudeOf(int client) => _spec.InCities ? _places[client].Longitude : 0;

    /// <summary>The nodes that a client may be sent to: the nearest ones, or all where places are not known.</summary>
    public int[] NodesNear(int client, int most)
    {
        IEnumerable<int> all = Enumerable.Range(0, _nodes);
        return !_spec.InCities ? [.. all]
            : [.. all.OrderBy(node => GreatCircle.DistanceKm(_places[client], PlaceOf(node))).ThenBy(node => node).Take(most)];
    }

    public Duration ClientGateway(int client) => _spec.InCities ? Between(_places[client], Gateway) : _spec.ClientGateway;

    public Duration ClientNode(int client, int node) => _spec.InCities ? Between(_places[client], PlaceOf(node)) : _spec.ClientNode;

    public Duration GatewayNode(int node) => _spec.InCities ? Between(Gateway, PlaceOf(node)) : _spec.GatewayNode;

    public Duration NodeNode(int one, int other) => _spec.InCities ? Between(PlaceOf(one), PlaceOf(other)) : _spec.NodeNode;

    /// <summary>The longest round trip to a peer; none where every node has everything.</summary>
    public Duration FarthestPeer(int node)
    {
        Duration farthest = Duration.Zero;
        for (int peer = 0; peer < _nodes && !_spec.IsReplicated; peer++)
            if (peer != node && NodeNode(node, peer) > farthest) farthest = NodeNode(node, peer);
        return farthest;
    }

    /// <summary>The node that the gateway asks: the nearest one.</summary>
    public int NodeOfGateway() => !_spec.InCities ? 0
        : Enumerable.Range(0, _nodes).OrderBy(node => GreatCircle.DistanceKm(Gateway, PlaceOf(node))).ThenBy(node => node).First();

    private Place Gateway => _places[0];

    private Place PlaceOf(int node) => _places[node % _places.Count];

    private static Duration Between(Place a, Place b) => new((long)(DelayModel.RttMs(a, b) * 1e6));
}
