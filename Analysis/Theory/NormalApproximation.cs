using MathNet.Numerics;

namespace Fleek.Analysis.Theory;

/// <summary>A law of whole numbers taken as normal: quick, and some per cent off in the tail.</summary>
public static class NormalApproximation
{
    /// <summary>P(X > x) with the correction for whole numbers: beyond x + 1/2.</summary>
    public static double Tail(double mean, double variance, double x) => UpperTail(Z(mean, variance, x + 0.5));

    /// <summary>E[(X - x)^+] = sigma (phi(z) - z (1 - Phi(z))), z = (x - mean) / sigma.</summary>
    public static double ExpectedExcess(double mean, double variance, double x)
    {
        double z = Z(mean, variance, x);
        double density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        return Math.Sqrt(variance) * Math.Max(0, density - (z * UpperTail(z)));
    }

    /// <summary>1 - Phi(z).</summary>
    public static double UpperTail(double z) => SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2;

    /// <summary>The z with 1 - Phi(z) = share.</summary>
    public static double UpperQuantile(double share)
    {
        Require.Inside(share, 0, 1);
        return Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * share);
    }

    private static double Z(double mean, double variance, double x)
    {
        Require.Above(variance, 0);
        return (x - mean) / Math.Sqrt(variance);
    }
}
