using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing;

/// <summary>L0: every transaction is final after the same lag.</summary>
internal sealed class ConstantLagSequencer(Duration lag) : ISequencer
{
    public Sequenced Submit(Instant submitted, in Redeem redeem, int lane) => new(submitted + lag);
}
