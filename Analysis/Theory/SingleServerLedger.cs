namespace Fleek.Analysis.Theory;

/// <summary>
/// A ledger that finalises one transaction at a time, fed by Poisson commits of one chunk each; nodes stop on the common visible
/// balance. What is spent beyond the crossing is what the crossing transaction leaves behind in the queue, which has the law of
/// the number in the system. Overshoot P(N > f), E[(N - f)^+] come from the law's tail.
/// </summary>
public static class SingleServerLedger
{
    /// <summary>M/M/1: geometric, P(N >= n) = load^n.</summary>
    /// <param name="load">k lambda / service rate, below 1.</param>
    public static DiscreteLaw Exponential(double load)
    {
        CheckLoad(load);
        return DiscreteLaw.Geometric(1 - load);
    }

    /// <summary>load^(f+1).</summary>
    public static double ExponentialNegativeRate(double load, double reserve)
    {
        CheckLoad(load);
        return Math.Pow(load, Math.Max(0, Math.Floor(reserve) + 1));
    }

    /// <summary>load^(f+1) / (1 - load), for a whole reserve f.</summary>
    public static double ExponentialOvershoot(double load, long reserve)
    {
        Require.AtLeast(reserve, 0);
        return ExponentialNegativeRate(load, reserve) / (1 - load);
    }

    /// <summary>
    /// M/D/1, exact. From the balance of flows across each level of the chain at departures, in which nothing is subtracted:
    /// p(j+1) P(A = 0) = p(0) P(A > j) + sum over i = 1..j of p(i) P(A > j - i + 1), A = arrivals within one service.
    /// </summary>
    public static DiscreteLaw Deterministic(double load)
    {
        CheckLoad(load);
        if (load == 0) return DiscreteLaw.Uniform(1);
        DiscreteLaw arrivals = DiscreteLaw.Poisson(load);
        double[] above = [.. Enumerable.Range(0, arrivals.Largest + 1).Select(n => arrivals.Tail(n))];
        List<double> p = [1 - load];
        while (p.Count < 2 || p[^1] > 1e-36)
        {
            Require.That(p.Count < 2_000_000, $"a load of {load} makes a table of too many values");
            int j = p.Count - 1;
            double flow = j < above.Length ? p[0] * above[j] : 0;
            for (int i = j, n = 1; i >= 1 && n < above.Length; i--, n++) flow += p[i] * above[n];
            p.Add(flow / arrivals[0]);
        }

        return DiscreteLaw.FromWeights(p);
    }

    /// <summary>Pollaczek and Khinchine: load + load^2 (1 + CV^2) / (2 (1 - load)) in the system, for any service law.</summary>
    /// <param name="squaredVariation">Variance of a service time over its squared mean: 0 fixed, 1 exponential.</param>
    public static double MeanInSystem(double load, double squaredVariation)
    {
        CheckLoad(load);
        Require.AtLeast(squaredVariation, 0);
        return load + (load * load * (1 + squaredVariation) / (2 * (1 - load)));
    }

    private static void CheckLoad(double load) =>
        Require.That(load is >= 0 and < 1, $"load must be from 0 to below 1, or the queue grows without end, not {load}");
}
