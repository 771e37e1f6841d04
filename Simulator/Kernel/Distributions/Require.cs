using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>Checks of parameters, with messages that say what was asked for and what came.</summary>
internal static class Require
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) ? value : throw new ArgumentException($"must be a finite number and is {value}", name);

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentException($"must be a finite number above 0 and is {value}", name);

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        double.IsFinite(value) && value >= 0
            ? value
            : throw new ArgumentException($"must be a finite number of at least 0 and is {value}", name);

    public static int Positive(int value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > 0 ? value : throw new ArgumentException($"must be above 0 and is {value}", name);

    public static TimeSpan Positive(TimeSpan value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value > TimeSpan.Zero ? value : throw new ArgumentException($"must be longer than 0 and is {value}", name);

    public static TimeSpan NotNegative(TimeSpan value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= TimeSpan.Zero ? value : throw new ArgumentException($"must not be negative and is {value}", name);

    /// <summary>The lower end of an interval that holds something.</summary>
    public static T Below<T>(T lower, T upper, [CallerArgumentExpression(nameof(lower))] string? name = null)
        where T : IComparable<T> =>
        lower.CompareTo(upper) < 0 ? lower : throw new ArgumentException($"must be below {upper} and is {lower}", name);

    public static T Within<T>(T value, T lower, T upper, [CallerArgumentExpression(nameof(value))] string? name = null)
        where T : IComparable<T> =>
        value.CompareTo(lower) >= 0 && value.CompareTo(upper) <= 0
            ? value
            : throw new ArgumentException($"must lie between {lower} and {upper} and is {value}", name);
}
