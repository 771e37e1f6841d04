using System.Globalization;

namespace Fleek.Sim.Cli.Display;

/// <summary>Numbers for people: four significant digits, no locale.</summary>
internal static class NumberText
{
    public static string Of(double value)
    {
        if (double.IsNaN(value)) return "-";
        if (value == 0) return "0";
        double size = Math.Abs(value);
        if (size < 1e-4 || size >= 1e7) return value.ToString("0.###e+0", CultureInfo.InvariantCulture);
        int decimals = Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 8);
        string text = value.ToString("F" + decimals, CultureInfo.InvariantCulture);
        return decimals > 0 ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>A span of time as people say it: 4s, 1m42s, 2h05m.</summary>
    public static string Span(TimeSpan span)
    {
        if (span < TimeSpan.FromSeconds(0.95)) return $"{span.TotalSeconds:0.0}s";
        TimeSpan whole = TimeSpan.FromSeconds(Math.Round(span.TotalSeconds));
        if (whole.TotalMinutes < 1) return $"{whole.Seconds}s";
        return whole.TotalHours < 1
            ? $"{whole.Minutes}m{whole.Seconds:00}s"
            : $"{(int)whole.TotalHours}h{whole.Minutes:00}m";
    }
}
