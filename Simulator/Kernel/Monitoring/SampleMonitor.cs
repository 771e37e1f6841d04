using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Statistics of values that weigh the same. Mean and variance are updated value by value (Welford, "Note on a method for
/// calculating corrected sums of squares and products", 1962), so that no large sum loses small differences.
/// </summary>
public sealed class SampleMonitor : ISampleMonitor
{
    private readonly List<double>? _samples;
    private double _squares;

    /// <param name="name">Of what is watched.</param>
    /// <param name="collect">Whether every value is kept, which the median, percentiles and histograms need.</param>
    public SampleMonitor(string? name = null, bool collect = false)
    {
        Name = name ?? "";
        Collect = collect;
        Active = true;
        if (collect) _samples = [];
    }

    /// <inheritdoc/>
    public event EventHandler? Updated;

    /// <inheritdoc/>
    public bool Collect { get; }

    /// <summary>While false, values are ignored.</summary>
    public bool Active { get; set; }

    public string Name { get; set; }

    public long Count { get; private set; }

    public double Min { get; private set; }

    public double Max { get; private set; }

    public double Total { get; private set; }

    public double Mean { get; private set; }

    /// <inheritdoc/>
    public double StdDev => Math.Sqrt(Variance);

    /// <summary>Of the values as a whole population; 0 without values.</summary>
    public double Variance => Count > 0 ? _squares / Count : 0;

    public double Last { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<double> Samples => _samples is null ? [] : _samples;

    double INumericMonitor.Sum => Total;

    /// <inheritdoc/>
    public double GetMedian() => GetPercentile(0.5);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">p lies outside of 0 to 1.</exception>
    public double GetPercentile(double p)
    {
        Require.Within(p, 0, 1);
        if (_samples is null) return double.NaN;
        return Percentile(Sorted(_samples), p);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        Count = 0;
        Min = Max = Total = Mean = Last = _squares = 0;
        _samples?.Clear();
    }

    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public void Add(double value)
    {
        if (!Active) return;
        Require.Finite(value);
        Count++;
        Total += value;
        Last = value;
        _samples?.Add(value);
        if (Count == 1)
        {
            Min = Max = Mean = value;
        }
        else
        {
            Min = Math.Min(Min, value);
            Max = Math.Max(Max, value);
            double before = value - Mean;
            Mean += before / Count;
            _squares += before * (value - Mean);
        }

        Updated?.Invoke(this, EventArgs.Empty);
    }

    string IMonitor.Summarize() => Summarize();

    /// <summary>A table of statistics; with a histogram if values are kept.</summary>
    /// <param name="withHistogram">Whether to add the histogram.</param>
    /// <param name="maxBins">Bins of the histogram after the first.</param>
    /// <param name="histMin">Upper edge of the first bin; the least value unless given.</param>
    /// <param name="binWidth">Of the other bins; what spreads them to the greatest value unless given.</param>
    public string Summarize(bool withHistogram = true, int maxBins = 20, double? histMin = null, double? binWidth = null)
    {
        Require.Positive(maxBins);
        SummaryText text = new("Statistics", Name);
        List<double>? all = _samples is null ? null : Sorted(_samples);
        List<double>? others = all?.FindAll(x => x != 0);
        SampleMonitor rest = new();
        foreach (double value in others ?? []) rest.Add(value);
        bool any = rest.Count > 0;
        text.Row("Count", Count, all is null ? double.NaN : rest.Count, all is null ? double.NaN : Count - rest.Count);
        text.Row("Mean", Mean, any ? rest.Mean : double.NaN);
        text.Row("Std.dev", StdDev, any ? rest.StdDev : double.NaN);
        text.Row("Minimum", Min, any ? rest.Min : double.NaN);
        if (all is not null && others is not null)
        {
            text.Row("Percentile-5%", Percentile(all, 0.05), Percentile(others, 0.05));
            text.Row("Median", Percentile(all, 0.5), Percentile(others, 0.5));
            text.Row("Percentile-95%", Percentile(all, 0.95), Percentile(others, 0.95));
        }

        text.Row("Maximum", Max, any ? rest.Max : double.NaN);
        if (all is not null && withHistogram)
        {
            double minimum = histMin ?? Min;
            text.Histogram(all.ConvertAll(x => (x, 1.0)), "count", minimum, binWidth ?? ((Max - minimum) / maxBins), maxBins);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Summarize();

    private static List<double> Sorted(List<double> samples)
    {
        List<double> sorted = [.. samples];
        sorted.Sort();
        return sorted;
    }

    /// <summary>The inverse of the empirical distribution; where it is a step, the middle of both sides.</summary>
    private static double Percentile(List<double> sorted, double p)
    {
        if (sorted.Count == 0) return double.NaN;
        double rank = p * sorted.Count;
        int above = Math.Clamp((int)Math.Ceiling(rank), 1, sorted.Count);
        return rank == above && above < sorted.Count ? 0.5 * (sorted[above - 1] + sorted[above]) : sorted[above - 1];
    }
}
