namespace Fleek.Tests.Kernel;

/// <summary>
/// A simulated mean with its confidence: independent replications with seeds 1, 2, ... and Student's t on their means. Twenty by
/// default; with FLEEK_SIM_LONG=1 each is ten times as long, which narrows the interval to a third.
/// </summary>
internal static class Replications
{
    public const int Count = 20;

    /// <summary>Student's t with 19 degrees of freedom at 0.9995: one of a thousand right simulators falls outside.</summary>
    private const double T = 3.883;

    public static int Length(int customers) =>
        Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 10 * customers : customers;

    /// <summary>The formula lies within the interval, and the interval is narrow enough to tell it from another.</summary>
    /// <param name="formula">What theory says.</param>
    /// <param name="run">Simulates with a seed and returns a mean.</param>
    /// <param name="widest">Half of the interval at most, as a part of the formula.</param>
    public static void Agree(double formula, Func<ulong, double> run, double widest)
    {
        double[] means = [.. Enumerable.Range(1, Count).Select(seed => run((ulong)seed))];
        double mean = means.Average();
        double half = T * Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / (Count - 1) / Count);
        Assert.InRange(half / formula, 0, widest);
        Assert.True(Math.Abs(mean - formula) <= half, $"simulated {mean} +- {half}, theory {formula}");
    }
}
