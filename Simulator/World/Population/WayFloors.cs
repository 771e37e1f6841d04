using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Population;

/// <summary>
/// What the ways between the machines of a live run take, one way: no user of it is nearer to a node than its machine is to the node's.
/// </summary>
/// <param name="hostOfUser">Index of its machine, by user.</param>
/// <param name="hostOfNode">By node.</param>
/// <param name="oneWay">Half of the round trip between two machines, [from, to]; zero where it is not known.</param>
public sealed class WayFloors(IReadOnlyList<int> hostOfUser, IReadOnlyList<int> hostOfNode, Duration[,] oneWay)
{
    /// <summary>Of a user to a node, and back.</summary>
    public Duration Of(int user, int node) => oneWay[hostOfUser[user], hostOfNode[node]];
}
