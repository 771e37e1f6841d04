using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Statistics;

/// <summary>How many units without any event bound a rate from above.</summary>
public static class ZeroEventPlan
{
    /// <summary>
    /// The smallest n with (1 - bound)^n at most 1 - confidence: exact, and about 3 / bound at 95 %. The usual
    /// -ln(1 - confidence) / bound is one unit too many now and then.
    /// </summary>
    public static long Units(double bound, double confidence)
    {
        Require.Inside(bound, 0, 1);
        Require.Inside(confidence, 0, 1);
        return (long)Math.Ceiling(Math.Log(1 - confidence) / SaddlePoint.LogOnePlus(-bound));
    }
}
