using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// An Internet with the users and nodes of one run on it: their true delays, and what selectors may know. It does not depend on how nodes
/// are selected, so that all ways are compared on the same one.
/// </summary>
public sealed class InternetWorld
{
    private readonly RttMatrix _delays;
    private readonly int[] _rowOfUser;
    private readonly Lazy<SelectorView> _view;

    private InternetWorld(InternetTruth truth, InternetSpec spec, int users, int nodes, ulong seed)
    {
        Truth = truth;
        Seed = seed;
        HostPlacement placement = new(truth, seed);
        Users = placement.Users(users);
        Nodes = placement.Nodes(nodes, spec.IspNodes);
        InternetSite[] rows = [.. Users.Select(user => user.Site).Distinct()];
        Dictionary<InternetSite, int> rowOf = rows.Select((site, row) => (site, row)).ToDictionary(r => r.site, r => r.row);
        _rowOfUser = [.. Users.Select(user => rowOf[user.Site])];
        _delays = RttMatrix.Of(truth, rows, [.. Nodes.Select(node => node.Site)]);
        Collectors = new CollectorView(truth, Math.Min(spec.VantagePoints, truth.Systems.Count), spec.VisiblePeering, seed);
        _view = new Lazy<SelectorView>(() => SelectorView.Of(this));
    }

    public InternetTruth Truth { get; }

    public ulong Seed { get; }

    public IReadOnlyList<InternetHost> Users { get; }

    public IReadOnlyList<InternetHost> Nodes { get; }

    /// <summary>Who gives collectors routes, and the dump of them.</summary>
    public CollectorView Collectors { get; }

    /// <summary>What selectors may know; made when first asked for.</summary>
    internal SelectorView View => _view.Value;

    /// <summary>Pairs of a user and a node without a route there or back: their packets are lost.</summary>
    public int UnreachablePairs => Enumerable.Range(0, Users.Count)
        .Sum(user => Enumerable.Range(0, Nodes.Count).Count(node => double.IsNaN(_delays.RttMs(_rowOfUser[user], node))));

    /// <param name="real">The systems and links of a real Internet, where the scenario wants one; else null.</param>
    /// <exception cref="ArgumentException">The scenario has no Internet, or wants a real one and none was loaded.</exception>
    public static InternetWorld Of(Scenario scenario, ulong seed, RealTopology? real)
    {
        InternetSpec spec = scenario.Network.Internet ?? throw new ArgumentException("the scenario has no Internet", nameof(scenario));
        InternetTruth truth = spec.Files is null
            ? SyntheticInternet.Build(new InternetSize(spec.Systems, spec.Exchanges), InternetParameters.Calibrated, seed)
            : RealInternet.Build(
                real ?? throw new ArgumentException("the scenario wants a real Internet, and none was loaded"),
                InternetParameters.Calibrated, seed);
        return new InternetWorld(truth, spec, scenario.Users.Count, scenario.Nodes, seed);
    }

    /// <summary>True round trip in milliseconds, with both ends' access.</summary>
    public double RttMs(int user, int node) => UserToNodeMs(user, node) + NodeToUserMs(user, node);

    public double UserToNodeMs(int user, int node) => Reachable(_delays.ThereMs(_rowOfUser[user], node)) + (AccessMs(user, node) / 2);

    public double NodeToUserMs(int user, int node) => Reachable(_delays.BackMs(_rowOfUser[user], node)) + (AccessMs(user, node) / 2);

    private double AccessMs(int user, int node) => Users[user].AccessMs + Nodes[node].AccessMs;

    /// <summary>Where no route leads packets are lost, and who waits gives up.</summary>
    private static double Reachable(double ms) => double.IsNaN(ms) ? 3_000 : ms;
}
