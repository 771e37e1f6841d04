using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>
/// Which nodes of the network are assigned to a payer, known to everybody without a message: rendezvous hashing (Thaler and
/// Ravishankar, "Using name-based mappings to increase hit rates", 1998). The nodes of the highest scores are assigned.
/// </summary>
public static class NodeAssignment
{
    /// <summary>Nodes that one payer's key can tell apart.</summary>
    private const long NodesPerPayer = 1L << 20;

    /// <summary>Whether <paramref name="node"/> is among the <paramref name="assigned"/> nodes of <paramref name="user"/>.</summary>
    /// <param name="networkNodes">N: nodes 0 to N - 1.</param>
    public static bool IsAssigned(UserId user, NodeId node, long networkNodes, long assigned)
    {
        if (node.Value >= networkNodes || assigned <= 0) return false;
        if (assigned >= networkNodes) return true;
        ulong score = Score(user, node.Value);
        long better = 0;
        for (int other = 0; other < networkNodes && better < assigned; other++)
        {
            ulong its = Score(user, other);
            if (its > score || (its == score && other < node.Value)) better++;
        }

        return better < assigned;
    }

    /// <summary>The first <paramref name="count"/> nodes assigned to <paramref name="user"/>, the highest score first.</summary>
    /// <param name="networkNodes">N, at least <paramref name="count"/>.</param>
    public static NodeId[] First(UserId user, int networkNodes, int count)
    {
        ulong[] scores = new ulong[networkNodes];
        int[] nodes = new int[networkNodes];
        for (int node = 0; node < networkNodes; node++) (scores[node], nodes[node]) = (Score(user, node), node);
        Array.Sort(nodes, (a, b) => scores[a] != scores[b] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
        NodeId[] first = new NodeId[count];
        for (int i = 0; i < count; i++) first[i] = new NodeId(nodes[i]);
        return first;
    }

    private static ulong Score(UserId user, int node) =>
        new RandomStream(0, StreamPurpose.Assignment, (user.Value * NodesPerPayer) + node).NextBits();
}
