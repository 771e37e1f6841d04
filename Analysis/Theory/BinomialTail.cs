namespace Fleek.Analysis.Theory;

/// <summary>Tails of the binomial law, summed from probabilities and never as one minus what is nearly one.</summary>
public static class BinomialTail
{
    private const double Negligible = 1e-18;

    /// <summary>P(Binomial(trials, share) > value).</summary>
    public static double Above(long trials, double share, long value)
    {
        if (value < 0) return 1;
        if (value >= trials) return 0;
        return value + 1 > trials * share ? Upwards(trials, share, value + 1) : 1 - Downwards(trials, share, value);
    }

    /// <summary>P(Binomial(trials, share) is at most value).</summary>
    public static double UpTo(long trials, double share, long value)
    {
        if (value < 0) return 0;
        if (value >= trials) return 1;
        return value < trials * share ? Downwards(trials, share, value) : 1 - Upwards(trials, share, value + 1);
    }

    private static double Upwards(long trials, double share, long from)
    {
        double term = SaddlePoint.Binomial(trials, share, from), sum = 0;
        for (long k = from; k <= trials && term > Negligible * sum; k++)
        {
            sum += term;
            term *= (trials - k) / (k + 1.0) * (share / (1 - share));
        }

        return Math.Min(1, sum);
    }

    private static double Downwards(long trials, double share, long from)
    {
        double term = SaddlePoint.Binomial(trials, share, from), sum = 0;
        for (long k = from; k >= 0 && term > Negligible * sum; k--)
        {
            sum += term;
            term *= k / (trials - k + 1.0) * ((1 - share) / share);
        }

        return Math.Min(1, sum);
    }
}
