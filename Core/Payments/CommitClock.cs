using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>Where one account stands inside its current batch. Belongs to a <see cref="CommitClock"/>.</summary>
public struct CommitState
{
    internal RandomStream Random;

    /// <summary>The uncommitted amount that ends the batch, where payments do not move it.</summary>
    internal Credits BatchEnd;

    /// <summary>Article: the batch's draw, the hazard gathered before the scale was last taken, that scale, and u at that time.</summary>
    internal double Target, Hazard, Scale;
    internal Credits ScaleFrom;

    /// <summary>Growing: batches committed so far.</summary>
    internal long Batches;

    /// <summary>Share of a whole batch or interval that the first one is.</summary>
    internal double Phase;
    internal Instant GridStart;
}

/// <summary>
/// Applies a <see cref="CommitRule"/> to accounts: after each payment, and when an interval ends, it says whether to commit now.
/// </summary>
/// <remarks>
/// A random rule draws one E of Exp(1) per batch and ends the batch at the first payment where its hazard H(u) reaches E. That
/// payment is known as soon as E is drawn, so nothing is added up: the coin's batch is the whole number of chunks n with
/// -n log(1-p) >= E, which is exactly geometric, and Weibull's is u = s E^(1/g). The article's scale follows the account,
/// s = alpha * max(available - F, minimum) / population / Gamma(1 + 1/g): taken when a batch begins and whenever the view
/// changes, and constant between, with the hazard gathered so far kept.
/// </remarks>
public sealed class CommitClock
{
    private readonly CommitRule _rule;
    private readonly Credits _price;
    private readonly Credits _freezeThreshold;
    private readonly long _networkNodes;
    private readonly double _gamma;
    private readonly double _coinHazard;
    private readonly bool _draws;
    private readonly Credits _face;

