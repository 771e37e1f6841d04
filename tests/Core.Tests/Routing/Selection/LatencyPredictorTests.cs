using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Selection;

namespace Core.Tests.Routing.Selection;

public sealed class LatencyPredictorTests
{
    private const SelectionFeatures Believing = SelectionFeatures.All & ~SelectionFeatures.NetworkPlaces;
    private const uint Home = 10, Sibling = 11, Far = 20, Transit = 1;

    private static readonly GeoPoint _here = new(50, 10), _there = new(50, 20), _exchange = new(52, 15);
    private static readonly double _km = _here.DistanceKm(_there);
    private static readonly PredictorParameters _p = PredictorParameters.Default;
    private static readonly IpPrefix _prefix = IpPrefix.Of(IpAddress.V4(0xC0000200), 24);
    private static readonly ClientView _client = new(1, Home, _here, _prefix);

    [Fact]
    public void Without_knowledge_of_networks_it_is_the_distance()
    {
        LatencyPrediction prediction = Predict(Far, null);
        Assert.Equal(_p.BaseMs, prediction.BaseMs);
        Assert.Equal(_p.Inflation * _km / 100, prediction.DistanceMs, 9);
        Assert.Equal((0, 0, 0), (prediction.NetworkMs, prediction.ProbeMs, prediction.LoadMs));
        Assert.Equal(NetworkRelation.Unknown, prediction.Relation);
        Assert.Equal(0, Predict(Far, null, SelectionFeatures.None).DistanceMs);
    }

    [Fact]
    public void Inside_one_network_packets_go_by_its_fibre_and_pass_no_border()
    {
        LatencyPrediction prediction = Predict(Home, View());
        Assert.Equal(NetworkRelation.SameAs, prediction.Relation);
        Assert.Equal(0, prediction.Borders);
        Assert.Equal(_p.BaseMs + (_p.PathInflation * _km / 100) - (_p.UsualBorders * _p.BorderMs), prediction.TotalMs, 9);
        Assert.NotEqual(NetworkRelation.SameAs, Predict(Home, View(), Believing & ~SelectionFeatures.SameAs).Relation);
    }

    [Fact]
    public void Networks_of_one_organisation_are_nearly_one()
    {
        LatencyPrediction prediction = Predict(Sibling, View());
        Assert.Equal(NetworkRelation.SameOrganisation, prediction.Relation);
        double borders = (_p.OrganisationBorders - _p.UsualBorders) * _p.BorderMs;
        Assert.Equal(_p.BaseMs + (_p.PathInflation * _km / 100) + borders, prediction.TotalMs, 9);
        Assert.NotEqual(
            NetworkRelation.SameOrganisation, Predict(Sibling, View(), Believing & ~SelectionFeatures.SameOrganisation).Relation);
    }

    [Fact]
    public void Members_of_one_exchange_may_meet_there()
    {
        LatencyPrediction prediction = Predict(Far, View(members: [(Home, 0), (Far, 0)]));
        Assert.Equal((NetworkRelation.SharedExchange, 1, 0), (prediction.Relation, prediction.Borders, prediction.ExitSite));
        double wayMs = _p.PathInflation * (_here.DistanceKm(_exchange) + _exchange.DistanceKm(_there)) / 100;
        double across = wayMs - prediction.DistanceMs + ((1 - _p.UsualBorders) * _p.BorderMs);
        double along = Predict(Far, View(members: [(Home, 0), (Far, 0)]), Believing & ~SelectionFeatures.SharedExchange).NetworkMs;
        Assert.NotEqual(0, along);
        Assert.Equal((_p.ExchangeTrust * across) + ((1 - _p.ExchangeTrust) * along), prediction.NetworkMs, 9);
        // A city in which both are is no exchange.
        Assert.NotEqual(NetworkRelation.SharedExchange, Predict(Far, View(members: [(Home, 1), (Far, 1)])).Relation);
    }

    [Fact]
    public void A_path_goes_by_the_places_where_networks_meet()
    {
        (uint, int)[] members = [(Home, 1), (Transit, 1), (Transit, 0), (Far, 0)];
        LatencyPrediction prediction = Predict(Far, View(members: members));
        Assert.Equal((NetworkRelation.Path, 2, 1), (prediction.Relation, prediction.Borders, prediction.ExitSite));
        GeoPoint city = new(49, 12);
        double wayMs = _p.PathInflation * (_here.DistanceKm(city) + city.DistanceKm(_exchange) + _exchange.DistanceKm(_there)) / 100;
        double believed = wayMs - prediction.DistanceMs + ((2 - _p.UsualBorders) * _p.BorderMs);
        Assert.Equal(_p.PathTrust * believed, prediction.NetworkMs, 9);
        Assert.Equal(0, Predict(Far, View(), Believing & ~SelectionFeatures.Exit).NetworkMs);
    }

