using Fleek.Core.Primitives;
using Fleek.Core.Routing.Selection;

namespace World.Tests.Selection;

/// <summary>Random cities are nodes, and others choose among them by each policy.</summary>
internal sealed class CityTrial
{
    internal const string GeoNearest = "geo-nearest", Predicted = "predicted", Probed = "predicted, 3 probes",
        ProbedNearest = "geo-nearest, 3 probes", Vivaldi = "vivaldi, 8 probes", Random = "random", Gateway = "gateway, 565 km";

    private const ulong Seed = 2020;
    private const int Probes = 3, VivaldiNeighbours = 8, VivaldiRounds = 30;

    private readonly MeasuredCities _cities;
    private readonly Dictionary<string, PolicyRegrets> _regrets = [];
    private readonly PredictorParameters _parameters;

    private CityTrial(MeasuredCities cities, PredictorParameters? parameters) =>
        (_cities, _parameters) = (cities, parameters ?? PredictorParameters.Default);

    internal IReadOnlyDictionary<string, PolicyRegrets> Regrets => _regrets;

    /// <summary>Whether a city was in the half on which constants were chosen: a coin of its own.</summary>
    internal static bool IsForFitting(int city) => (new RandomStream(Seed, 1, city).NextBits() & 1) == 1;

    /// <summary>Runs a number of draws of k nodes.</summary>
    internal static CityTrial Run(int k, int draws, Func<int, bool> isClient, PredictorParameters? parameters = null)
    {
        CityTrial trial = new(MeasuredCities.Real.Value, parameters);
        for (int draw = 0; draw < draws; draw++) trial.Draw(k, draw, isClient);
        return trial;
    }

    /// <summary>The node nearest on the map alone, for every city that is no node.</summary>
    internal static RegretTally Nearest(int k, int draws)
    {
        MeasuredCities cities = MeasuredCities.Real.Value;
        RegretTally tally = new();
        for (int draw = 0; draw < draws; draw++)
        {
            int[] order = Order(cities, k, draw);
            foreach (int city in order[k..])
            {
                int[] nodes = [.. order[..k].Where(node => !double.IsNaN(cities.RttMs(city, node)))];
                if (nodes.Length == 0) continue;
                int nearest = nodes.MinBy(node => cities.PositionOf(city).DistanceKm(cities.PositionOf(node)));
                tally.Add(cities.RttMs(city, nearest), nodes.Min(node => cities.RttMs(city, node)));
            }
        }

        return tally;
    }

    private void Draw(int k, int draw, Func<int, bool> isClient)
    {
        int[] order = Order(_cities, k, draw);
        int[] nodes = order[..k];
        NodeDirectory directory = _cities.Place(nodes);
        VivaldiSpace space = new(k + _cities.Count, Seed);
        LatencyPredictor predictor = Predictor(directory), probing = Predictor(directory);
        foreach (LatencyPredictor acquainted in (LatencyPredictor[])[predictor, probing]) Acquaint(nodes, acquainted);
        Locate(nodes, space, draw);
        foreach (int city in order[k..].Where(isClient)) LocateClient(city, nodes, space, draw);
        INodeSelector[] policies =
        [
            new RandomSelector(Seed + (ulong)draw), new GatewaySelector(directory), new GeoNearestSelector(directory),
            new PredictingSelector(Predicted, predictor), new VivaldiSelector(space, id => k + (int)id),
            new ProbingSelector(ProbedNearest, new LatencyPredictor(directory, null, SelectionFeatures.Distance), _cities, Probes),
            new ProbingSelector(Probed, probing, _cities, Probes),
        ];
        foreach (int city in order[k..].Where(isClient)) Choose(city, nodes, policies, draw);
    }

    private void Choose(int city, int[] nodes, INodeSelector[] policies, int draw)
    {
        int[] candidates = [.. Enumerable.Range(0, nodes.Length).Where(node => !double.IsNaN(_cities.RttMs(city, nodes[node])))];
        if (candidates.Length == 0) return;
        double best = candidates.Min(node => _cities.RttMs(city, nodes[node]));
        Span<NodeChoice> chosen = stackalloc NodeChoice[1];
        ClientView client = _cities.ClientOf(city);
        foreach (INodeSelector policy in policies)
        {
            policy.Choose(client, candidates, new Instant(draw * 500_000_000L), chosen);
            Of(Named(policy)).Add(city, _cities.RttMs(city, nodes[chosen[0].Node]), best);
        }
    }

    /// <summary>Nodes measure each other, as nodes of a network do; no client is asked.</summary>
    private void Acquaint(int[] nodes, LatencyPredictor predictor)
    {
        for (int from = 0; from < nodes.Length; from++)
            for (int to = 0; to < nodes.Length; to++)
                if (from != to && _cities.RttMs(nodes[from], nodes[to]) > 0)
                    predictor.Learn(_cities.ClientOf(nodes[from]), to, _cities.RttMs(nodes[from], nodes[to]), Instant.Zero);
    }

    /// <summary>Nodes find their coordinates by measuring each other.</summary>
    private void Locate(int[] nodes, VivaldiSpace space, int draw)
    {
        RandomStream random = new(Seed, 3, draw);
        for (int round = 0; round < VivaldiRounds * VivaldiNeighbours; round++)
        {
            for (int from = 0; from < nodes.Length; from++)
            {
                int to = (int)random.NextBelow(nodes.Length);
                double rttMs = from == to ? 0 : _cities.RttMs(nodes[from], nodes[to]);
                if (rttMs > 0) space.Update(from, to, rttMs);
            }
        }
    }

    /// <summary>A client finds its coordinate by a few nodes, drawn at random.</summary>
    private void LocateClient(int city, int[] nodes, VivaldiSpace space, int draw)
    {
        int[] asked = Shuffled(nodes.Length, new RandomStream(Seed, 4, (draw * 1000L) + city))[..Math.Min(VivaldiNeighbours, nodes.Length)];
        for (int round = 0; round < VivaldiRounds; round++)
        {
            foreach (int node in asked)
            {
                double rttMs = _cities.RttMs(city, nodes[node]);
                if (rttMs > 0) space.Update(nodes.Length + city, node, rttMs);
            }
        }
    }

    private LatencyPredictor Predictor(NodeDirectory nodes) =>
        new(nodes, null, SelectionFeatures.All, new ProbeHistory(), _parameters);

    private PolicyRegrets Of(string policy)
    {
        if (!_regrets.TryGetValue(policy, out PolicyRegrets? regrets)) _regrets.Add(policy, regrets = new PolicyRegrets(_cities.Count));
        return regrets;
    }

    private static string Named(INodeSelector policy) => policy switch
    {
        VivaldiSelector => Vivaldi,
        GatewaySelector => Gateway,
        _ => policy.Name,
    };

    private static int[] Order(MeasuredCities cities, int k, int draw) =>
        Shuffled(cities.Count, new RandomStream(Seed, 2, (k * 100_000L) + draw));

    private static int[] Shuffled(int count, RandomStream random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int last = count - 1; last > 0; last--)
        {
            int other = (int)random.NextBelow(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }
}
