using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// Percentile bootstrap of a mean: resampled with replacement from keyed random numbers, so one seed gives one interval. B.
/// Efron,
/// "Bootstrap methods: another look at the jackknife", 1979. With few values it is too narrow: below about 20 take Student's t.
/// </summary>
public static class Bootstrap
{
    private const uint Purpose = 0x424F4F54;

    /// <summary>The two-sided interval of the mean that misses it with probability about alpha.</summary>
    public static Interval Mean(IReadOnlyList<double> values, double alpha, int resamples, ulong seed)
    {
        Require.That(values.Count >= 2, $"a bootstrap takes at least two values, not {values.Count}");
        Require.That(values.All(double.IsFinite), "every value must be a finite number");
        Require.Inside(alpha, 0, 1);
        Require.That(resamples * alpha >= 20, $"{resamples} resamples have too few beyond the ends of alpha = {alpha}; at "
            + "least 20 / alpha");
        RandomStream random = new(seed, Purpose, 0);
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++)
        {
            double sum = 0;
            for (int j = 0; j < values.Count; j++) sum += values[(int)random.NextBelow(values.Count)];
            means[i] = sum / values.Count;
        }

        Array.Sort(means);
        int outside = (int)(resamples * alpha / 2);
        return new(means[outside], means[resamples - 1 - outside]);
    }
}
