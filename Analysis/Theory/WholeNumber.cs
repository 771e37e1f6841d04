namespace Fleek.Analysis.Theory;

/// <summary>Rounding of quotients and products that are meant to be whole where only their last digits say otherwise.</summary>
internal static class WholeNumber
{
    /// <summary>The smallest whole number that is not below, but for a part in 1e12: 0.1 * 30 is 3 and not 4.</summary>
    public static double Up(double value) => Math.Ceiling(value * (1 - 1e-12));
}
