using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Population;

/// <summary>A user's way to a node that serves it.</summary>
/// <param name="Up">From the user to the node; propagation alone.</param>
/// <param name="Down">The way back.</param>
/// <param name="LanesOfNode">Users that the node serves.</param>
public readonly record struct PlacedLane(NodeId Node, Duration Up, Duration Down, int LanesOfNode);

/// <summary>Who is served by whom in a run, and over which distances: what a live run of the same scenario plays on real machines.</summary>
public static class LanePlacement
{
    /// <summary>The lanes of every user, by user id, in the order of its list.</summary>
    /// <exception cref="ArgumentException">Inputs lack what the scenario needs.</exception>
    public static IReadOnlyList<IReadOnlyList<PlacedLane>> Of(Scenario scenario, ulong seed, WorldInputs inputs)
    {
        Surroundings surroundings = Surroundings.Of(scenario, seed, inputs);
        PlacedLane[][] users = new PlacedLane[scenario.Users.Count][];
        for (int user = 0; user < users.Length; user++)
        {
            int u = user;
            int[] serving = surroundings.NodesServing(user)[..scenario.Users.ServingNodesOf(new UserId(user))].ToArray();
            users[user] = [.. serving.Select(node => new PlacedLane(
                new NodeId(node), surroundings.UserToNode(u, node), surroundings.NodeToUser(u, node), surroundings.LanesOf(node)))];
        }

        return users;
    }
}
