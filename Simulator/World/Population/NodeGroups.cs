using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Population;

/// <summary>What each node decides by: the rules of all, or those of its group.</summary>
internal sealed class NodeGroups
{
    private readonly NodeOptions[] _options;
    private readonly int[] _groupOf;

    public NodeGroups(Scenario scenario, ulong seed)
    {
        PaymentsSpec payments = scenario.Payments;
        NodeOptions all = new(
            payments.Price, payments.FreezeRule, payments.FreezeThreshold, payments.Commit, payments.WindowChunks, scenario.Nodes, seed)
            { Limits = payments.Limits, UnfreezeThreshold = payments.UnfreezeThreshold };
        // Made anew, and not with 'with': a clock belongs to its rule.
        _options =
        [
            all, .. payments.Groups.Select(group => new NodeOptions(
                payments.Price, payments.FreezeRule, group.FreezeThreshold, group.Commit, payments.WindowChunks, scenario.Nodes, seed)
                { UnfreezeThreshold = payments.UnfreezeThreshold }),
        ];
        _groupOf = new int[payments.Groups.Count == 0 ? 0 : scenario.Nodes];
        int taken = 0;
        int[] drawn = payments.Groups.Count == 0 ? [] : InDrawnOrder(scenario.Nodes, seed);
        for (int group = 0; group < payments.Groups.Count; group++)
        {
            int size = Math.Min(scenario.Nodes - taken, (int)Math.Round(payments.Groups[group].Share * scenario.Nodes));
            foreach (int node in drawn.AsSpan(taken, size)) _groupOf[node] = group + 1;
            taken += size;
        }
    }

    /// <summary>Of nodes that are in no group.</summary>
    public NodeOptions Common => _options[0];

    public NodeOptions Of(NodeId node) => _options[GroupOf(node)];

    /// <summary>0 for nodes that do as all, and from 1 in the order of the groups.</summary>
    public int GroupOf(NodeId node) => _groupOf.Length == 0 ? 0 : _groupOf[node.Value];

    private static int[] InDrawnOrder(int nodes, ulong seed)
    {
        double[] drawn = [.. Enumerable.Range(0, nodes).Select(node => new RandomStream(seed, StreamPurpose.NodeGroup, node).NextUniform())];
        return [.. Enumerable.Range(0, nodes).OrderBy(node => drawn[node]).ThenBy(node => node)];
    }
}
