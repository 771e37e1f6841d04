using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// Predicts the round trip between a client and a node from what is announced, claimed and was measured. Routing tables say which
/// networks are passed, geography says how far, probes say how long; each feature can be left out. docs/routing.md has the formula.
/// </summary>
public sealed class LatencyPredictor
{
    /// <summary>Light in fibre covers 200 km in a millisecond, so a round trip over 100 km takes one.</summary>
    private const double FibreKmPerRttMs = 100;

    /// <summary>What half around the earth would take: taken where no position is known, so that such nodes come last.</summary>
    private const double FarthestKm = 20015;

    /// <summary>A queue's mean wait has no bound; a load beyond this counts as this.</summary>
    private const double MostLoad = 0.99;

    private readonly NodeDirectory _nodes;
    private readonly SelectionFeatures _features;
    private readonly PredictorParameters _parameters;
    private readonly NetworkModel? _network;
    private readonly NetworkPlaces? _places;
    private readonly GeoPoint[][] _nodePlaces;
    private GeoPoint[] _clientPlaces = [];
    private ClientView _placed;

    /// <param name="nodes">Whose round trips are predicted.</param>
    /// <param name="view">What is known of networks; null switches the features of <see cref="SelectionFeatures.Bgp"/> off.</param>
    /// <param name="features">What is taken into account.</param>
    /// <param name="history">Where samples are; null switches <see cref="SelectionFeatures.Probes"/> off.</param>
    /// <param name="parameters">The constants; null for the default ones.</param>
    public LatencyPredictor(
        NodeDirectory nodes,
        RoutingView? view,
        SelectionFeatures features = SelectionFeatures.All,
        ProbeHistory? history = null,
        PredictorParameters? parameters = null)
    {
        _nodes = nodes;
        _features = features;
        _parameters = parameters ?? PredictorParameters.Default;
        if (view is not null && Has(SelectionFeatures.Bgp)) _network = new NetworkModel(view, features, _parameters);
        if (view is not null && Has(SelectionFeatures.NetworkPlaces)) _places = new NetworkPlaces(view.Map, _parameters.PlausibleKm);
        _nodePlaces = new GeoPoint[nodes.Count][];
        for (int node = 0; node < nodes.Count; node++) _nodePlaces[node] = PlacesOf(nodes[node].Asn, nodes[node].Position, nodes[node].HasSurePosition);
        History = history;
    }

    /// <summary>Where samples are looked up and recorded.</summary>
    public ProbeHistory? History { get; }

    /// <summary>Predicts a round trip.</summary>
    /// <param name="now">Says how old samples are.</param>
    public LatencyPrediction Predict(in ClientView client, int node, Instant now)
    {
        NodeView view = _nodes[node];
        GeoPoint[] from = PlacesOf(client), to = _nodePlaces[node];
        double km = NetworkPlaces.MeanKm(from, to), distanceMs = 0;
        if (Has(SelectionFeatures.Distance)) distanceMs = _parameters.Inflation * (double.IsNaN(km) ? FarthestKm : km) / FibreKmPerRttMs;
        NetworkEstimate network = _network?.Estimate(client.Asn, view.Asn, from[0], to[0], km, distanceMs)
            ?? new NetworkEstimate(0, NetworkRelation.Unknown, -1, -1);
        LatencyPrediction prediction =
            new(_parameters.BaseMs, distanceMs, network.Ms, 0, 0, network.Relation, network.Borders, network.ExitSite);
        double probeMs = History is null || !Has(SelectionFeatures.Probes)
            ? 0
            : History.Correction(client, node, prediction.TotalMs, _parameters, now);
        return prediction with { ProbeMs = probeMs, LoadMs = LoadMs(node) };
    }

    /// <summary>The round trip in milliseconds as predicted without samples and load.</summary>
    public double WithoutProbes(in ClientView client, int node)
    {
        LatencyPrediction prediction = Predict(client, node, Instant.Zero);
        return prediction.BaseMs + prediction.DistanceMs + prediction.NetworkMs;
    }

    /// <summary>Records a measured round trip for predictions to come; nothing without a <see cref="History"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The round trip is not a positive number.</exception>
    public void Learn(in ClientView client, int node, double rttMs, Instant now) =>
        History?.Record(client, node, rttMs, WithoutProbes(client, node), now);

    private GeoPoint[] PlacesOf(uint asn, GeoPoint position, bool isSure) =>
        _places is null || (isSure && position.IsKnown) ? [position] : _places.Of(asn, position);

    /// <summary>The client's places, which are those of the last call as a rule: a choice asks for all its candidates.</summary>
    private GeoPoint[] PlacesOf(in ClientView client)
    {
        if (_clientPlaces.Length > 0 && _placed == client) return _clientPlaces;
        _placed = client;
        return _clientPlaces = PlacesOf(client.Asn, client.Position, client.HasSurePosition);
    }

    private double LoadMs(int node)
    {
        if (!Has(SelectionFeatures.Load)) return 0;
        double load = Math.Min(_nodes.LoadOf(node), MostLoad);
        return _parameters.ServiceMs * load / (1 - load);
    }

    private bool Has(SelectionFeatures feature) => (_features & feature) != 0;
}
