using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>Where one account stands inside its current batch. Belongs to a <see cref="CommitClock"/>.</summary>
public struct CommitState
{
    internal RandomStream Random;
    internal double Hazard;
    internal double Target;
    internal double Phase;
    internal Instant GridStart;
}

/// <summary>
/// Applies a <see cref="CommitRule"/> to accounts: after each payment, and when an interval ends, it says whether to commit now.
/// </summary>
/// <remarks>
/// A random rule draws one Exp(1) per batch and adds up its hazard as spend grows; it fires at the first payment where the
/// hazard reaches the draw. For the coin the hazard of a chunk is -log(1-p), which makes batches exactly geometric; for
/// Weibull it is H(u) - H(u - paid) with H(u) = (u/s)^g. The article's rule lets s follow the account:
/// s = alpha * max(available - F, minimum) / population / Gamma(1 + 1/g).
/// </remarks>
public sealed class CommitClock
{
    private readonly CommitRule _rule;
    private readonly Credits _freezeThreshold;
    private readonly long _networkNodes;
    private readonly double _gamma;
    private readonly double _coinHazard;
    private readonly bool _draws;

    /// <param name="rule">The rule with its parameters; parameters out of range throw.</param>
    /// <param name="freezeThreshold">F, for the rules that look at what is left above it.</param>
    /// <param name="networkNodes">N, for rules whose population is the network.</param>
    public CommitClock(CommitRule rule, Credits freezeThreshold, long networkNodes)
    {
        Check(rule);
        _rule = rule;
        _freezeThreshold = freezeThreshold;
        _networkNodes = networkNodes;
        _draws = rule.Kind is CommitRuleKind.Coin or CommitRuleKind.Weibull or CommitRuleKind.Article;
        _gamma = rule.Kind is CommitRuleKind.Weibull or CommitRuleKind.Article ? PortableMath.Gamma(1 + (1 / rule.Shape)) : 1;
        if (!double.IsFinite(_gamma)) throw new ArgumentException($"shape {rule.Shape} has no finite mean batch", nameof(rule));
        _coinHazard = rule.Kind == CommitRuleKind.Coin ? -PortableMath.Log(1 - rule.Probability) : 0;
    }

    public bool UsesTimer => _rule.Kind == CommitRuleKind.Interval;

    public bool SendsHints => _rule.Kind == CommitRuleKind.ProportionalHints;

    /// <summary>State of a new account at its first message.</summary>
    public CommitState Open(Instant now, RandomStream random)
    {
        CommitState state = new() { Random = random, Phase = 1 };
        bool phased = _rule.Kind is CommitRuleKind.Threshold or CommitRuleKind.Interval
            or CommitRuleKind.Proportional or CommitRuleKind.ProportionalHints;
        if (phased && _rule.FirstPhase == FirstPhase.Random) state.Phase = state.Random.NextPositiveUniform();
        if (UsesTimer) state.GridStart = now + new Duration((long)(state.Phase * _rule.Interval.Nanoseconds));
        if (_draws) state.Target = state.Random.NextExponential();
        return state;
    }

    /// <summary>
    /// Whether to commit now that <paramref name="paid"/> more has been paid, for so many <paramref name="chunks"/>.
    /// </summary>
    /// <param name="uncommitted">Uncommitted spend u, the payment included.</param>
    /// <param name="available">Visible balance less all pending that the node knows of, after the payment.</param>
    /// <param name="servingNodes">Nodes that serve this payer.</param>
    public bool FiresOnPayment(
        ref CommitState state, Credits paid, long chunks, Credits uncommitted, Credits available, long servingNodes)
    {
        switch (_rule.Kind)
        {
            case CommitRuleKind.EveryChunk:
                return true;
            case CommitRuleKind.Interval:
                return false;
            case CommitRuleKind.Threshold:
                return Reaches(uncommitted, _rule.Threshold, paid.Units / chunks, state.Phase);
            case CommitRuleKind.Proportional or CommitRuleKind.ProportionalHints:
                return Reaches(uncommitted, ProportionalBatch(available, servingNodes), paid.Units / chunks, state.Phase);
            case CommitRuleKind.Coin:
                state.Hazard += _coinHazard * chunks;
                break;
            case CommitRuleKind.Weibull:
                AddWeibullHazard(ref state, uncommitted, paid, _rule.Mean.Units / _gamma);
                break;
            case CommitRuleKind.Article:
                AddWeibullHazard(ref state, uncommitted, paid, ArticleScale(available, servingNodes));
                break;
        }

        return state.Hazard >= state.Target;
    }

    /// <summary>The first end of an interval after <paramref name="now"/>; for interval rules only.</summary>
    public Instant NextInterval(in CommitState state, Instant now)
    {
        if (now < state.GridStart) return state.GridStart;
        long passed = (now - state.GridStart).Nanoseconds / _rule.Interval.Nanoseconds;
        return state.GridStart + (_rule.Interval * (passed + 1));
    }

    /// <summary>A batch has been committed: the next one starts.</summary>
    public void Committed(ref CommitState state)
    {
        state.Phase = 1;
        state.Hazard = 0;
        if (_draws) state.Target = state.Random.NextExponential();
    }

    /// <summary>
    /// A first batch is a uniformly random part of a batch, in whole chunks: with threshold n it is 1, ..., n with equal chance,
    /// which makes the uncommitted amount stationary as soon as one whole batch has been spent.
    /// </summary>
    private static bool Reaches(Credits uncommitted, Credits whole, long price, double phase)
    {
        if (phase == 1) return uncommitted >= whole;
        // A batch that is no multiple of the price ends with the chunk that passes it.
        long chunks = ((whole.Units - 1) / price) + 1;
        return uncommitted.Units >= (Int128)Math.Ceiling(phase * chunks) * price;
    }

    private Credits ProportionalBatch(Credits available, long servingNodes)
    {
        double share = _rule.Alpha * (available - _freezeThreshold).Units / PopulationOf(servingNodes);
        if (!(share > _rule.Minimum.Units)) return _rule.Minimum;
        return new Credits(share < long.MaxValue ? (long)share : long.MaxValue);
    }

    private double ArticleScale(Credits available, long servingNodes) =>
        _rule.Alpha * Credits.Max(available - _freezeThreshold, _rule.Minimum).Units / PopulationOf(servingNodes) / _gamma;

    private long PopulationOf(long servingNodes) => _rule.Population == Population.Network ? _networkNodes : servingNodes;

    private void AddWeibullHazard(ref CommitState state, Credits uncommitted, Credits paid, double scale) =>
        state.Hazard += PortableMath.Pow(uncommitted.Units / scale, _rule.Shape)
            - PortableMath.Pow((uncommitted - paid).Units / scale, _rule.Shape);

    private static void Check(CommitRule rule)
    {
        bool valid = rule.Kind switch
        {
            CommitRuleKind.EveryChunk => true,
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
