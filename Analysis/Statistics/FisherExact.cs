using Fleek.Analysis.Theory;
using MathNet.Numerics;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// Exact one-sided comparison of two shares of independent units. Units of both arms that meet the same fate by common random
/// numbers make it cautious. R. A. Fisher, "On the interpretation of chi-squared from contingency tables", 1922.
/// </summary>
public static class FisherExact
{
    private const double Negligible = 1e-18;

    /// <summary>The chance that so many or more of all events fall to the new arm where both have one rate.</summary>
    public static double PValueOfIncrease(long oldEvents, long oldUnits, long newEvents, long newUnits)
    {
        Require.Between(oldEvents, 0, oldUnits);
        Require.Between(newEvents, 0, newUnits);
        long events = oldEvents + newEvents, units = oldUnits + newUnits;
        long least = Math.Max(0, events - oldUnits), most = Math.Min(events, newUnits);
        if (newEvents <= least) return 1;
        double Chance(long x) => Math.Exp(LogChoose(newUnits, x) + LogChoose(oldUnits, events - x) - LogChoose(units, events));
        // From the observed count outwards, to the side that is a tail: no digits are lost in one minus nearly one.
        bool upper = newEvents > (double)events * newUnits / units;
        double sum = 0, term = 1;
        if (upper)
        {
            for (long x = newEvents; x <= most && (term = Chance(x)) > Negligible * sum; x++) sum += term;
            return Math.Min(1, sum);
        }

        for (long x = newEvents - 1; x >= least && (term = Chance(x)) > Negligible * sum; x--) sum += term;
        return Math.Max(0, 1 - sum);
    }

    /// <summary>
    /// The 95 % interval of the difference of two shares, new less old, from their exact intervals. R. G. Newcombe, "Interval
    /// estimation for the difference between independent proportions", 1998, method 10.
    /// </summary>
    public static Interval Difference(long oldEvents, long oldUnits, long newEvents, long newUnits)
    {
        double before = (double)oldEvents / oldUnits, now = (double)newEvents / newUnits;
        Interval old = ProportionInterval.ClopperPearson(oldEvents, oldUnits);
        Interval recent = ProportionInterval.ClopperPearson(newEvents, newUnits);
        return new(
            now - before - double.Hypot(now - recent.Low, old.High - before),
            now - before + double.Hypot(recent.High - now, before - old.Low));
    }

    private static double LogChoose(long n, long k) =>
        SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(n - k + 1.0);
}
