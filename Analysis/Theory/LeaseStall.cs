using MathNet.Numerics;

namespace Fleek.Analysis.Theory;

/// <summary>
/// A node asks for its next lease when R chunks are left of the last one. It stalls if more than R are asked for before the
/// lease is there: the chance of that for each renewal.
/// </summary>
public static class LeaseStall
{
    /// <summary>P(Poisson(lambda Lam) > R), for a constant lag.</summary>
    public static double ConstantLag(double chunksPerLag, double reserve) => DiscreteLaw.Poisson(chunksPerLag).Tail(reserve);

    /// <summary>(x / (1 + x))^(R + 1) with x = lambda E[Lam], for an exponential lag.</summary>
    public static double ExponentialLag(double chunksPerLag, long reserve)
    {
        Require.AtLeast(chunksPerLag, 0);
        Require.AtLeast(reserve, 0);
        return Math.Pow(chunksPerLag / (1 + chunksPerLag), reserve + 1.0);
    }

    /// <summary>
    /// Mean number of chunks that all nodes together have served when the first of them has used up its first lease, nothing being
    /// renewed before: k * integral of P(Poisson(t) &lt; Q)^k dt. Each chunk is as likely at one node as at another, so that it does not
    /// depend on the rate.
    /// </summary>
    public static double ServedBeforeFirstEnds(int nodes, int leaseChunks)
    {
        Require.AtLeast(nodes, 1);
        Require.AtLeast(leaseChunks, 1);
        // Simpson's rule over the time in which the integrand leaves 1 and reaches 0: 20 deviations to either side.
        double from = Math.Max(0, leaseChunks - (20 * Math.Sqrt(leaseChunks))), to = leaseChunks + (20 * Math.Sqrt(leaseChunks));
        const int steps = 4_000;
        double step = (to - from) / steps, sum = 0;
        for (int i = 0; i <= steps; i++)
        {
            double weight = i is 0 or steps ? 1 : (i % 2 == 0 ? 2 : 4);
            sum += weight * Math.Pow(SpecialFunctions.GammaUpperRegularized(leaseChunks, from + (i * step)), nodes);
        }

        return nodes * (from + (sum * step / 3));
    }

    /// <summary>k + spend / Q: ledger writes of one payer, commits renewing leases.</summary>
    public static double LedgerWrites(double nodes, double spendChunks, double leaseChunks)
    {
        Require.AtLeast(nodes, 0);
        Require.AtLeast(spendChunks, 0);
        Require.Above(leaseChunks, 0);
        return nodes + (spendChunks / leaseChunks);
    }
}
