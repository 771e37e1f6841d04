using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>
/// Measures of each node what the law of uncoordinated nodes is about: what it was paid, what of that it had not submitted, and how long
/// the others did not see it. In unit prices and ticks.
/// </summary>
internal sealed class SpendMeter(ExchangeWorld world)
{
    private readonly Dictionary<PublicKey, List<(long Tick, long Units)>> _paid = [];
    private readonly Dictionary<LaneKey, long> _paidOf = [], _submittedOf = [];
    private readonly Dictionary<PublicKey, long> _unsubmitted = [];
    private long _lag;

    /// <summary>A node has a ticket of a lane.</summary>
    public void Paid(in LaneKey lane, Credits cumulative)
    {
        long units = cumulative.Units / ExchangeWorld.Price.Units;
        _paidOf.TryGetValue(lane, out long before);
        _paidOf[lane] = units;
        if (!_paid.TryGetValue(lane.Node, out List<(long Tick, long Units)>? paid)) _paid.Add(lane.Node, paid = []);
        paid.Add((world.Ticks, units - before));
        PublicKey node = lane.Node;
        long open = _paidOf.Where(each => each.Key.Node == node).Sum(each => each.Value - _submittedOf.GetValueOrDefault(each.Key));
        _unsubmitted[node] = Math.Max(_unsubmitted.GetValueOrDefault(node), open);
    }

    public void Submitted(in LaneKey lane, Credits cumulative) =>
        _submittedOf[lane] = Math.Max(_submittedOf.GetValueOrDefault(lane), cumulative.Units / ExchangeWorld.Price.Units);

    /// <summary>Another node sees what was submitted so long ago.</summary>
    public void Seen(long ticks) => _lag = Math.Max(_lag, ticks);

    /// <summary>Units that all nodes hold tickets of.</summary>
    public long PaidUnits => _paidOf.Values.Sum();

    /// <summary>T2: of every node but the last to serve, the most that it was paid within the largest lag, and the most that it kept back.</summary>
    public long MostOverspent()
    {
        PublicKey last = default;
        long latest = -1;
        foreach ((PublicKey node, List<(long Tick, long Units)> paid) in _paid)
            if (paid[^1].Tick > latest) (last, latest) = (node, paid[^1].Tick);
        long most = 0;
        foreach ((PublicKey node, List<(long Tick, long Units)> paid) in _paid)
        {
            if (node == last) continue;
            long within = paid.Max(from => paid.Where(each => each.Tick >= from.Tick && each.Tick <= from.Tick + _lag).Sum(each => each.Units));
            most += within + _unsubmitted[node];
        }

        return most;
    }
}
