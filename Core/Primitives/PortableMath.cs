using System;

#if FLEEK_KERNEL
namespace Fleek.Sim.Kernel;
#else
namespace Fleek.Core.Primitives;
#endif

/// <summary>
/// Elementary functions whose results are the same bits on every machine: only IEEE 754 addition, multiplication, division and
/// square root are used, where <see cref="Math"/> calls the platform's C library. Relative errors are below 1e-15 except
/// <see cref="Pow"/> (1e-13 over the range that rules use) and <see cref="Gamma"/> (1e-13 up to 30, 1e-12 beyond).
/// </summary>
public static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;
    private const double HalfPiHigh = 1.57079632673412561417, HalfPiLow = 6.07710050630396597660e-11;
    private const double HalfPiLowest = 2.02226624879595063154e-21;

    /// <summary>Natural logarithm; -infinity at 0, NaN below.</summary>
    public static double Log(double x)
    {
        if (!(x > 0)) return x == 0 ? double.NegativeInfinity : double.NaN;
        if (double.IsPositiveInfinity(x)) return x;
        int exponent = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0; // 2^54 lifts a subnormal
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)((bits >> 52) & 0x7FF) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFFL) | 0x3FF0_0000_0000_0000L);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            exponent++;
        }

        // log m = 2 atanh(s), s = (m-1)/(m+1), |s| <= 0.1716: eleven terms of the odd series reach 2^-54.
        double f = m - 1, s = f / (2 + f), z = s * s;
        double r = 1.0 / 23;
        r = (r * z) + (1.0 / 21);
        r = (r * z) + (1.0 / 19);
        r = (r * z) + (1.0 / 17);
        r = (r * z) + (1.0 / 15);
        r = (r * z) + (1.0 / 13);
        r = (r * z) + (1.0 / 11);
        r = (r * z) + (1.0 / 9);
        r = (r * z) + (1.0 / 7);
        r = (r * z) + (1.0 / 5);
        r = (r * z) + (1.0 / 3);
        double tail = 2 * s * z * r;
        return (exponent * Ln2High) + ((exponent * Ln2Low) + tail + (2 * s));
    }

    /// <summary>e^x; 0 and infinity beyond the range of a double.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x > 709.782712893384) return double.PositiveInfinity;
        if (x < -745.2) return 0;
        double k = Math.Round(x * 1.4426950408889634);
        double r = (x - (k * Ln2High)) - (k * Ln2Low);
        double p = 1.0 / 87178291200; // 1/14!
        p = (p * r) + (1.0 / 6227020800);
        p = (p * r) + (1.0 / 479001600);
        p = (p * r) + (1.0 / 39916800);
        p = (p * r) + (1.0 / 3628800);
        p = (p * r) + (1.0 / 362880);
        p = (p * r) + (1.0 / 40320);
        p = (p * r) + (1.0 / 5040);
        p = (p * r) + (1.0 / 720);
        p = (p * r) + (1.0 / 120);
        p = (p * r) + (1.0 / 24);
        p = (p * r) + (1.0 / 6);
        p = (p * r) + 0.5;
        double y = 1 + (r + (r * r * p));
        int e = (int)k;
        return e >= -1021 && e <= 1023 ? y * PowerOfTwo(e) : y * PowerOfTwo(e / 2) * PowerOfTwo(e - (e / 2));
    }

    /// <summary>x^y for x >= 0.</summary>
    public static double Pow(double x, double y)
    {
        if (y == 0) return 1;
        if (y == 1) return x;
        if (y == 2) return x * x;
        if (y == 3) return x * x * x;
        if (x == 0) return y > 0 ? 0 : double.PositiveInfinity;
        return Exp(y * Log(x));
    }

    /// <summary>Sine of an angle in radians, |x| up to 10^5.</summary>
    public static double Sin(double x)
    {
        double r = ReduceQuarter(x, out int quarter);
        double y = (quarter & 1) == 0 ? SinKernel(r) : CosKernel(r);
        return (quarter & 2) == 0 ? y : -y;
    }

    /// <summary>Cosine of an angle in radians, |x| up to 10^5.</summary>
    public static double Cos(double x)
    {
        double r = ReduceQuarter(x, out int quarter);
        double y = (quarter & 1) == 0 ? CosKernel(r) : SinKernel(r);
        return ((quarter + 1) & 2) == 0 ? y : -y;
    }

    /// <summary>Arc sine in radians of x in [-1, 1].</summary>
    public static double Asin(double x)
    {
        if (x is < -1 or > 1 || double.IsNaN(x)) return double.NaN;
        double rest = (1 - x) * (1 + x);
        return rest == 0 ? x * (HalfPiHigh + HalfPiLow) : Atan(x / Math.Sqrt(rest));
    }

    /// <summary>Arc tangent in radians.</summary>
    public static double Atan(double x)
    {
        if (double.IsNaN(x) || Math.Abs(x) < 1e-9) return x; // x - x^3/3: the rest is below half a step
        bool inverted = x is > 1 or < -1;
        double t = inverted ? 1 / x : x;
        // Halve the angle twice: |t| <= tan(pi/16) = 0.199, where fifteen terms of the series reach 2^-54.
        t /= 1 + Math.Sqrt(1 + (t * t));
        t /= 1 + Math.Sqrt(1 + (t * t));
        double z = t * t, p = 0;
        for (int n = 29; n >= 3; n -= 2) p = z * ((((n & 2) == 0 ? 1.0 : -1.0) / n) + p);
        double angle = 4 * (t + (t * p));
        if (!inverted) return angle;
        return x > 0 ? HalfPiHigh + (HalfPiLow - angle) : -HalfPiHigh - (HalfPiLow + angle);
    }

    /// <summary>The gamma function for x > 0 (Lanczos, g = 7, nine terms).</summary>
    public static double Gamma(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        if (x < 0.5) return 3.14159265358979323846 / (Sin(3.14159265358979323846 * x) * Gamma(1 - x));
        double z = x - 1;
        double sum = 0.99999999999980993;
        sum += 676.5203681218851 / (z + 1);
        sum += -1259.1392167224028 / (z + 2);
        sum += 771.32342877765313 / (z + 3);
        sum += -176.61502916214059 / (z + 4);
        sum += 12.507343278686905 / (z + 5);
        sum += -0.13857109526572012 / (z + 6);
        sum += 9.9843695780195716e-6 / (z + 7);
        sum += 1.5056327351493116e-7 / (z + 8);
        double t = z + 7.5;
        return 2.5066282746310002 * Exp(((z + 0.5) * Log(t)) - t) * sum;
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    private static double ReduceQuarter(double x, out int quarter)
    {
        quarter = 0;
        if (!double.IsFinite(x)) return double.NaN;
        double k = Math.Round(x * 0.63661977236758134308);
        quarter = (int)((long)k & 3);
        return ((x - (k * HalfPiHigh)) - (k * HalfPiLow)) - (k * HalfPiLowest);
    }

    private static double SinKernel(double r)
    {
        double z = r * r;
        double p = 1.0 / 355687428096000; // 1/17!
        p = (p * z) - (1.0 / 1307674368000);
        p = (p * z) + (1.0 / 6227020800);
        p = (p * z) - (1.0 / 39916800);
        p = (p * z) + (1.0 / 362880);
        p = (p * z) - (1.0 / 5040);
        p = (p * z) + (1.0 / 120);
        p = (p * z) - (1.0 / 6);
        return r + (r * z * p);
    }

    private static double CosKernel(double r)
    {
        double z = r * r;
        double p = 1.0 / 20922789888000; // 1/16!
        p = (p * z) - (1.0 / 87178291200);
        p = (p * z) + (1.0 / 479001600);
        p = (p * z) - (1.0 / 3628800);
        p = (p * z) + (1.0 / 40320);
        p = (p * z) - (1.0 / 720);
        p = (p * z) + (1.0 / 24);
        return 1 - (0.5 * z) + (z * z * p);
    }
}
