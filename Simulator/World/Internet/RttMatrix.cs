namespace Fleek.Sim.World.Internet;

/// <summary>
/// True round trips between many clients' and many nodes' routers, in milliseconds, without the last miles of either: there by the
/// routes towards the node's system, and back by those towards the client's.
/// </summary>
public sealed class RttMatrix
{
    private readonly float[] _thereMs, _backMs;
    private readonly int _nodes;

    private RttMatrix(int clients, int nodes) =>
        (_thereMs, _backMs, _nodes) = (new float[clients * nodes], new float[clients * nodes], nodes);

    /// <param name="clients">Rows; equal ones cost as much as others.</param>
    /// <param name="nodes">Columns.</param>
    public static RttMatrix Of(InternetTruth truth, IReadOnlyList<InternetSite> clients, IReadOnlyList<InternetSite> nodes)
    {
        RttMatrix matrix = new(clients.Count, nodes.Count);
        TrueRoutes routes = new(truth);
        foreach (IGrouping<int, int> group in Enumerable.Range(0, nodes.Count).GroupBy(n => nodes[n].System))
        {
            routes.LeadTo(group.Key);
            foreach (int node in group)
                for (int client = 0; client < clients.Count; client++)
                    matrix._thereMs[matrix.PlaceOf(client, node)] =
                        (float)routes.OneWayMs(clients[client].System, clients[client].City, nodes[node].City);
        }

        foreach (IGrouping<int, int> group in Enumerable.Range(0, clients.Count).GroupBy(c => clients[c].System))
        {
            routes.LeadTo(group.Key);
            foreach (int client in group)
                for (int node = 0; node < nodes.Count; node++)
                    matrix._backMs[matrix.PlaceOf(client, node)] =
                        (float)routes.OneWayMs(nodes[node].System, nodes[node].City, clients[client].City);
        }

        return matrix;
    }

    /// <summary>NaN where there is no route there or back.</summary>
    public double RttMs(int client, int node) => ThereMs(client, node) + BackMs(client, node);

    /// <summary>From the client to the node; NaN where there is no route.</summary>
    public double ThereMs(int client, int node) => _thereMs[PlaceOf(client, node)];

    /// <summary>From the node to the client; NaN where there is no route.</summary>
    public double BackMs(int client, int node) => _backMs[PlaceOf(client, node)];

    private int PlaceOf(int client, int node) => (client * _nodes) + node;
}
