using Fleek.Core.Primitives;
using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.World.Internet;

/// <summary>Network coordinates of nodes and users, as they would be after some measurements: nodes measure each other, users some nodes.</summary>
internal static class CoordinateTraining
{
    /// <summary>Rounds in which every node measures another, and every user a node.</summary>
    private const int Rounds = 64;

    /// <returns>Node n has the point n, and user u the point after all nodes' and u others.</returns>
    public static VivaldiSpace Train(InternetWorld world)
    {
        int nodes = world.Nodes.Count, users = world.Users.Count;
        VivaldiSpace space = new(nodes + users, world.Seed);
        RttMatrix between = RttMatrix.Of(world.Truth, [.. world.Nodes.Select(n => n.Site)], [.. world.Nodes.Select(n => n.Site)]);
        WorldMeasurements measured = new(world);
        for (int round = 0; round < 4 * Rounds; round++)
        {
            for (int node = 0; node < nodes; node++)
            {
                RandomStream random = new(world.Seed, StreamPurpose.InternetProbe, ((long)(users + node) << 20) + round, 1);
                int other = (int)random.NextBelow(nodes);
                double rttMs = between.RttMs(node, other) + world.Nodes[node].AccessMs + world.Nodes[other].AccessMs;
                if (rttMs > 0) space.Update(node, other, rttMs);
            }
        }

        for (int round = 0; round < Rounds; round++)
        {
            for (int user = 0; user < users; user++)
            {
                RandomStream random = new(world.Seed, StreamPurpose.InternetProbe, ((long)user << 20) + round, 1);
                int node = (int)random.NextBelow(nodes);
                space.Update(nodes + user, node, measured.RttMs(new ClientView(user, 0, GeoPoint.Unknown), node));
            }
        }

        return space;
    }
}
