using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>How nodes reach validators: each reads the log from the nearest one that stays up.</summary>
internal sealed class ValidatorAccess
{
    private readonly long[][] _delayNs;
    private readonly int[] _nearest;

    /// <param name="delayNs">One-way delays from each node (row) to each validator (column), the same back.</param>
    public ValidatorAccess(Committee committee, long[][] delayNs)
    {
        _delayNs = delayNs;
        _nearest = new int[delayNs.Length];
        for (int node = 0; node < _nearest.Length; node++)
        {
            // Where several are as near, nodes spread over them.
            int best = -1;
            for (int k = 0; k < committee.Count; k++)
            {
                int validator = (node + k) % committee.Count;
                if (committee.StaysUp(validator) && (best < 0 || delayNs[node][validator] < delayNs[node][best])) best = validator;
            }

            _nearest[node] = best;
        }
    }

    public int NearestTo(NodeId node) => _nearest[node.Value];

    /// <summary>When a node sees what is in a block: its validator knows it, and tells.</summary>
    public Instant VisibleAt(DecidedBlock block, NodeId node)
    {
        int own = NearestTo(node);
        return new Instant(block.KnownNs[own] + DelayNs(node, own));
    }

    public long DelayNs(NodeId node, int validator) => _delayNs[node.Value][validator];
}