    [Fact]
    public void Where_networks_meet_nobody_knows_only_borders_count_and_where_some_meet_half_of_the_way()
    {
        LatencyPrediction prediction = Predict(Far, View());
        Assert.Equal((NetworkRelation.Path, 2, -1), (prediction.Relation, prediction.Borders, prediction.ExitSite));
        Assert.Equal(_p.PathTrust * (2 - _p.UsualBorders) * _p.BorderMs, prediction.NetworkMs, 9);
        LatencyPrediction half = Predict(Far, View(members: [(Home, 1), (Transit, 1)]));
        GeoPoint city = new(49, 12);
        double wayMs = (_p.PathInflation * (_here.DistanceKm(city) + city.DistanceKm(_there)) / 100) - half.DistanceMs;
        Assert.Equal(1, half.ExitSite);
        Assert.Equal(prediction.NetworkMs + (_p.PathTrust * _p.GapTrust * wayMs), half.NetworkMs, 9);
    }

    [Fact]
    public void A_detour_that_is_not_credible_is_bounded()
    {
        RoutingView view = View(members: [(Home, 2), (Transit, 2), (Far, 2)]);
        double most = _p.PathInflation * (_km + _p.MostDetourKm) / 100;
        LatencyPrediction prediction = Predict(Far, view);
        Assert.Equal(_p.PathTrust * (most - prediction.DistanceMs + ((2 - _p.UsualBorders) * _p.BorderMs)), prediction.NetworkMs, 9);
    }

    [Fact]
    public void A_position_far_from_all_places_of_its_network_is_not_believed()
    {
        // The node's network is at the exchange and beyond; the table puts the node where it is not.
        RoutingView view = View(members: [(Far, 0), (Far, 2)]);
        GeoPoint beyond = new(-40, -170);
        double meanKm = (_here.DistanceKm(_exchange) + _here.DistanceKm(beyond)) / 2;
        Assert.Equal(_p.Inflation * meanKm / 100, Predict(Far, view, SelectionFeatures.All).DistanceMs, 9);
        Assert.Equal(_p.Inflation * _km / 100, Predict(Far, view).DistanceMs, 9);

        // The operator's own word is.
        LatencyPredictor sure = new(new NodeDirectory([new NodeView("n", Far, _there) { HasSurePosition = true }]), view);
        Assert.Equal(_p.Inflation * _km / 100, sure.Predict(_client, 0, Instant.Zero).DistanceMs, 9);

        // Within 300 km of a place a table's is too.
        LatencyPredictor near = new(new NodeDirectory([new NodeView("n", Far, new GeoPoint(52, 18))]), view);
        Assert.Equal(_p.Inflation * _here.DistanceKm(new GeoPoint(52, 18)) / 100, near.Predict(_client, 0, Instant.Zero).DistanceMs, 9);

        // A client without a position is where its network is.
        LatencyPrediction unplaced = near.Predict(new ClientView(1, Far, GeoPoint.Unknown), 0, Instant.Zero);
        Assert.Equal(_p.Inflation * (_exchange.DistanceKm(new GeoPoint(52, 18)) + beyond.DistanceKm(new GeoPoint(52, 18))) / 200, unplaced.DistanceMs, 9);
    }

    [Fact]
    public void Parts_add_up_and_features_that_are_off_are_zero() =>
        Gen.Select(Gen.Int[0, 255], Gen.UInt[9, 21], Gen.Double[0, 1], Gen.Double[1, 300]).Sample((bits, asn, load, rtt) =>
        {
            SelectionFeatures features = (SelectionFeatures)bits;
            NodeDirectory nodes = new([new NodeView("n", asn, _there)]);
            nodes.SetLoad(0, load);
            LatencyPredictor predictor = new(nodes, View(members: [(Home, 0), (Far, 0)]), features, new ProbeHistory());
            predictor.Learn(_client, 0, rtt, Instant.Zero);
            LatencyPrediction p = predictor.Predict(_client, 0, Instant.Zero);
            Assert.Equal(p.BaseMs + p.DistanceMs + p.NetworkMs + p.ProbeMs + p.LoadMs, p.TotalMs);
            Assert.True(double.IsFinite(p.TotalMs));
            if ((features & SelectionFeatures.Distance) == 0) Assert.Equal(0, p.DistanceMs);
            if ((features & SelectionFeatures.Bgp) == 0) Assert.Equal((0, NetworkRelation.Unknown), (p.NetworkMs, p.Relation));
            if ((features & SelectionFeatures.Probes) == 0) Assert.Equal(0, p.ProbeMs);
            if ((features & SelectionFeatures.Load) == 0) Assert.Equal(0, p.LoadMs);
        });

