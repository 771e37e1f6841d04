using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Theory;

/// <summary>
/// What a node cannot see of one payer's spend at its other serving nodes, at a fixed time of a stationary stream: for each of
/// the K others the independent sum of its arrivals within the visibility lag, Poisson(m), and of its uncommitted amount V.
/// In chunk prices. Exact for Poisson demand and a constant lag, for rules without memory of the balance.
/// </summary>
public static class ExposureLaw
{
    /// <summary>The law over <paramref name="others"/> nodes together.</summary>
    /// <param name="unseenArrivals">m: chunks that one node serves within the visibility lag, on average.</param>
    public static DiscreteLaw Of(int others, double unseenArrivals, DiscreteLaw uncommitted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(others);
        Require.AtLeast(unseenArrivals, 0);
        return DiscreteLaw.Poisson(others * unseenArrivals).Plus(uncommitted.Times(others));
    }

    /// <summary>The same for the coin, by the sum's own law: Poisson(K m) + NegativeBinomial(K, p). Quicker for small
    /// p.</summary>
    public static DiscreteLaw OfCoin(int others, double unseenArrivals, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(others);
        Require.AtLeast(unseenArrivals, 0);
        return DiscreteLaw.Poisson(others * unseenArrivals).Plus(DiscreteLaw.NegativeBinomial(others, p));
    }

    /// <summary>Every chunk: V = 0.</summary>
    public static DiscreteLaw EveryChunk() => DiscreteLaw.Uniform(1);

    /// <summary>Coin: after each chunk, commit with probability p. V is geometric.</summary>
    public static DiscreteLaw Coin(double p) => DiscreteLaw.Geometric(p);

    /// <summary>Threshold of n chunks, phases independent and uniform: V is uniform on 0 .. n-1.</summary>
    public static DiscreteLaw Threshold(int chunks) => DiscreteLaw.Uniform(chunks);

    /// <summary>Interval with a uniform phase, a = chunks served in one interval on average: P(V = v) = P(Poisson(a) > v) /
    /// a.</summary>
    public static DiscreteLaw Interval(double chunksPerInterval)
    {
        Require.Above(chunksPerInterval, 0);
        DiscreteLaw arrivals = DiscreteLaw.Poisson(chunksPerInterval);
        List<double> tail = [];
        double above = 0;
        int last = 0;
        while (arrivals[last] > 0 || last < chunksPerInterval) last++;
        for (int v = last; v >= 0; v--)
        {
            tail.Add(above);
            above += arrivals[v];
        }

        tail.Reverse();
        return DiscreteLaw.FromWeights(tail);
    }

    /// <summary>
    /// Weibull hazard: a batch exceeds u with probability S(u) = exp(-(u/s)^g), with s = mean / Gamma(1 + 1/g). Stationary age
    /// of the renewal process in whole chunks: P(V = v) is proportional to S(v).
    /// </summary>
    /// <param name="meanBatchChunks">s * Gamma(1 + 1/g).</param>
    public static DiscreteLaw Weibull(double meanBatchChunks, double shape)
    {
        Require.Above(meanBatchChunks, 0);
        double scale = WeibullBatch.Scale(meanBatchChunks, shape);
        return DiscreteLaw.FromWeights(DiscreteLaw.Decreasing(v => Math.Exp(-Math.Pow(v / scale, shape))));
    }

    /// <summary>
    /// V of a rule whose batches do not follow the balance; null for those that do (proportional, article) and for a first
    /// phase that is not random, which never becomes stationary.
    /// </summary>
    /// <param name="price">Price of one chunk.</param>
    /// <param name="ratePerSecond">Chunks a second at one node.</param>
    public static DiscreteLaw? UncommittedOf(CommitRule rule, Credits price, double ratePerSecond) => rule.Kind switch
    {
        CommitRuleKind.EveryChunk => EveryChunk(),
        CommitRuleKind.Coin => Coin(rule.Probability),
        CommitRuleKind.Threshold when rule.FirstPhase == FirstPhase.Random =>
            Threshold(ChunksToReach(rule.Threshold, price)),
        CommitRuleKind.Interval when rule.FirstPhase == FirstPhase.Random => Interval(rule.Interval.Seconds * ratePerSecond),
        CommitRuleKind.Weibull => Weibull(rule.Mean.In(price), rule.Shape),
        _ => null,
    };

    private static int ChunksToReach(Credits amount, Credits price) =>
        checked((int)Math.Max(1, (amount.Units + price.Units - 1) / price.Units));
}
