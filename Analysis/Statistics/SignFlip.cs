using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// Randomisation test of paired differences: where nothing has changed, each difference is as likely with the other sign. Needs no
/// law of the differences and no independence of what is inside a pair. R. A. Fisher, "The Design of Experiments", 1935.
/// </summary>
public static class SignFlip
{
    /// <summary>Non-zero differences of which all signs are counted; of more, only whole numbers have an exact answer.</summary>
    public const int MostEnumerated = 24;

    private const long MostCounted = 20_000_000;

    /// <summary>
    /// 1 / (4 (1 - Phi(sqrt 2))): no weighted sum of random signs has a tail of more than so many normal ones. V. Bentkus and D.
    /// Dzindzalieta, "A tight Gaussian bound for weighted sums of Rademacher random variables", 2015.
    /// </summary>
    private const double NormalTails = 3.1787;

    /// <summary>The chance of a sum this high or higher; exact, or where there are too many differences an upper bound.</summary>
    /// <exception cref="OutOfDomainException">A difference is not finite.</exception>
    public static double PValueOfIncrease(IReadOnlyList<double> differences)
    {
        Require.That(differences.All(double.IsFinite), "every difference must be a finite number");
        double[] sizes = [.. differences.Select(Math.Abs).Where(d => d > 0)];
        if (sizes.Length == 0) return 1;
        double sum = differences.Sum(), total = sizes.Sum();
        if (sizes.Length <= MostEnumerated) return Enumerated(sizes, sum - (1e-9 * total));
        if (total * sizes.Length <= MostCounted && sizes.All(s => s == Math.Floor(s))) return Counted(sizes, sum, total);
        double length = Math.Sqrt(sizes.Sum(s => s * s));
        return Math.Min(1, NormalTails * NormalApproximation.UpperTail(sum / length));
    }

    /// <summary>The fewest pairs that can be significant at a level: all of one sign, they have a chance of 2^-pairs.</summary>
    public static int FewestPairs(double level)
    {
        Require.Inside(level, 0, 1);
        return (int)Math.Ceiling(-Math.Log2(level) - 1e-9);
    }

    /// <summary>The sums of each half of the signs, sorted: pairs of them that reach the sum are counted from both ends.</summary>
    private static double Enumerated(double[] sizes, double sum)
    {
        double[] low = Sums(sizes.AsSpan(0, sizes.Length / 2)), high = Sums(sizes.AsSpan(sizes.Length / 2));
        double reached = 0;
        int beyond = high.Length;
        foreach (double part in low)
        {
            while (beyond > 0 && part + high[beyond - 1] >= sum) beyond--;
            reached += high.Length - beyond;
        }

        return reached / ((double)low.Length * high.Length);
    }

    private static double[] Sums(ReadOnlySpan<double> sizes)
    {
        double[] sums = new double[1 << sizes.Length];
        int count = 1;
        foreach (double size in sizes)
        {
            for (int i = 0; i < count; i++)
            {
                sums[count + i] = sums[i] + size;
                sums[i] -= size;
            }

            count *= 2;
        }

        Array.Sort(sums);
        return sums;
    }

    /// <summary>By the law of the sum of those with a plus, which are whole numbers.</summary>
    private static double Counted(double[] sizes, double sum, double total)
    {
        double[] law = new double[(int)total + 1];
        law[0] = 1;
        int top = 0;
        foreach (int size in sizes.Select(s => (int)s))
        {
            top += size;
            for (int i = top; i >= 0; i--) law[i] = (law[i] / 2) + (i >= size ? law[i - size] / 2 : 0);
        }

        int least = (int)Math.Ceiling((sum + total) / 2);
        return Math.Min(1, law.Skip(least).Sum());
    }
}