    [Fact]
    public void Samples_of_the_same_prefix_win_over_the_model_and_fade_with_age()
    {
        ProbeHistory history = new();
        LatencyPredictor predictor = new(new NodeDirectory([new NodeView("n", Far, _there)]), null, SelectionFeatures.All, history);
        double model = predictor.WithoutProbes(_client, 0);
        for (int i = 0; i < 40; i++) predictor.Learn(_client, 0, 100, Instant.Zero);
        Assert.Equal(new ProbeStatistic(40, 100, 100, Instant.Zero), history.Of(_prefix, 0));
        Assert.InRange(predictor.Predict(_client, 0, Instant.Zero).TotalMs, 99, 100);
        double hour = predictor.Predict(_client, 0, Instant.Zero + Duration.FromSeconds(3600L)).TotalMs;
        double day = predictor.Predict(_client, 0, Instant.Zero + Duration.FromSeconds(86_400L)).TotalMs;
        Assert.True(hour < 100 && day < hour - 10, $"{hour} after an hour, {day} after a day");
        Assert.True(day > model, "what others measured of the node stays");
    }

    [Fact]
    public void Samples_of_others_move_a_prediction_part_of_the_way_and_one_bad_one_does_not()
    {
        LatencyPredictor predictor =
            new(new NodeDirectory([new NodeView("n", Far, _there)]), null, SelectionFeatures.All, new ProbeHistory());
        ClientView other = new(2, 0, new GeoPoint(-30, 100));
        double model = predictor.WithoutProbes(_client, 0), others = predictor.WithoutProbes(other, 0);
        for (int i = 0; i < 27; i++) predictor.Learn(other, 0, others + 40, Instant.Zero);
        predictor.Learn(other, 0, 9000, Instant.Zero);
        Assert.Equal(model + (_p.NodeWeight * 28 / (28 + _p.NodePrior) * 40), predictor.Predict(_client, 0, Instant.Zero).TotalMs, 9);

        // Those of its own AS count for more.
        ClientView neighbour = new(3, Home, _here);
        for (int i = 0; i < 30; i++) predictor.Learn(neighbour, 0, model + 10, Instant.Zero);
        Assert.InRange(predictor.Predict(_client, 0, Instant.Zero).TotalMs, model + 9, model + 10);
    }

    [Fact]
    public void Busy_nodes_wait_as_one_server_does_and_no_load_is_without_bound()
    {
        NodeDirectory nodes = new([new NodeView("n", Far, _there)]);
        LatencyPredictor predictor = new(nodes, null);
        nodes.SetLoad(0, 0.5);
        Assert.Equal(_p.ServiceMs, predictor.Predict(_client, 0, Instant.Zero).LoadMs, 9);
        nodes.SetLoad(0, 1);
        Assert.Equal(_p.ServiceMs * 99, predictor.Predict(_client, 0, Instant.Zero).LoadMs, 6);
        Assert.Throws<ArgumentOutOfRangeException>(() => nodes.SetLoad(0, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => nodes.SetLoad(0, double.NaN));
    }

    [Fact]
    public void A_node_without_a_position_is_the_farthest()
    {
        NodeDirectory nodes = new([new NodeView("unknown", Far, GeoPoint.Unknown), new NodeView("far", Far, new GeoPoint(-45, -160))]);
        LatencyPredictor predictor = new(nodes, View());
        Assert.True(predictor.Predict(_client, 0, Instant.Zero).TotalMs > predictor.Predict(_client, 1, Instant.Zero).TotalMs);
    }

    private static LatencyPrediction Predict(uint nodeAs, RoutingView? view, SelectionFeatures features = Believing) =>
        new LatencyPredictor(new NodeDirectory([new NodeView("n", nodeAs, _there)]), view, features).Predict(_client, 0, Instant.Zero);

    private static RoutingView View(params (uint Asn, int Site)[] members) => new(
        new OverTransit(),
        new InterconnectionMap(
            [
                new InterconnectionSite("exchange", _exchange, true), new InterconnectionSite("city", new GeoPoint(49, 12), false),
                new InterconnectionSite("beyond", new GeoPoint(-40, -170), false),
            ],
            members),
        new Dictionary<uint, int> { [Home] = 1, [Sibling] = 1, [Far] = 2 });

    /// <summary>All paths lead over one network.</summary>
    private sealed class OverTransit : IAsPaths
    {
        public bool TryFind(uint from, uint to, List<uint> path)
        {
            path.Clear();
            path.AddRange(from == to ? [from] : [from, Transit, to]);
            return true;
        }
    }
}
