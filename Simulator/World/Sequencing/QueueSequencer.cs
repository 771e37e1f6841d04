using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Sequencing;

/// <summary>
/// L2 without blocks: one server takes transactions in the order in which they come, and all nodes see each one lag after it is done.
/// Poisson arrivals make it M/M/1 or M/D/1.
/// </summary>
/// <param name="spec">The server.</param>
/// <param name="lag">From the end of service until all nodes see the entry.</param>
/// <param name="service">Draws the times that transactions take.</param>
internal sealed class QueueSequencer(QueueSpec spec, Duration lag, RandomStream service) : ISequencer
{
    private RandomStream _service = service;
    private Instant _latest = Instant.Zero, _freeAt = Instant.Zero;

    public Sequenced Submit(Instant submitted, in Redeem redeem, int lane)
    {
        Invariant.Require(submitted >= _latest, "queue: a transaction comes before an earlier one");
        _latest = submitted;
        Instant starts = submitted >= _freeAt ? submitted : _freeAt;
        _freeAt = starts + (spec.IsExponential
            ? new Duration((long)(_service.NextExponential() * spec.ServiceTime.Nanoseconds))
            : spec.ServiceTime);
        return new Sequenced(_freeAt + lag);
    }

    public void Redraw(ulong seed) => _service = new RandomStream(seed, StreamPurpose.LedgerService, 0);
}
