namespace Fleek.Analysis.Theory;

/// <summary>
/// A law on 0, 1, 2, ... as a table of probabilities. Tables end where at most 1e-17 is left, so tails are good down to about
/// 1e-15 and moments to about twelve digits.
/// </summary>
public sealed class DiscreteLaw
{
    private const double Negligible = 1e-17;

    private readonly double[] _probability;

    private DiscreteLaw(double[] probability) => _probability = probability;

    /// <summary>P(X = value).</summary>
    public double this[int value] => value >= 0 && value < _probability.Length ? _probability[value] : 0;

    public double Mean
    {
        get
        {
            double sum = 0;
            for (int i = _probability.Length - 1; i > 0; i--) sum += i * _probability[i];
            return sum;
        }
    }

    public double Variance
    {
        get
        {
            double mean = Mean, sum = 0;
            for (int i = _probability.Length - 1; i >= 0; i--) sum += (i - mean) * (i - mean) * _probability[i];
            return sum;
        }
    }

    /// <summary>P(X > x), also for x that is not whole.</summary>
    public double Tail(double x)
    {
        double sum = 0;
        // From the small end: the small terms are not lost against the large ones.
        for (int i = _probability.Length - 1; i > x && i >= 0; i--) sum += _probability[i];
        return Math.Min(1, sum);
    }

    /// <summary>E[(X - x)^+].</summary>
    public double ExpectedExcess(double x)
    {
        double sum = 0;
        for (int i = _probability.Length - 1; i > x && i >= 0; i--) sum += (i - x) * _probability[i];
        return sum;
    }

    /// <summary>The smallest whole x with P(X > x) at most <paramref name="share"/>.</summary>
    public int UpperQuantile(double share)
    {
        double tail = 0;
        for (int i = _probability.Length - 1; i > 0; i--)
        {
            tail += _probability[i];
            if (tail > share) return i;
        }

        return 0;
    }

    /// <summary>The law of X + Y for independent X and Y.</summary>
    public DiscreteLaw Plus(DiscreteLaw other)
    {
        double[] sum = new double[_probability.Length + other._probability.Length - 1];
        for (int i = 0; i < _probability.Length; i++)
        {
            double p = _probability[i];
            if (p == 0) continue;
            for (int j = 0; j < other._probability.Length; j++) sum[i + j] += p * other._probability[j];
        }

        return new(Trim(sum));
    }

    /// <summary>The law of the sum of <paramref name="count"/> independent copies; 0 copies are the constant 0.</summary>
    public DiscreteLaw Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        DiscreteLaw result = new([1]), power = this;
        for (int rest = count; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0) result = result.Plus(power);
            if (rest > 1) power = power.Plus(power);
        }

        return result;
    }

    /// <summary>Proportional to the weights; which are not negative and not all zero.</summary>
    public static DiscreteLaw FromWeights(IEnumerable<double> weights)
    {
        double[] table = [.. weights];
        double total = 0;
        for (int i = table.Length - 1; i >= 0; i--) total += table[i];
        if (!(total > 0) || double.IsInfinity(total))
            throw new ArgumentException("weights must have a positive sum", nameof(weights));
        for (int i = 0; i < table.Length; i++) table[i] /= total;
        return new(Trim(table));
    }

    /// <summary>Poisson with that mean, at most a million.</summary>
    public static DiscreteLaw Poisson(double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mean);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mean, 1e6);
        int mode = (int)mean;
        int last = mode + 64 + (int)(12 * Math.Sqrt(mean + 1));
        double[] table = new double[last + 1];
        // From the mode outwards and then scaled: nothing underflows where it matters, and the sum is one.
        table[mode] = 1;
        for (int i = mode; i > 0; i--) table[i - 1] = table[i] * i / mean;
        for (int i = mode; i < last; i++) table[i + 1] = table[i] * mean / (i + 1);
        return FromWeights(table);
    }

    /// <summary>Failures before the first success: P(v) = p (1-p)^v.</summary>
    public static DiscreteLaw Geometric(double p)
    {
        if (!(p is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "a probability above 0");
        if (p == 1) return Uniform(1);
        double logarithm = Math.Log(1 - p);
        return FromWeights(Decreasing(v => Math.Exp(v * logarithm)));
    }

    /// <summary>Each of 0 .. count-1 with the same probability.</summary>
    public static DiscreteLaw Uniform(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return FromWeights(Enumerable.Repeat(1.0, count));
    }

    /// <summary>Weights from a decreasing function of v, up to where nothing of weight is left.</summary>
    internal static IEnumerable<double> Decreasing(Func<int, double> weight)
    {
        const int Limit = 4_000_000;
        for (int v = 0; v < Limit; v++)
        {
            double w = weight(v);
            if (!(w > Negligible * 1e-3)) yield break;
            yield return w;
        }
    }

    private static double[] Trim(double[] table)
    {
        int length = table.Length;
        double dropped = 0;
        while (length > 1 && dropped + table[length - 1] < Negligible) dropped += table[--length];
        return table[..length];
    }
}
