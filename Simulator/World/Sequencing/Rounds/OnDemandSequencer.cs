using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>
/// L3 without blocks: PBFT (Castro, Liskov, OSDI 1999), each transaction an instance of its own as soon as it reaches the leader, however
/// many are under way: pre-prepare, prepare, commit, three delays. With equal delays it is the constant lag. A leader that goes down is
/// replaced after a timeout, and what it did not propose goes to the next one.
/// </summary>
internal sealed class OnDemandSequencer : ISequencer
{
    private readonly Committee _committee;
    private readonly ValidatorAccess _access;
    private readonly long _takesOverNs;
    private readonly int _leaderAfter;
    private readonly long[] _preparesNs, _commitsNs;

    /// <param name="downFromNs">When the validators that go down do; never, if none does.</param>
    /// <param name="timeout">After which a leader is given up; twice as long for each that follows it and is down too.</param>
    public OnDemandSequencer(Committee committee, ValidatorAccess access, long downFromNs, Duration timeout)
    {
        _committee = committee;
        _access = access;
        _preparesNs = new long[committee.Count];
        _commitsNs = new long[committee.Count];
        if (downFromNs == Committee.Never) return;
        long givenUpNs = downFromNs;
        long patienceNs = timeout.Nanoseconds;
        for (; !committee.StaysUp(_leaderAfter); _leaderAfter++, patienceNs *= 2) givenUpNs += patienceNs;
        long[] votes = new long[committee.Count];
        Array.Fill(votes, givenUpNs);
        _takesOverNs = _leaderAfter == 0 ? 0 : committee.Heard(_leaderAfter, votes, committee.Quorum);
    }

    public Sequenced Submit(Instant submitted, in Redeem redeem, int lane)
    {
        int leader = 0;
        long proposed = submitted.Nanoseconds + _access.DelayNs(redeem.Node, leader);
        if (!_committee.IsUp(leader, proposed))
        {
            leader = _leaderAfter;
            proposed = Math.Max(submitted.Nanoseconds + _access.DelayNs(redeem.Node, leader), _takesOverNs);
        }

        DecidedBlock block = new(leader, proposed, Run(leader, proposed));
        return new Sequenced(new Instant(block.FinalNs), block);
    }

    public Instant VisibleAt(in Sequenced place, NodeId node) => _access.VisibleAt(place.Block!, node);

    /// <summary>When each validator knows that what a leader proposes at a time is final.</summary>
    private long[] Run(int leader, long proposedNs)
    {
        for (int i = 0; i < _committee.Count; i++) _preparesNs[i] = _committee.Arrival(leader, i, proposedNs);
        _committee.HeardByAll(_preparesNs, _committee.Quorum, _commitsNs);
        long[] known = new long[_committee.Count];
        _committee.HeardByAll(_commitsNs, _committee.Quorum, known);
        return known;
    }
}
