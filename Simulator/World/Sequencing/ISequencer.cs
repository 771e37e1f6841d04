using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing;

/// <summary>
/// What orders the ledger's transactions: it takes a submitted claim and says when it becomes final, and with that visible to
/// every node. Finality order is log order. Levels: L0 constant lag, L1 random lag, L2 blocks.
/// </summary>
internal interface ISequencer
{
    /// <param name="lane">The lane whose tickets are redeemed; random levels draw from its own stream.</param>
    Instant FinalAt(Instant submitted, in Redeem redeem, int lane);
}
