using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing;

/// <summary>
/// What orders the ledger's transactions: it takes a submitted claim and says when it becomes final, and when each node sees that.
/// Finality order is log order, and each node sees a prefix of the log. Levels: L0 constant lag, L1 random lag, L2 blocks, L3 rounds of a
/// committee.
/// </summary>
internal interface ISequencer
{
    /// <param name="lane">The lane whose tickets are redeemed; random levels draw from its own stream.</param>
    Sequenced Submit(Instant submitted, in Redeem redeem, int lane);

    /// <summary>Lags that have not been drawn yet come from another seed; where none are drawn per transaction, nothing happens.</summary>
    void Redraw(ulong seed)
    {
    }

    /// <summary>When a node sees what is final; not before it is. Levels below the committee show it to all at once.</summary>
    Instant VisibleAt(in Sequenced place, NodeId node) => place.Final;
}
