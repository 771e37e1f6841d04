using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>
/// A DAG of rounds: in each, every validator makes a block as soon as it has those of a quorum of the round before and, up to a timeout,
/// the one of that round's leader. A leader's block that enough later blocks stand on is final, and with it all that it stands on.
/// <list type="bullet">
/// <item>Certified (Narwhal and Bullshark, Spiegelman, Giridharan, Sonnino, Kokoris-Kogias, CCS 2022): a block counts once a quorum has
/// signed it, three delays a round; each second round has a leader, final by f + 1 blocks of the next round: six delays.</item>
/// <item>Not certified (Mysticeti, Babel et al., 2023): one delay a round; each round has a leader, whose block is final by a quorum of
/// blocks two rounds later, each of which stands on a quorum that stands on it: three delays.</item>
/// </list>
/// </summary>
/// <param name="isCertified">Narwhal and Bullshark; else Mysticeti.</param>
/// <param name="timeout">How long a validator that has a quorum waits for the leader's block.</param>
internal sealed class Dag(Committee committee, EpochPauses pauses, bool isCertified, Duration timeout) : IConsensus
{
    private readonly List<DagRound> _rounds = [];
    private long _first, _decided = -1;

    public bool IsPerProposer => true;

    /// <summary>Rounds after a leader's until it may be final.</summary>
    private int Depth => isCertified ? 1 : 2;

    public void Decide(List<DecidedBlock> blocks)
    {
        int before = blocks.Count;
        while (blocks.Count == before)
        {
            do _rounds.Add(Next(_first + _rounds.Count));
            while (_rounds.Count <= Depth);
            long candidate = _first + _rounds.Count - 1 - Depth;
            if (candidate <= _decided || !HasLeader(candidate)) continue;
            long[]? known = KnownFinal(candidate);
            if (known is null) continue;
            _decided = candidate;
            Order(candidate, known, blocks);
        }
    }

    private bool HasLeader(long round) => !isCertified || round % 2 == 0;

    private int LeaderOf(long round) => (int)((isCertified ? round / 2 : round) % committee.Count);

    private DagRound Round(long number) => _rounds[(int)(number - _first)];

    private DagRound Next(long number)
    {
        DagRound round = new(committee.Count);
        if (number == 0)
        {
            for (int i = 0; i < committee.Count; i++) round.MadeNs[i] = committee.IsUp(i, 0) ? 0 : Committee.Never;
        }
        else
        {
            DagRound below = Round(number - 1);
            for (int i = 0; i < committee.Count; i++) Make(round, below, number, i);
        }

        if (isCertified) Certify(round);
        else round.MadeNs.CopyTo(round.ReadyNs, 0);
        return round;
    }

    private void Make(DagRound round, DagRound below, long number, int validator)
    {
        long quorum = committee.Heard(validator, below.ReadyNs, committee.Quorum);
        long leader = HasLeader(number - 1) ? committee.Arrival(LeaderOf(number - 1), validator, below.ReadyNs[LeaderOf(number - 1)]) : 0;
        long made = pauses.Next(Math.Max(quorum, Math.Min(leader, quorum + timeout.Nanoseconds)));
        round.MadeNs[validator] = committee.IsUp(validator, made) ? made : Committee.Never;
        if (round.MadeNs[validator] == Committee.Never) return;
        for (int j = 0; j < committee.Count; j++) round.StandsOn[validator][j] = committee.Arrival(j, validator, below.ReadyNs[j]) <= made;
    }

    /// <summary>A block goes to all, and their signatures come back.</summary>
    private void Certify(DagRound round)
    {
        Span<long> signed = stackalloc long[committee.Count];
        for (int i = 0; i < committee.Count; i++)
        {
            if (round.MadeNs[i] == Committee.Never)
            {
                round.ReadyNs[i] = Committee.Never;
                continue;
            }

            for (int j = 0; j < committee.Count; j++) signed[j] = committee.Arrival(i, j, round.MadeNs[i]);
            round.ReadyNs[i] = committee.Heard(i, signed, committee.Quorum);
        }
    }

    /// <summary>When each validator knows that a leader's block is final by the rounds above it; null, if they do not say so.</summary>
    private long[]? KnownFinal(long number)
    {
        int leader = LeaderOf(number);
        if (Round(number).MadeNs[leader] == Committee.Never) return null;
        DagRound deciding = Round(number + Depth);
        int needed = isCertified ? committee.MostFaulty + 1 : committee.Quorum;
        Span<long> supportNs = stackalloc long[committee.Count];
        int support = 0;
        for (int j = 0; j < committee.Count; j++)
        {
            bool supports = deciding.MadeNs[j] != Committee.Never
                && (isCertified ? deciding.StandsOn[j][leader] : VotesBelow(deciding.StandsOn[j], Round(number + 1), leader) >= committee.Quorum);
            supportNs[j] = supports ? deciding.ReadyNs[j] : Committee.Never;
            if (supports) support++;
        }

        if (support < needed) return null;
        long[] known = new long[committee.Count];
        committee.HeardByAll(supportNs, needed, known);
        return known;
    }

    private int VotesBelow(bool[] standsOn, DagRound votes, int leader)
    {
        int count = 0;
        for (int k = 0; k < committee.Count; k++)
            if (standsOn[k] && votes.StandsOn[k][leader]) count++;
        return count;
    }

    /// <summary>
    /// Adds what a final block stands on and is not final yet, lowest rounds first, and forgets rounds too old to be asked for. What is
    /// final already stands on what is final, so the search goes no further below it.
    /// </summary>
    private void Order(long number, long[] known, List<DecidedBlock> blocks)
    {
        List<(long Round, int Proposer)> found = [(number, LeaderOf(number))];
        Round(number).IsOrdered[LeaderOf(number)] = true;
        for (int next = 0; next < found.Count; next++)
        {
            (long round, int proposer) = found[next];
            if (round == _first) continue;
            DagRound below = Round(round - 1);
            for (int j = 0; j < committee.Count; j++)
            {
                if (!Round(round).StandsOn[proposer][j] || below.IsOrdered[j]) continue;
                below.IsOrdered[j] = true;
                found.Add((round - 1, j));
            }
        }

        found.Sort();
        foreach ((long round, int proposer) in found) blocks.Add(new DecidedBlock(proposer, Round(round).MadeNs[proposer], known));
        // What no leader's block of so many rounds stood on is late for good: its validator proposes its transactions again.
        long kept = Math.Max(_first, number - (4L * committee.Count));
        _rounds.RemoveRange(0, (int)(kept - _first));
        _first = kept;
    }
}
