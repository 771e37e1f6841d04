using System.Globalization;
using System.Runtime.CompilerServices;

namespace Fleek.Analysis.Theory;

/// <summary>What a law asks of its numbers. No comparison here is true of a value that is not a number.</summary>
internal static class Require
{
    public static void AtLeast(double value, double low, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value >= low && double.IsFinite(value), $"{name} must be a finite number of at least {Text(low)}, not "
            + $"{Text(value)}");

    public static void Above(double value, double low, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value > low && double.IsFinite(value), $"{name} must be a finite number above {Text(low)}, not {Text(value)}");

    /// <summary>Both ends belong to it.</summary>
    public static void Between(
        double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value >= low && value <= high, $"{name} must be from {Text(low)} to {Text(high)}, not {Text(value)}");

    /// <summary>Neither end belongs to it.</summary>
    public static void Inside(
        double value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "") =>
        That(value > low && value < high, $"{name} must be above {Text(low)} and below {Text(high)}, not {Text(value)}");

    /// <exception cref="OutOfDomainException">It does not hold.</exception>
    public static void That(bool holds, string reason)
    {
        if (!holds) throw new OutOfDomainException(reason);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
