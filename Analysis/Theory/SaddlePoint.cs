namespace Fleek.Analysis.Theory;

/// <summary>
/// Poisson and binomial probabilities to about fourteen digits, without factorials: C. Loader, "Fast and accurate computation
/// of binomial probabilities", 2000.
/// </summary>
public static class SaddlePoint
{
    private const int ExactBelow = 16;

    private static readonly double[] _stirlingError = ExactStirlingErrors();

    /// <summary>P(Poisson(mean) = value).</summary>
    public static double Poisson(double mean, double value)
    {
        Require.AtLeast(mean, 0);
        if (value < 0 || value != Math.Floor(value)) return 0;
        if (mean == 0) return value == 0 ? 1 : 0;
        if (value == 0) return Math.Exp(-mean);
        return Math.Exp(-StirlingError(value) - Deviance(value, mean)) / Math.Sqrt(2 * Math.PI * value);
    }

    /// <summary>P(Binomial(trials, share) = value).</summary>
    public static double Binomial(long trials, double share, long value)
    {
        Require.AtLeast(trials, 0);
        Require.Between(share, 0, 1);
        if (value < 0 || value > trials) return 0;
        if (share is 0 or 1) return value == (share == 0 ? 0 : trials) ? 1 : 0;
        if (value == 0) return Math.Exp(trials * LogOnePlus(-share));
        if (value == trials) return Math.Exp(trials * Math.Log(share));
        double other = trials - value;
        double exponent = StirlingError(trials) - StirlingError(value) - StirlingError(other)
            - Deviance(value, trials * share) - Deviance(other, trials * (1 - share));
        return Math.Exp(exponent) * Math.Sqrt(trials / (2 * Math.PI * value * other));
    }

    /// <summary>ln(1 + x), also where 1 + x has lost the digits of x.</summary>
    internal static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>ln n! less Stirling's (n + 1/2) ln n - n + ln(2 pi) / 2.</summary>
    private static double StirlingError(double n)
    {
        if (n < ExactBelow) return _stirlingError[(int)n];
        double s = n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / s)) / s)) / s)) / s)) / n;
    }

    /// <summary>x ln(x / mean) + mean - x, without cancellation near x = mean.</summary>
    private static double Deviance(double x, double mean)
    {
        if (Math.Abs(x - mean) >= 0.1 * (x + mean)) return (x * Math.Log(x / mean)) + mean - x;
        double v = (x - mean) / (x + mean), sum = (x - mean) * v, term = 2 * x * v;
        for (int j = 3; ; j += 2)
        {
            term *= v * v;
            double next = sum + (term / j);
            if (next == sum) return sum;
            sum = next;
        }
    }

    private static double[] ExactStirlingErrors()
    {
        double[] errors = new double[ExactBelow];
        double factorial = 1;
        for (int n = 1; n < ExactBelow; n++)
        {
            factorial *= n;
            errors[n] = Math.Log(factorial) - ((n + 0.5) * Math.Log(n)) + n - (0.5 * Math.Log(2 * Math.PI));
        }

        return errors;
    }
}
