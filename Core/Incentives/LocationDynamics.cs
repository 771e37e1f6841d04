using System;
using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>
/// Nodes that reconsider, round by round, where to be. The same game, terms, start and seed give the same moves.
/// </summary>
public sealed class LocationDynamics
{
    /// <summary>The region of a node that has left, or has not entered.</summary>
    public const int Outside = -1;

    private readonly LocationGame _game;
    private readonly LocationTerms _terms;
    private readonly ulong _seed;
    private readonly MarketView _now;

    /// <summary>Where nodes were at the ends of the last rounds, the oldest first; of delayed information alone.</summary>
    private readonly Queue<int[]> _past = new();
    private readonly List<LocationMove> _moves = [];
    private int[] _regionOf;
    private RandomStream[] _choices;

    /// <summary>Numbers that nodes and those who thought of becoming one have drawn under.</summary>
    private int _streams;
    private int _quietRounds;

    /// <param name="start">By node, the region that it begins in.</param>
    public LocationDynamics(LocationGame game, LocationTerms terms, IReadOnlyList<int> start, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfNegative(terms.DelayRounds);
        ArgumentOutOfRangeException.ThrowIfNegative(terms.NoiseUnits);
        _game = game;
        _terms = terms;
        _seed = seed;
        _regionOf = [.. start];
        _choices = new RandomStream[_regionOf.Length];
        for (int node = 0; node < _choices.Length; node++) _choices[node] = NewStream();
        Known = _regionOf.Length;
        _now = new MarketView(game, terms.NoiseUnits, _regionOf);
        if (terms.DelayRounds > 0) _past.Enqueue([.. _regionOf]);
    }

    public NodeCounts Counts => _now.Counts;

    /// <summary>Rounds played.</summary>
    public int Rounds { get; private set; }

    /// <summary>Nodes that are in the market or have been: the numbers below this are theirs.</summary>
    public int Known { get; private set; }

    /// <summary>Choices made so far, to stay or to go.</summary>
    public long Choices { get; private set; }

    /// <summary>
    /// Whether no round to come moves anybody: nobody chose to in the last rounds, all that they saw was what is, and nothing is
    /// left to chance.
    /// </summary>
    public bool IsAtRest => _terms is { NoiseUnits: 0, RevisionShare: 1 } && _quietRounds > _terms.DelayRounds;

    public int RegionOf(int node) => _regionOf[node];

    /// <summary>
    /// Every node reconsiders in its turn, and then those outside do. Gives the moves in order, valid until the next round.
    /// </summary>
    public IReadOnlyList<LocationMove> PlayRound()
    {
        _moves.Clear();
        MarketView seen = _now;
        int[]? then = null;
        if (_terms.DelayRounds > 0)
        {
            if (_past.Count > _terms.DelayRounds) _past.Dequeue();
            then = _past.Peek();
            seen = new MarketView(_game, _terms.NoiseUnits, then);
        }

        foreach (int node in Order())
        {
            if (_regionOf[node] == Outside) continue;
            if (_terms.RevisionShare < 1 && _choices[node].NextUniform() >= _terms.RevisionShare) continue;
            int seenAt = then is null ? _regionOf[node] : node < then.Length ? then[node] : Outside;
            Move(node, Choose(seen, node, seenAt));
        }

        for (int entrant = 0; entrant < _terms.Entrants; entrant++)
            if (!TryEnter(seen) && _terms.NoiseUnits == 0) break;

        Rounds++;
        _quietRounds = _moves.Count == 0 ? _quietRounds + 1 : 0;
        if (_terms.DelayRounds > 0) _past.Enqueue(_regionOf[..Known]);
        return _moves;
    }

    /// <summary>Where a node wants to be, which takes itself out of what it sees.</summary>
    private int Choose(MarketView seen, int node, int seenAt)
    {
        Choices++;
        seen.Remove(seenAt);
        int here = _regionOf[node];
        int there = _terms.NoiseUnits > 0 ? ChooseWithNoise(seen, here, ref _choices[node]) : RespondBest(seen.Counts, here);
        seen.Add(seenAt);
        return there;
    }

    private int RespondBest(NodeCounts others, int here)
    {
        int there = others.Best;
        if (there != here && !_game.IsWorthMoving(here, others[here] + 1, there, others[there] + 1, _terms.SwitchingCost)) there = here;
        if (_terms.Entrants == 0) return there;
        return _game.Pays(there, others[there] + 1, there == here ? Credits.Zero : _terms.SwitchingCost) ? there : Outside;
    }

    /// <summary>Logit: to stay, to go anywhere else, or to leave.</summary>
    private int ChooseWithNoise(MarketView others, int here, ref RandomStream stream)
    {
        LogitWeights weights = others.Weights!;
        double stay = double.NegativeInfinity, move = 0;
        if (here != Outside)
        {
            stay = others.WeightOf(here);
            move = _terms.SwitchingCost.Units / _terms.NoiseUnits;
            weights.Set(here, double.NegativeInfinity);
        }

        double go = weights.LogSum - move, leave = _terms.Entrants > 0 ? 0 : double.NegativeInfinity;
        double greatest = Math.Max(stay, Math.Max(go, leave));
        double stays = PortableMath.Exp(stay - greatest), goes = PortableMath.Exp(go - greatest), leaves = PortableMath.Exp(leave - greatest);
        double drawn = stream.NextUniform() * (stays + goes + leaves);
        int there = drawn < stays ? here : drawn < stays + leaves ? Outside : goes > 0 ? weights.Choose(ref stream) : here;
        if (here != Outside) weights.Set(here, stay);
        return there;
    }

    private bool TryEnter(MarketView seen)
    {
        Choices++;
        RandomStream stream = NewStream();
        int there = seen.Counts.Best;
        if (_terms.NoiseUnits > 0) there = ChooseWithNoise(seen, Outside, ref stream);
        else if (!_game.Pays(there, seen.Counts[there] + 1)) there = Outside;
        if (there == Outside) return false;
        Move(NewNode(stream), there);
        return true;
    }

    private int NewNode(RandomStream stream)
    {
        if (Known == _regionOf.Length)
        {
            Array.Resize(ref _regionOf, Math.Max(16, 2 * Known));
            Array.Resize(ref _choices, _regionOf.Length);
        }

        _regionOf[Known] = Outside;
        _choices[Known] = stream;
        return Known++;
    }

    private void Move(int node, int to)
    {
        int from = _regionOf[node];
        if (from == to) return;
        _now.Remove(from);
        _now.Add(to);
        _regionOf[node] = to;
        _moves.Add(new LocationMove(node, from, to));
    }

    private int[] Order()
    {
        int[] order = new int[Known];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        if (_terms.Order == MoveOrder.ByNumber) return order;
        RandomStream stream = new(_seed, StreamPurpose.LocationOrder, Rounds);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = (int)stream.NextBelow(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    private RandomStream NewStream() => new(_seed, StreamPurpose.LocationChoice, _streams++);
}
