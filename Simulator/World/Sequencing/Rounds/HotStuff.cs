using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>
/// Chained HotStuff (Yin, Malkhi, Reiter, Gueta, Abraham, PODC 2019): a leader a view; votes go to the next leader, whose proposal
/// carries their certificate. A block is final for whom a proposal reaches that carries the certificate of the second certified block
/// above it: seven delays after it was made. If a leader is down, the votes sent to it are lost, and with them the block they were for;
/// after a timeout the next leader collects who waits, and goes on.
/// </summary>
/// <param name="timeout">How long a validator waits in a view.</param>
internal sealed class HotStuff(Committee committee, EpochPauses pauses, Duration timeout) : IConsensus
{
    private readonly List<(int Leader, long CutNs)> _certified = [];
    private readonly long[] _enteredNs = new long[committee.Count], _receivedNs = new long[committee.Count];
    private (int Leader, long CutNs)? _proposed;
    private long _view;

    public bool IsPerProposer => false;

    public void Decide(List<DecidedBlock> blocks)
    {
        while (!Propose(blocks))
        {
        }
    }

    /// <summary>One view; whether its proposal made a block final.</summary>
    private bool Propose(List<DecidedBlock> blocks)
    {
        int leader = (int)(_view++ % committee.Count);
        long cut = pauses.Next(committee.Heard(leader, _enteredNs, committee.Quorum));
        if (!committee.IsUp(leader, cut))
        {
            // Votes for the last proposal went to who is down: it is never certified.
            _proposed = null;
            for (int i = 0; i < committee.Count; i++) _enteredNs[i] += timeout.Nanoseconds;
            return false;
        }

        if (_proposed is { } voted) _certified.Add(voted);
        _proposed = (leader, cut);
        for (int i = 0; i < committee.Count; i++)
        {
            _receivedNs[i] = committee.Arrival(leader, i, cut);
            _enteredNs[i] = Math.Max(_enteredNs[i], _receivedNs[i]);
        }

        if (_certified.Count < 3) return false;
        (int proposer, long madeNs) = _certified[0];
        _certified.RemoveAt(0);
        blocks.Add(new DecidedBlock(proposer, madeNs, [.. _receivedNs]));
        return true;
    }
}
