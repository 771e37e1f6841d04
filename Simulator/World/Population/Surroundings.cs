using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Geography;
using Fleek.Sim.World.Internet;

namespace Fleek.Sim.World.Population;

/// <summary>
/// The world's truth about places: where nodes and users are, which nodes serve whom, and how long messages take. Nodes stand at
/// the largest places in turn, the same in every run; users are drawn by the places' weights, each from its own stream.
/// </summary>
internal sealed class Surroundings
{
    private readonly IGeography? _geography;
    private readonly int[] _placeOfNode;
    private readonly int[] _placeOfUser;
    private readonly int[][] _servingNodes;
    private readonly int[] _lanesOf;

    /// <summary>Null: delays depend on places alone.</summary>
    private readonly InternetWorld? _internet;

    private readonly WayFloors? _floors;

    private Surroundings(
        IGeography? geography, InternetWorld? internet, WayFloors? floors, int[] placeOfNode, int[] placeOfUser, int[][] servingNodes, int nodes)
    {
        _floors = floors;
        _lanesOf = new int[nodes];
        _geography = geography;
        _internet = internet;
        _placeOfNode = placeOfNode;
        _placeOfUser = placeOfUser;
        _servingNodes = servingNodes;
        foreach (int[] serving in servingNodes)
            foreach (int node in serving) _lanesOf[node]++;
    }

    public static Surroundings Of(Scenario scenario, ulong seed, WorldInputs inputs)
    {
        IGeography? geography = inputs.GeographyOf(scenario.Network);
        InternetWorld? internet = inputs.InternetOf(scenario, seed);
        int users = scenario.Users.Count;
        int[] placeOfNode = internet is not null ? [.. internet.Nodes.Select(node => node.Site.City)]
            : geography is null ? [] : PlaceNodes(geography, scenario.Nodes);
        int[] placeOfUser = internet is not null ? [.. internet.Users.Select(user => user.Site.City)]
            : geography is null ? [] : PlaceUsers(geography, users, seed);
        NodeChoice choice = new(scenario, seed, geography, placeOfNode);
        int[][] serving = new int[users][];
        SelectionPolicies? policies = internet is not null && SelectionPolicies.IsPolicy(scenario.Users.Selection)
            ? new SelectionPolicies(internet, scenario.Users) : null;
        for (int user = 0; user < users; user++)
            serving[user] = policies?.Choose(user, scenario.LanesPerUser) ?? choice.For(user, geography is null ? -1 : placeOfUser[user]);
        return new Surroundings(geography, internet, inputs.Floors, placeOfNode, placeOfUser, serving, scenario.Nodes);
    }

    /// <summary>Ids of the nodes that serve a user, in the order of its lanes.</summary>
    public ReadOnlySpan<int> NodesServing(int user) => _servingNodes[user];

    /// <summary>How many users a node serves.</summary>
    public int LanesOf(int node) => _lanesOf[node];

    /// <summary>Propagation from a user to a node; zero where messages take no time. The way back may differ.</summary>
    public Duration UserToNode(int user, int node) => AtLeastMeasured(user, node, _internet is not null
        ? Duration.FromSeconds(_internet.UserToNodeMs(user, node) / 1e3)
        : _geography?.OneWayDelay(_placeOfUser[user], _placeOfNode[node]) ?? Duration.Zero);

    /// <summary>Propagation from a node to a user.</summary>
    public Duration NodeToUser(int user, int node) => AtLeastMeasured(user, node, _internet is not null
        ? Duration.FromSeconds(_internet.NodeToUserMs(user, node) / 1e3)
        : _geography?.OneWayDelay(_placeOfNode[node], _placeOfUser[user]) ?? Duration.Zero);

    /// <summary>Adds what the choice of nodes cost, where the scenario has an Internet.</summary>
    public void MeasureSelection(Scenario scenario, Dictionary<string, MeasureValue> measures)
    {
        if (_internet is not null) SelectionTally.Measure(_internet, scenario, user => _servingNodes[user][0], measures);
    }

    /// <summary>
    /// One-way delays in nanoseconds between validators of the ledger, which stand at the largest places as nodes do; 0 from one to itself.
    /// </summary>
    public long[][] DelaysOfValidators(int validators)
    {
        int[] places = PlaceNodes(_geography!, validators);
        return [.. places.Select((from, i) => places.Select((to, j) => i == j ? 0 : _geography!.OneWayDelay(from, to).Nanoseconds).ToArray())];
    }

    /// <summary>One-way delays in nanoseconds from each node (row) to each validator (column).</summary>
    public long[][] DelaysToValidators(int validators)
    {
        int[] places = PlaceNodes(_geography!, validators);
        return [.. _placeOfNode.Select(from => places.Select(to => _geography!.OneWayDelay(from, to).Nanoseconds).ToArray())];
    }

    private Duration AtLeastMeasured(int user, int node, Duration way) =>
        _floors?.Of(user, node) is { } floor && floor > way ? floor : way;

    private static int[] PlaceNodes(IGeography geography, int nodes)
    {
        int[] bySize = [.. Enumerable.Range(0, geography.Places.Count)
            .OrderByDescending(p => geography.Places[p].Weight).ThenBy(p => p)];
        int[] placeOfNode = new int[nodes];
        for (int node = 0; node < nodes; node++) placeOfNode[node] = bySize[node % bySize.Length];
        return placeOfNode;
    }

    private static int[] PlaceUsers(IGeography geography, int users, ulong seed)
    {
        PlaceDraw draw = new(geography.Places);
        int[] placeOfUser = new int[users];
        for (int user = 0; user < users; user++)
        {
            RandomStream stream = new(seed, StreamPurpose.Placement, user);
            placeOfUser[user] = draw.Next(ref stream);
        }

        return placeOfUser;
    }
}
