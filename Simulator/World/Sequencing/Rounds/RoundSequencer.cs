using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>
/// L3: a committee agrees on blocks, message by message, and each node sees them when its validator knows that they are final. A node
/// sends a transaction to the proposer, of a DAG to its own validator; the first block that is made after it has come, and has room, takes
/// it. First come is first submitted.
/// </summary>
internal sealed class RoundSequencer : ISequencer
{
    /// <summary>Blocks decided without one that a transaction may be in; more would be a validator that nobody hears.</summary>
    private const int MostPassedOver = 1_000_000;

    private readonly IConsensus _consensus;
    private readonly ValidatorAccess _access;
    private readonly long _capacity;
    private readonly List<DecidedBlock> _decided = [];
    private readonly BlockQueue[] _open;
    private readonly long[] _lastKnownNs;

    /// <param name="capacity">Transactions that a block holds.</param>
    public RoundSequencer(Committee committee, IConsensus consensus, ValidatorAccess access, long capacity)
    {
        _consensus = consensus;
        _access = access;
        _capacity = capacity;
        _open = new BlockQueue[consensus.IsPerProposer ? committee.Count : 1];
        for (int i = 0; i < _open.Length; i++) _open[i] = new BlockQueue();
        _lastKnownNs = new long[committee.Count];
    }

    public Sequenced Submit(Instant submitted, in Redeem redeem, int lane)
    {
        int own = _access.NearestTo(redeem.Node);
        BlockQueue open = _open[_consensus.IsPerProposer ? own : 0];
        open.Forget(submitted.Nanoseconds);
        int index = 0;
        for (int passed = 0; ; passed++)
        {
            while (index == open.Count)
            {
                Invariant.Require(passed++ < MostPassedOver, "rounds: a validator's blocks are never final");
                DecideMore();
            }

            PlannedBlock block = open[index];
            long arrives = submitted.Nanoseconds + _access.DelayNs(redeem.Node, block.Decided.Proposer);
            if (block.Room > 0 && arrives <= block.Decided.CutNs)
            {
                block.Room--;
                return new Sequenced(new Instant(block.Decided.FinalNs), block.Decided);
            }

            index++;
        }
    }

    public Instant VisibleAt(in Sequenced place, NodeId node) => _access.VisibleAt(place.Block!, node);

    private void DecideMore()
    {
        _decided.Clear();
        _consensus.Decide(_decided);
        foreach (DecidedBlock block in _decided)
        {
            // Whoever knows a block knows all before it; nobody applies it before.
            for (int i = 0; i < _lastKnownNs.Length; i++)
                _lastKnownNs[i] = block.KnownNs[i] = Math.Max(block.KnownNs[i], _lastKnownNs[i]);
            _open[_consensus.IsPerProposer ? block.Proposer : 0].Add(new PlannedBlock(block, _capacity));
        }
    }
}
