using System.Globalization;
using Fleek.Scenarios.Measuring;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Fleek.Analysis.Figures;

/// <summary>
/// The axis of the measure. Shares whose marks span more than a factor of 30 are drawn on a logarithm: the question is where a
/// rate becomes small, and on a linear axis 1 % and 0.01 % are the same pixel. A cell without events has no place on a logarithm;
/// what is drawn of it is its upper bound, which has one.
/// </summary>
internal sealed class ValueScale
{
    private const double LogarithmFrom = 30;

    /// <summary>Over more decades names of 2 and 5 in each would lie upon each other.</summary>
    private const double ManyDecades = 3.5;

    private ValueScale(bool logarithmic, double low, double high, bool share)
    {
        IsLogarithmic = logarithmic;
        Low = low;
        High = high;
        IsShare = share;
    }

    public bool IsLogarithmic { get; }

    public bool IsShare { get; }

    /// <summary>Ends of the axis in plot coordinates (of the logarithm, if it is one).</summary>
    public double Low { get; }

    public double High { get; }

    public static ValueScale For(Figure figure)
    {
        bool share = figure.Measure.Estimator == Estimator.Proportion;
        double[] marks =
            [.. figure.Points.Where(p => p.Mean is not null).Select(p => p.UpperBoundOnly ? p.High!.Value : p.Mean!.Value)];
        double[] positive = [.. marks.Where(m => m > 0)];
        if ((share || figure.LogarithmicY) && positive.Length > 0 && positive.Max() > LogarithmFrom * positive.Min())
        {
            double top = figure.Points.Max(p => p.High ?? 0);
            return new(true, Math.Log10(positive.Min()) - 0.3, (share ? Math.Min(0, Math.Log10(top)) : Math.Log10(top)) + Headroom(positive), share);
        }

        double[] ends = [.. marks, .. figure.Points.SelectMany(p => new[] { p.Low, p.High, p.Theory }).OfType<double>()];
        if (ends.Length == 0) return new(false, 0, 1, share);
        double low = ends.Min(), high = ends.Max(), span = high - low;
        if (span == 0) span = high == 0 ? 1 : Math.Abs(high);
        // Zero is shown where it is near: a range that starts a little above zero misleads.
        double from = low >= 0 && low < span ? 0 : low - (0.06 * span);
        return new(false, from, high + (0.06 * span), share);
    }

    /// <summary>Above the highest mark of a logarithm, for the name of its line.</summary>
    private static double Headroom(double[] positive) => Math.Max(0.08, 0.03 * Math.Log10(positive.Max() / positive.Min()));

    /// <summary>Plot coordinate of a value; values that a logarithm cannot show are put on its lower end.</summary>
    public double At(double value)
    {
        if (!IsLogarithmic) return value;
        return value > 0 ? Math.Max(Low, Math.Log10(value)) : Low;
    }

    public bool Shows(double value) => !IsLogarithmic || (value > 0 && Math.Log10(value) >= Low);

    public ITickGenerator Ticks()
    {
        if (!IsLogarithmic)
            return new NumericAutomatic { LabelFormatter = v => IsShare ? Percent(v) : Plain(v) };
        if (!IsShare) return Decades(Low, High);
        NumericManual ticks = new();
        for (int decade = (int)Math.Floor(Low); decade <= High; decade++)
        {
            if (decade >= Low) ticks.AddMajor(decade, Percent(Math.Pow(10, decade)));
            for (int i = 2; i < 10; i++)
                if (decade + Math.Log10(i) >= Low && decade + Math.Log10(i) <= High) ticks.AddMinor(decade + Math.Log10(i));
        }

        return ticks;
    }

    /// <summary>
    /// Ticks of an axis of factors, whose coordinates are decimal logarithms: 1, 2 and 5 in each decade, of horizontal axes over many decades
    /// the decades alone.
    /// </summary>
    public static ITickGenerator Decades(double low, double high, bool isHorizontal = false)
    {
        NumericManual ticks = new();
        bool many = isHorizontal && high - low > ManyDecades;
        for (int decade = (int)Math.Floor(low); decade <= high; decade++)
        {
            for (int i = 1; i < 10; i++)
            {
                double at = decade + Math.Log10(i);
                if (at < low - 0.1 || at > high + 0.1) continue;
                if (i == 1 || (i is 2 or 5 && !many)) ticks.AddMajor(at, many ? Short(Math.Pow(10, decade)) : Plain(i * Math.Pow(10, decade)));
                else ticks.AddMinor(at);
            }
        }

        return ticks;
    }

    /// <summary>A value with three digits and its percent sign.</summary>
    public string Text(double value) => IsShare ? Reporting.NumberText.Percent(value) : Reporting.NumberText.Of(value);

    public static string Plain(double value) =>
        Math.Abs(value) < 1e-12 ? "0"
        : value.ToString(Math.Abs(value) < 1e-5 ? "0.##e0" : "#,0.######", CultureInfo.InvariantCulture);

    /// <summary>With k, M, G and T for thousands of thousands.</summary>
    private static string Short(double value) => value switch
    {
        >= 1e12 => Plain(value / 1e12) + " T",
        >= 1e9 => Plain(value / 1e9) + " G",
        >= 1e6 => Plain(value / 1e6) + " M",
        >= 1e3 => Plain(value / 1e3) + " k",
        _ => Plain(value),
    };

    private static string Percent(double share) => Plain(Math.Round(share * 100, 10)) + " %";
}
