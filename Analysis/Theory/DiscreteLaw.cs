using System.Numerics;
using System.Runtime.InteropServices;

namespace Fleek.Analysis.Theory;

/// <summary>
/// A law on 0, 1, 2, ... as a table of probabilities. Tables end where at most 1e-30 is left on either side, so tails keep
/// twelve digits down to about 1e-18.
/// </summary>
public sealed class DiscreteLaw
{
    private const double Negligible = 1e-30;

    /// <summary>Products that one sum of two laws may take: about a second.</summary>
    private const double MostProducts = 4e9;

    /// <summary>The value of the table's first entry.</summary>
    private readonly int _first;

    private readonly double[] _probability;

    private DiscreteLaw(int first, double[] probability)
    {
        int low = 0, high = probability.Length;
        double dropped = 0;
        while (high > 1 && dropped + probability[high - 1] < Negligible) dropped += probability[--high];
        for (dropped = 0; low < high - 1 && dropped + probability[low] < Negligible; low++) dropped += probability[low];
        _first = first + low;
        _probability = low == 0 && high == probability.Length ? probability : probability[low..high];
    }

    /// <summary>P(X = value).</summary>
    public double this[int value] =>
        value >= _first && value - _first < _probability.Length ? _probability[value - _first] : 0;

    /// <summary>The largest value that the table holds.</summary>
    public int Largest => _first + _probability.Length - 1;

    public double Mean
    {
        get
        {
            // Around the middle, or a mean of 1e5 would lose digits of its variance.
            int origin = _first + (_probability.Length / 2);
            double sum = 0;
            for (int i = _probability.Length - 1; i >= 0; i--) sum += (_first + i - origin) * _probability[i];
            return origin + sum;
        }
    }

    public double Variance
    {
        get
        {
            double mean = Mean, sum = 0;
            for (int i = _probability.Length - 1; i >= 0; i--)
                sum += (_first + i - mean) * (_first + i - mean) * _probability[i];
            return sum;
        }
    }

    /// <summary>P(X > x), also for x that is not whole.</summary>
    public double Tail(double x)
    {
        Require.That(!double.IsNaN(x), "the tail beyond a value that is no number");
        double sum = 0;
        // From the small end: the small terms are not lost against the large ones.
        for (int i = _probability.Length - 1; i >= 0 && _first + i > x; i--) sum += _probability[i];
        return Math.Min(1, sum);
    }

    /// <summary>E[(X - x)^+].</summary>
    public double ExpectedExcess(double x)
    {
        Require.That(!double.IsNaN(x), "the excess over a value that is no number");
        double sum = 0;
        for (int i = _probability.Length - 1; i >= 0 && _first + i > x; i--) sum += (_first + i - x) * _probability[i];
        return sum;
    }

    /// <summary>E[(x - X)^+].</summary>
    public double ExpectedShortfall(double x)
    {
        Require.That(!double.IsNaN(x), "the shortfall below a value that is no number");
        double sum = 0;
        for (int i = 0; i < _probability.Length && _first + i < x; i++) sum += (x - _first - i) * _probability[i];
        return sum;
    }

    /// <summary>The smallest whole x with P(X > x) at most <paramref name="share"/>.</summary>
    public int UpperQuantile(double share)
    {
        Require.Between(share, 0, 1);
        double tail = 0;
        for (int i = _probability.Length - 1; i >= 0; i--)
        {
            tail += _probability[i];
            if (tail > share) return _first + i;
        }

        return 0;
    }

    /// <summary>The law of X + Y for independent X and Y.</summary>
    /// <exception cref="OutOfDomainException">The two tables together are too long to be worth their time.</exception>
    public DiscreteLaw Plus(DiscreteLaw other)
    {
        (double[] shorter, double[] longer) = _probability.Length < other._probability.Length
            ? (_probability, other._probability) : (other._probability, _probability);
        Require.That((double)shorter.Length * longer.Length <= MostProducts,
            $"the sum of laws over {shorter.Length} and {longer.Length} values takes too long");
        double[] sum = new double[shorter.Length + longer.Length - 1];
        for (int i = 0; i < shorter.Length; i++)
            if (shorter[i] != 0) AddScaled(sum.AsSpan(i, longer.Length), longer, shorter[i]);
        return new(_first + other._first, sum);
    }

