using Fleek.Core.Primitives;
using Fleek.Core.Routing.Selection;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Internet;

/// <summary>Chooses nodes for the users of an Internet as a scenario says, by policies that see nothing but views.</summary>
internal sealed class SelectionPolicies
{
    /// <summary>Users ask one after another, so that turns move on.</summary>
    private static readonly Duration BetweenUsers = Duration.FromMilliseconds(500);

    private readonly InternetWorld _world;
    private readonly INodeSelector _selector, _fallback;
    private readonly int[] _all;

    public SelectionPolicies(InternetWorld world, UsersSpec users)
    {
        _world = world;
        _selector = SelectorOf(world, users);
        _fallback = new GeoNearestSelector(world.View.Nodes);
        _all = [.. Enumerable.Range(0, world.Nodes.Count)];
    }

    /// <summary>Whether the way of selecting is one of those that need an Internet.</summary>
    public static bool IsPolicy(NodeSelection selection) => selection >= NodeSelection.GeoIp;

    /// <summary>Distinct nodes, best first; where the policy knows less than are wanted, the nearest by the geo table follow.</summary>
    public int[] Choose(int user, int count)
    {
        NodeChoice[] chosen = new NodeChoice[count];
        ClientView client = _world.View.Clients[user];
        Instant now = Instant.Zero + (BetweenUsers * user);
        int known = _selector.Choose(client, _all, now, chosen);
        int[] nodes = [.. chosen.Take(known).Select(choice => choice.Node)];
        if (known == count) return nodes;
        NodeChoice[] nearest = new NodeChoice[count];
        int near = _fallback.Choose(client, _all, now, nearest);
        return [.. nodes, .. nearest.Take(near).Select(choice => choice.Node).Except(nodes).Take(count - known)];
    }

    private static INodeSelector SelectorOf(InternetWorld world, UsersSpec users)
    {
        SelectorView view = world.View;
        return users.Selection switch
        {
            NodeSelection.GeoIp => new GeoNearestSelector(view.Nodes),
            NodeSelection.Gateway => new GatewaySelector(view.Nodes),
            NodeSelection.FewestHops => new FewestHopsSelector(view.Nodes, view.Networks.Paths, world.Seed),
            // Routers know the truth: nobody predicts here.
            NodeSelection.Anycast => new AnycastSelector(view.Nodes, world.Truth.Graph),
            NodeSelection.Bgp => new PredictingSelector("bgp", Predictor(view, users, history: null)),
            NodeSelection.BgpProbes => new ProbingSelector(
                "bgp-probes", Predictor(view, users, new ProbeHistory()), new WorldMeasurements(world), users.Terms!.Probes),
            NodeSelection.Vivaldi => new VivaldiSelector(CoordinateTraining.Train(world), client => world.Nodes.Count + (int)client),
            NodeSelection.Oracle => new OracleSelector(new TrueMeasurements(world)),
            _ => throw new ArgumentException($"{users.Selection} is chosen without an Internet", nameof(users)),
        };
    }

    private static LatencyPredictor Predictor(SelectorView view, UsersSpec users, ProbeHistory? history) =>
        new(view.Nodes, view.Networks, FeaturesOf(users.Terms!.LeftOut), history);

    private static SelectionFeatures FeaturesOf(LeftOutFeature leftOut) => (SelectionFeatures.All & ~SelectionFeatures.Load) & ~(leftOut switch
    {
        LeftOutFeature.Bgp => SelectionFeatures.Bgp,
        LeftOutFeature.SameAs => SelectionFeatures.SameAs,
        LeftOutFeature.SameOrganisation => SelectionFeatures.SameOrganisation,
        LeftOutFeature.SharedExchange => SelectionFeatures.SharedExchange,
        LeftOutFeature.Exit => SelectionFeatures.Exit,
        LeftOutFeature.NetworkPlaces => SelectionFeatures.NetworkPlaces,
        LeftOutFeature.Distance => SelectionFeatures.Distance,
        _ => SelectionFeatures.None,
    });
}
