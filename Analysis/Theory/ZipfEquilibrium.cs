namespace Fleek.Analysis.Theory;

/// <summary>
/// Where nodes come to rest that share equally what regions pay, the m-th region 1 / m of the first: D'Hondt's method on Zipf's
/// law. Region M gets its first node when quotients down to 1 / M have theirs, which are M/1 + M/2 + ... rounded down: the sum of
/// the numbers of divisors up to M (Dirichlet 1849).
/// </summary>
public static class ZipfEquilibrium
{
    private const double Euler = 0.57721566490153286, MostNodes = 1e12;

    /// <summary>
    /// Regions with at least one of so many nodes, of so many that there are. Exact, with equals going to the greater region.
    /// </summary>
    public static long RegionsCovered(double nodes, double regions)
    {
        Require.Between(nodes, 0, MostNodes);
        Require.AtLeast(regions, 1);
        long low = 0, high = (long)Math.Min(nodes, regions);
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            if (DivisorsUpTo(middle) <= nodes) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    /// <summary>M ln M + (2 gamma - 1) M: nodes that cover M regions, to first order.</summary>
    public static double NodesToCover(double regions)
    {
        Require.AtLeast(regions, 1);
        return (regions * Math.Log(regions)) + (((2 * Euler) - 1) * regions);
    }

    /// <summary>What share of the demand of all regions the greatest of them have.</summary>
    public static double ShareOf(double covered, double regions)
    {
        Require.AtLeast(regions, 1);
        Require.Between(covered, 0, regions);
        return Harmonic((long)covered) / Harmonic((long)regions);
    }

    /// <summary>The sum over i up to n of the whole part of n / i, in blocks of equal quotients.</summary>
    private static double DivisorsUpTo(long n)
    {
        double sum = 0;
        for (long i = 1; i <= n;)
        {
            long quotient = n / i, last = n / quotient;
            sum += (double)quotient * (last - i + 1);
            i = last + 1;
        }

        return sum;
    }

    private static double Harmonic(long n)
    {
        double sum = 0;
        for (long i = n; i >= 1; i--) sum += 1.0 / i;
        return sum;
    }
}
