using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Measuring;

/// <summary>
/// Which commit made which other nodes commit, under a rule whose batches follow the balance: a commit that becomes visible lowers every
/// batch, and a node that is that near to its own commits at its next payment. A commit is triggered by the last claim that the node saw
/// since its payment before if it would not have come without what became visible since then. Decides nothing.
/// </summary>
/// <remarks>
/// Not counted, nor what they trigger: commits before every node of the account has had its first, which is a part of a batch; batches of
/// the smallest size; and what is committed for another reason than the rule.
/// </remarks>
internal sealed class CascadeTally
{
    /// <summary>Of a commit that is not counted.</summary>
    private const int None = -1;

    private readonly CommitClock _clock;
    private readonly CommitState _whole;
    private readonly Credits _price;
    private readonly int _serving;
    private readonly Credits _smallest;
    private readonly LaneView[] _lanes;

    /// <summary>Of each account, the nodes that have had their first commit.</summary>
    private readonly int[] _begun;
    private readonly Dictionary<(int Lane, Credits Cumulative), int> _cascadeOfClaim = [];
    private readonly List<int> _sizes = [];

    private struct LaneView
    {
        public Credits SeenSincePayment, Claimed;
        public int LastSeen;
    }

    /// <param name="scenario">Of a rule of proportional batches.</param>
    /// <param name="lanes">Of one group of accounts.</param>
    public CascadeTally(Scenario scenario, int lanes)
    {
        PaymentsSpec payments = scenario.Payments;
        _clock = new CommitClock(payments.Commit, payments.Price, payments.FreezeThreshold, scenario.Nodes);
        _whole = _clock.Open(Instant.Zero, default);
        _clock.Committed(ref _whole, Credits.Zero, 1);
        _price = payments.Price;
        _serving = scenario.Users.ServingNodes;
        _smallest = payments.Commit.Minimum;
        _lanes = new LaneView[lanes];
        _begun = new int[lanes / _serving];
    }

    /// <summary>How many cascades had 1, 2, ... commits.</summary>
    public long[] Sizes()
    {
        long[] counts = new long[_sizes.DefaultIfEmpty(0).Max()];
        foreach (int size in _sizes) counts[size - 1]++;
        return counts;
    }

    /// <summary>A group of accounts ended: its lanes are used again.</summary>
    public void Clear()
    {
        Array.Clear(_lanes);
        Array.Clear(_begun);
        _cascadeOfClaim.Clear();
    }

    /// <summary>A node saw a claim of another one.</summary>
    public void Saw(int lane, int claimant, Credits cumulative, Credits amount)
    {
        _lanes[lane].SeenSincePayment += amount;
        _lanes[lane].LastSeen = _cascadeOfClaim.GetValueOrDefault((claimant, cumulative), None);
    }

    /// <summary>A step that took a payment is over.</summary>
    public void Paid(int lane) => _lanes[lane].SeenSincePayment = Credits.Zero;

    /// <summary>A node submits a claim.</summary>
    /// <param name="account">What the node believes after it.</param>
    public void Submitted(int lane, Credits cumulative, in PayerAccount account)
    {
        ref LaneView view = ref _lanes[lane];
        Credits batch = cumulative - view.Claimed;
        if (view.Claimed == Credits.Zero) _begun[lane / _serving]++;
        view.Claimed = cumulative;
        bool fires = batch > _smallest + _price && _clock.FiresOnPayment(_whole, batch, account.Available, _serving);
        int cascade = !fires || _begun[lane / _serving] < _serving ? None : CascadeOf(view, batch, account.Available);
        _cascadeOfClaim[(lane, cumulative)] = cascade;
    }

    private int CascadeOf(in LaneView view, Credits batch, Credits available)
    {
        bool alone = _clock.FiresOnPayment(_whole, batch, available + view.SeenSincePayment, _serving);
        if (!alone)
        {
            if (view.LastSeen != None) _sizes[view.LastSeen]++;
            return view.LastSeen;
        }

        _sizes.Add(1);
        return _sizes.Count - 1;
    }
}
