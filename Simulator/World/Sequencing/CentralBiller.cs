using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing;

/// <summary>One authority books each claim in the instant in which it arrives, and tells the nodes: the article's counter-case PC.</summary>
/// <param name="delayNs">One way between each node and the biller, the same back.</param>
internal sealed class CentralBiller(long[] delayNs) : ISequencer
{
    public Sequenced Submit(Instant submitted, in Redeem redeem, int lane) => new(submitted + To(redeem.Node));

    public Instant VisibleAt(in Sequenced place, NodeId node) => place.Final + To(node);

    private Duration To(NodeId node) => new(delayNs[node.Value]);
}
