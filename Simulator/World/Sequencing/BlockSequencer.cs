using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Sequencing;

/// <summary>
/// L2: a block at every interval takes the oldest transactions that wait, as many as it holds, and all nodes see them one lag
/// later. An idle ledger delays by U(0, interval) + lag; a busy one is a queue with bulk service.
/// </summary>
/// <remarks>
/// Transactions come in the order of time and leave in it, so the block of each is known as it comes: no block is an event.
/// </remarks>
/// <param name="spec">Interval and sizes.</param>
/// <param name="lag">From a block until all nodes see what is in it.</param>
/// <param name="phase">Draws the time of the first block, within one interval.</param>
internal sealed class BlockSequencer(BlockSpec spec, Duration lag, RandomStream phase) : ISequencer
{
    private readonly Duration _first = new((long)(phase.NextPositiveUniform() * spec.Interval.Nanoseconds));
    private Instant _latest = Instant.Zero;

    /// <summary>The last block that holds a transaction, and how many.</summary>
    private long _block = -1, _held;

    public Sequenced Submit(Instant submitted, in Redeem redeem, int lane)
    {
        Invariant.Require(submitted >= _latest, "blocks: a transaction comes before an earlier one");
        _latest = submitted;
        long next = BlockAfter(submitted);
        if (next > _block) (_block, _held) = (next, 0);
        else if (_held == spec.Size.Capacity) (_block, _held) = (_block + 1, 0);
        _held++;
        return new Sequenced(Instant.Zero + _first + (spec.Interval * _block) + lag);
    }

    /// <summary>The first block after a time: what comes in the instant of a block misses it.</summary>
    private long BlockAfter(Instant time)
    {
        Duration since = time - (Instant.Zero + _first);
        return since < Duration.Zero ? 0 : (since.Nanoseconds / spec.Interval.Nanoseconds) + 1;
    }
}
