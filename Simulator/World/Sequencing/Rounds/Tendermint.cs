using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>
/// Tendermint (Buchman, Kwon, Milosevic, "The latest gossip on BFT consensus", 2018): height after height; in each a proposer in
/// turn proposes, all prevote, all precommit, and a quorum of precommits decides: three delays. Then validators wait before the next
/// height begins. A proposer that is down costs a timeout and a round of empty votes, and the next one proposes.
/// </summary>
/// <param name="timeout">How long a validator waits for a proposal.</param>
/// <param name="wait">From deciding a height to beginning the next (timeout_commit).</param>
internal sealed class Tendermint(Committee committee, EpochPauses pauses, Duration timeout, Duration wait) : IConsensus
{
    private readonly long[] _beginsNs = new long[committee.Count];
    private readonly long[] _prevotesNs = new long[committee.Count], _precommitsNs = new long[committee.Count];
    private long _round;

    public bool IsPerProposer => false;

    public void Decide(List<DecidedBlock> blocks)
    {
        while (true)
        {
            int proposer = (int)(_round++ % committee.Count);
            long cut = pauses.Next(_beginsNs[proposer]);
            bool proposes = committee.IsUp(proposer, cut);
            for (int i = 0; i < committee.Count; i++)
            {
                _prevotesNs[i] = proposes
                    ? Math.Max(_beginsNs[i], committee.Arrival(proposer, i, cut))
                    : _beginsNs[i] + timeout.Nanoseconds;
            }

            committee.HeardByAll(_prevotesNs, committee.Quorum, _precommitsNs);
            long[] known = new long[committee.Count];
            committee.HeardByAll(_precommitsNs, committee.Quorum, known);
            for (int i = 0; i < committee.Count; i++) _beginsNs[i] = known[i] + (proposes ? wait.Nanoseconds : 0);
            if (!proposes) continue;
            blocks.Add(new DecidedBlock(proposer, cut, known));
            return;
        }
    }
}
