namespace Fleek.Tests.Core;

/// <summary>
/// Statistical verdicts on samples with fixed seeds: a right law fails |z| &lt;= 4 once in 16,000 seeds, and then always.
/// </summary>
internal static class Judge
{
    private const double MaxZ = 4;

    /// <summary>The Kolmogorov statistic times sqrt(n) exceeds this with probability 5e-5.</summary>
    private const double MaxKolmogorov = 2.3;

    public static void Mean(ReadOnlySpan<double> samples, double mean, double variance)
    {
        double sum = 0;
        foreach (double sample in samples) sum += sample;
        double z = ((sum / samples.Length) - mean) / Math.Sqrt(variance / samples.Length);
        Assert.True(Math.Abs(z) <= MaxZ, $"mean {sum / samples.Length} of {samples.Length} is {z:F2} sigma from {mean}");
    }

    /// <param name="fourthMoment">Of the law, about its mean: it gives the sample variance its own variance.</param>
    public static void Variance(ReadOnlySpan<double> samples, double mean, double variance, double fourthMoment)
    {
        double[] squares = new double[samples.Length];
        for (int i = 0; i < squares.Length; i++) squares[i] = (samples[i] - mean) * (samples[i] - mean);
        Mean(squares, variance, fourthMoment - (variance * variance));
    }

    public static void Share(long hits, long trials, double probability)
    {
        double z = (hits - (trials * probability)) / Math.Sqrt(trials * probability * (1 - probability));
        Assert.True(Math.Abs(z) <= MaxZ, $"{hits} of {trials} is {z:F2} sigma from {probability}");
    }

    /// <summary>Chi-square of counts against equal chances, judged by its normal limit.</summary>
    public static void Uniform(ReadOnlySpan<long> counts)
    {
        double total = 0, chi = 0;
        foreach (long count in counts) total += count;
        double expected = total / counts.Length;
        foreach (long count in counts) chi += (count - expected) * (count - expected) / expected;
        double freedom = counts.Length - 1, z = (chi - freedom) / Math.Sqrt(2 * freedom);
        Assert.True(z <= MaxZ + 1, $"chi-square {chi:F1} with {freedom} degrees of freedom: the counts are not uniform");
    }

    public static void Distribution(double[] samples, Func<double, double> cumulative)
    {
        double[] sorted = [.. samples];
        Array.Sort(sorted);
        double worst = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double at = cumulative(sorted[i]);
            worst = Math.Max(worst, Math.Max(at - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - at));
        }

        worst *= Math.Sqrt(sorted.Length);
        Assert.True(worst <= MaxKolmogorov, $"Kolmogorov distance {worst:F2} / sqrt(n): not the law it should be");
    }
}
