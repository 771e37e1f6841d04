using System.Globalization;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Reporting;

/// <summary>Numbers for people: enough digits to compare, the interval beside them. Files hold the full numbers.</summary>
public static class NumberText
{
    /// <summary><c>mean [low, high]</c>; shares in percent; <c>&lt; bound</c> where no event was seen; a dash where nothing was
    /// observed.</summary>
    public static string Of(MeasureSummary m)
    {
        bool percent = m.Estimator == Estimator.Proportion;
        string unit = percent ? " %" : "";
        if (m.Mean is not { } mean) return "–";
        if (m.UpperBoundOnly) return $"< {Scaled(m.High!.Value, percent)}{unit}";
        return m is { Low: { } low, High: { } high }
            ? $"{Scaled(mean, percent)}{unit} [{Scaled(low, percent)}, {Scaled(high, percent)}]"
            : $"{Scaled(mean, percent)}{unit}";
    }

    /// <summary>Whole numbers with thousands separated; else three significant digits, four from 100.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value)) return "–";
        double size = Math.Abs(value);
        if (size >= 1000 || (size >= 100 && value == Math.Floor(value)))
            return value.ToString("#,0", CultureInfo.InvariantCulture);
        if (size is > 0 and < 1e-4) return value.ToString("0.##e0", CultureInfo.InvariantCulture);
        int decimals = size switch { 0 => 0, >= 10 => 1, >= 1 => 2, >= 0.1 => 3, >= 0.01 => 4, >= 0.001 => 5, _ => 6 };
        return value.ToString(decimals == 0 ? "0" : "0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }

    internal static string Percent(double share) => Of(share * 100) + " %";

    private static string Scaled(double value, bool percent) => Of(percent ? value * 100 : value);
}