    /// <summary>The law of the sum of <paramref name="count"/> independent copies; 0 copies are the constant 0.</summary>
    public DiscreteLaw Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        DiscreteLaw result = new(0, [1]), power = this;
        for (int rest = count; rest > 0; rest >>= 1)
        {
            if ((rest & 1) != 0) result = result.Plus(power);
            if (rest > 1) power = power.Plus(power);
        }

        return result;
    }

    /// <summary>Proportional to the weights; which are not negative and not all zero.</summary>
    public static DiscreteLaw FromWeights(IEnumerable<double> weights) => Normalised(0, [.. weights]);

    /// <summary>Poisson with that mean, at most a million.</summary>
    public static DiscreteLaw Poisson(double mean)
    {
        Require.Between(mean, 0, 1e6);
        int mode = (int)mean, reach = 64 + (int)(12 * Math.Sqrt(mean + 1)), first = Math.Max(0, mode - reach);
        double[] table = new double[mode + reach - first + 1];
        // From the mode outwards and then scaled: nothing underflows where it matters, and the sum is one.
        table[mode - first] = 1;
        for (int i = mode; i > first; i--) table[i - 1 - first] = table[i - first] * i / mean;
        for (int i = mode; i < mode + reach; i++) table[i + 1 - first] = table[i - first] * mean / (i + 1);
        return Normalised(first, table);
    }

    /// <summary>Failures before the first success: P(v) = p (1-p)^v.</summary>
    public static DiscreteLaw Geometric(double p) => NegativeBinomial(1, p);

    /// <summary>Failures before the success of that number: P(v) = C(v + r - 1, v) p^r (1-p)^v.</summary>
    /// <param name="successes">r; without any the constant 0.</param>
    public static DiscreteLaw NegativeBinomial(int successes, double p)
    {
        Require.AtLeast(successes, 0);
        Require.That(p is > 0 and <= 1, $"p must be a probability above 0, not {p}");
        if (p == 1 || successes == 0) return Uniform(1);
        double r = successes;
        Require.That(r * (1 - p) / p <= 1e7, $"p = {p} with {successes} successes makes a table of too many values");
        int mode = (int)Math.Floor((r - 1) * (1 - p) / p);
        List<double> up = [], down = [];
        for (double w = 1; w > Negligible * 1e-6 || up.Count == 0;)
        {
            up.Add(w);
            Require.That(up.Count < 4_000_000, $"p = {p} makes a table of too many values");
            int v = mode + up.Count;
            w *= (v + r - 1) * (1 - p) / v;
        }

        double below = 1;
        for (int v = mode; v > 0 && below > Negligible * 1e-6; v--)
        {
            below *= v / ((v + r - 1) * (1 - p));
            down.Add(below);
        }

        down.Reverse();
        return Normalised(mode - down.Count, [.. down, .. up]);
    }

    /// <summary>Each of 0 .. count-1 with the same probability.</summary>
    public static DiscreteLaw Uniform(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return FromWeights(Enumerable.Repeat(1.0, count));
    }

    /// <summary>Weights from a decreasing function of v, up to where nothing of weight is left.</summary>
    /// <exception cref="OutOfDomainException">The function falls too slowly for a table.</exception>
    internal static IEnumerable<double> Decreasing(Func<int, double> weight)
    {
        const int Limit = 4_000_000;
        for (int v = 0; ; v++)
        {
            double w = weight(v);
            if (!(w > Negligible * 1e-3)) yield break;
            Require.That(v < Limit, $"a law with weight beyond {Limit} has no table here");
            yield return w;
        }
    }

    private static DiscreteLaw Normalised(int first, double[] table)
    {
        double total = 0;
        for (int i = table.Length - 1; i >= 0; i--) total += table[i];
        if (!(total > 0) || double.IsInfinity(total)) throw new OutOfDomainException("weights must have a positive, finite sum");
        for (int i = 0; i < table.Length; i++) table[i] /= total;
        return new(first, table);
    }

    /// <summary>target += values * factor, entry by entry; a product and a sum each rounded, on any processor.</summary>
    private static void AddScaled(Span<double> target, ReadOnlySpan<double> values, double factor)
    {
        Span<Vector<double>> wide = MemoryMarshal.Cast<double, Vector<double>>(target);
        ReadOnlySpan<Vector<double>> wideValues = MemoryMarshal.Cast<double, Vector<double>>(values);
        for (int i = 0; i < wide.Length; i++) wide[i] += wideValues[i] * factor;
        for (int i = wide.Length * Vector<double>.Count; i < target.Length; i++) target[i] += values[i] * factor;
    }
}