    /// <param name="rule">The rule with its parameters; parameters out of range throw.</param>
    /// <param name="price">Of one chunk; positive.</param>
    /// <param name="freezeThreshold">F, for the rules that look at what is left above it.</param>
    /// <param name="networkNodes">N, for rules whose population is the network.</param>
    public CommitClock(CommitRule rule, Credits price, Credits freezeThreshold, long networkNodes)
    {
        Check(rule);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price.Units, nameof(price));
        _rule = rule;
        _price = price;
        _freezeThreshold = freezeThreshold;
        _networkNodes = networkNodes;
        _draws = rule.Kind is CommitRuleKind.Coin or CommitRuleKind.Weibull or CommitRuleKind.Article;
        _gamma = rule.Kind is CommitRuleKind.Weibull or CommitRuleKind.Article ? PortableMath.Gamma(1 + (1 / rule.Shape)) : 1;
        if (!double.IsFinite(_gamma)) throw new ArgumentException($"shape {rule.Shape} has no finite mean batch", nameof(rule));
        _face = rule.Kind == CommitRuleKind.Lottery ? AmountOf(Math.Round(price.Units / rule.Probability)) : price;
        _coinHazard = rule.Kind == CommitRuleKind.Coin ? -PortableMath.Log(1 - rule.Probability) : 0;
    }

    public bool UsesTimer => _rule.Kind == CommitRuleKind.Interval;

    public bool SendsHints => _rule.Kind == CommitRuleKind.ProportionalHints;

    /// <summary>Each ticket's worth is drawn, and not its chunks' price.</summary>
    public bool IsLottery => _rule.Kind == CommitRuleKind.Lottery;

    /// <summary>
    /// What the ticket for one chunk is worth: its price; of a lottery, the face value f = price / probability, in whole base units, with
    /// a chance of price / f, and else nothing, so that the mean is the price exactly.
    /// </summary>
    public Credits Worth(ref CommitState state) =>
        !IsLottery || state.Random.NextBelow(_face.Units) < _price.Units ? _face : Credits.Zero;

    /// <summary>State of a new account at its first message. Its view is still to come: see <see cref="Adapt"/>.</summary>
    public CommitState Open(Instant now, RandomStream random)
    {
        CommitState state = new() { Random = random, Phase = 1 };
        bool phased = _rule.Kind is CommitRuleKind.Threshold or CommitRuleKind.Interval
            or CommitRuleKind.Proportional or CommitRuleKind.ProportionalHints;
        if (phased && _rule.FirstPhase == FirstPhase.Random) state.Phase = state.Random.NextPositiveUniform();
        if (UsesTimer) state.GridStart = now + new Duration((long)(state.Phase * _rule.Interval.Nanoseconds));
        BeginBatch(ref state);
        return state;
    }

    /// <summary>Whether to commit now that a payment has come.</summary>
    /// <param name="uncommitted">Uncommitted spend u, the payment included.</param>
    /// <param name="available">Visible balance less all pending that the node knows of, after the payment.</param>
    /// <param name="servingNodes">Nodes that serve this payer.</param>
    public bool FiresOnPayment(in CommitState state, Credits uncommitted, Credits available, long servingNodes) => _rule.Kind switch
    {
        CommitRuleKind.EveryChunk => true,
        CommitRuleKind.Interval or CommitRuleKind.WhenNeeded => false,
        CommitRuleKind.Lottery => uncommitted > Credits.Zero,
        CommitRuleKind.Proportional or CommitRuleKind.ProportionalHints =>
            uncommitted >= PhasedBatch(ProportionalBatch(available, servingNodes), state.Phase),
        _ => uncommitted >= state.BatchEnd,
    };

    /// <summary>
    /// Payments of one chunk each until <see cref="FiresOnPayment"/> says yes, if nothing else happens to the account: at least 1,
    /// and <see cref="long.MaxValue"/> if payments alone never bring it about.
    /// </summary>
    /// <param name="uncommitted">Before the first of them.</param>
    /// <param name="available">Before the first of them; it falls by the price with each.</param>
    public long PaymentsUntilCommit(in CommitState state, Credits uncommitted, Credits available, long servingNodes)
    {
        switch (_rule.Kind)
        {
            case CommitRuleKind.EveryChunk:
                return 1;
            case CommitRuleKind.Interval or CommitRuleKind.WhenNeeded:
                return long.MaxValue;
            case CommitRuleKind.Lottery:
                throw new InvalidOperationException("nobody knows which payment wins");
            case CommitRuleKind.Proportional or CommitRuleKind.ProportionalHints:
                return FirstProportionalPayment(state, uncommitted, available, servingNodes);
            default:
                if (state.BatchEnd <= uncommitted) return 1;
                return (((state.BatchEnd.Units - uncommitted.Units) - 1) / _price.Units) + 1;
        }
    }

    /// <summary>The first end of an interval after <paramref name="now"/>; for interval rules only.</summary>
    public Instant NextInterval(in CommitState state, Instant now)
    {
        if (now < state.GridStart) return state.GridStart;
        long passed = (now - state.GridStart).Nanoseconds / _rule.Interval.Nanoseconds;
        return state.GridStart + (_rule.Interval * (passed + 1));
    }

    /// <summary>A batch has been committed: the next one starts.</summary>
    public void Committed(ref CommitState state, Credits available, long servingNodes)
    {
        state.Phase = 1;
        state.Batches++;
        BeginBatch(ref state);
        Adapt(ref state, Credits.Zero, available, servingNodes);
    }

    /// <summary>Something else than a payment changed the account: its view opened, a claim became visible, a hint came.</summary>
    public void Adapt(ref CommitState state, Credits uncommitted, Credits available, long servingNodes)
    {
        if (_rule.Kind != CommitRuleKind.Article) return;
        double g = _rule.Shape;
        if (uncommitted > state.ScaleFrom)
            state.Hazard += HazardOf(uncommitted, state.Scale) - HazardOf(state.ScaleFrom, state.Scale);
        state.Scale = ArticleScale(available, servingNodes);
        state.ScaleFrom = uncommitted;
        double left = state.Target - state.Hazard + HazardOf(uncommitted, state.Scale);
        state.BatchEnd = left > 0 ? AmountOf(state.Scale * PortableMath.Pow(left, 1 / g)) : Credits.Zero;
    }

    private void BeginBatch(ref CommitState state)
    {
        if (_draws) state.Target = state.Random.NextExponential();
        state.Hazard = 0;
        state.ScaleFrom = Credits.Zero;
        state.BatchEnd = _rule.Kind switch
        {
            CommitRuleKind.Threshold => PhasedBatch(_rule.Threshold, state.Phase),
            CommitRuleKind.Growing => GrowingBatch(state.Batches),
            CommitRuleKind.Coin => AmountOf(Math.Max(1, Math.Ceiling(state.Target / _coinHazard)) * _price.Units),
            CommitRuleKind.Weibull =>
                AmountOf(_rule.Mean.Units / _gamma * PortableMath.Pow(state.Target, 1 / _rule.Shape)),
            _ => new Credits(long.MaxValue),
        };
    }

    private Credits GrowingBatch(long batches)
    {
        Int128 batch = _rule.Threshold.Units + ((Int128)_rule.Growth.Units * batches);
        return new Credits((long)Int128.Min(batch, _rule.Cap.Units));
    }

    /// <summary>
    /// A first batch is a uniformly random part of a batch, in whole chunks: with threshold n it is 1, ..., n with equal chance,
    /// which makes the uncommitted amount stationary as soon as one whole batch has been spent.
    /// </summary>
    private Credits PhasedBatch(Credits whole, double phase)
    {
        if (phase == 1) return whole;
        // A batch that is no multiple of the price ends with the chunk that passes it.
        long chunks = ((whole.Units - 1) / _price.Units) + 1;
        return AmountOf(Math.Ceiling(phase * chunks) * _price.Units);
    }

    /// <summary>
    /// Each payment raises u and lowers what the batch must reach, in floating point too, since every step of it is monotone:
    /// the first payment that fires is found by bisection, with the test that payments themselves are put to.
    /// </summary>
    private long FirstProportionalPayment(in CommitState state, Credits uncommitted, Credits available, long servingNodes)
    {
        long most = Math.Min((long.MaxValue / 4) - Math.Max(0, uncommitted.Units), (long.MaxValue / 4) + available.Units) / _price.Units;
        if (!Fires(state, Math.Max(1, most))) return long.MaxValue;
        long low = 0, high = 1;
        while (!Fires(state, high)) (low, high) = (high, Math.Min(most, high * 2));
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            if (Fires(state, middle)) high = middle;
            else low = middle;
        }

        return high;

        bool Fires(in CommitState at, long payments) => FiresOnPayment(
            at, uncommitted + (_price * payments), available - (_price * payments), servingNodes);
    }

    private Credits ProportionalBatch(Credits available, long servingNodes)
    {
        double share = _rule.Alpha * (available - _freezeThreshold).Units / PopulationOf(servingNodes);
        return share > _rule.Minimum.Units ? AmountOf(share) : _rule.Minimum;
    }

    private double ArticleScale(Credits available, long servingNodes) =>
        _rule.Alpha * Credits.Max(available - _freezeThreshold, _rule.Minimum).Units / PopulationOf(servingNodes) / _gamma;

    private double HazardOf(Credits uncommitted, double scale) =>
        uncommitted > Credits.Zero ? PortableMath.Pow(uncommitted.Units / scale, _rule.Shape) : 0;

    private long PopulationOf(long servingNodes) => _rule.Population == Population.Network ? _networkNodes : servingNodes;

    /// <summary>Whole units, not less than 1; an amount beyond all money is the most that money can say.</summary>
    private static Credits AmountOf(double units) =>
        new(units < long.MaxValue ? Math.Max(1, (long)Math.Ceiling(units)) : long.MaxValue);

    private static void Check(CommitRule rule)
    {
        bool valid = rule.Kind switch
        {
            CommitRuleKind.EveryChunk or CommitRuleKind.WhenNeeded => true,
            CommitRuleKind.Growing =>
                rule.Threshold > Credits.Zero && rule.Growth >= Credits.Zero && rule.Cap >= rule.Threshold,
            CommitRuleKind.Lottery => rule.Probability is > 0 and <= 1,
            CommitRuleKind.Threshold => rule.Threshold > Credits.Zero,
            CommitRuleKind.Interval => rule.Interval > Duration.Zero,
            CommitRuleKind.Coin => rule.Probability is > 0 and <= 1,
            CommitRuleKind.Weibull => rule.Mean > Credits.Zero && IsPositive(rule.Shape),
            CommitRuleKind.Proportional or CommitRuleKind.ProportionalHints => IsPositive(rule.Alpha) && rule.Minimum > Credits.Zero,
            CommitRuleKind.Article => IsPositive(rule.Alpha) && IsPositive(rule.Shape) && rule.Minimum > Credits.Zero,
            _ => false,
        };
        if (!valid) throw new ArgumentException($"commit rule {rule.Kind} has a parameter out of range", nameof(rule));
    }

    private static bool IsPositive(double parameter) => parameter > 0 && double.IsFinite(parameter);
}
