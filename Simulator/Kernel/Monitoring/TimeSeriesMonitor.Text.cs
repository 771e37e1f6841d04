using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

public sealed partial class TimeSeriesMonitor
{
    /// <inheritdoc/>
    public double GetMedian() => GetPercentile(0.5);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">p lies outside of 0 to 1.</exception>
    public double GetPercentile(double p)
    {
        Require.Within(p, 0, 1);
        return _series is null ? double.NaN : Percentile(Levels(), p);
    }

    string IMonitor.Summarize() => Summarize();

    /// <summary>A table of statistics; with a histogram if levels are kept.</summary>
    /// <param name="withHistogram">Whether to add the histogram.</param>
    /// <param name="maxBins">Bins of the histogram after the first.</param>
    /// <param name="histMin">Upper edge of the first bin; the least level unless given.</param>
    /// <param name="binWidth">Of the other bins; what spreads them to the greatest level unless given.</param>
    public string Summarize(bool withHistogram = true, int maxBins = 20, double? histMin = null, double? binWidth = null)
    {
        Require.Positive(maxBins);
        SummaryText text = new("Time series statistics", Name);
        List<(double Level, double Duration)> all = Levels(), others = all.FindAll(x => x.Level != 0);
        (double time, double mean, double deviation) = Moments(others);
        if (_series is null) time = double.NaN;
        text.Row("Duration", TotalTimeD, time, TotalTimeD - time);
        text.Row("Mean", Mean, mean);
        text.Row("Std.dev", StdDev, deviation);
        text.Row("Minimum", Min, others.Count > 0 ? others[0].Level : double.NaN);
        if (_series is not null)
        {
            text.Row("Percentile-5%", Percentile(all, 0.05), Percentile(others, 0.05));
            text.Row("Median", Percentile(all, 0.5), Percentile(others, 0.5));
            text.Row("Percentile-95%", Percentile(all, 0.95), Percentile(others, 0.95));
        }

        text.Row("Maximum", Max, others.Count > 0 ? others[^1].Level : double.NaN);
        if (_series is not null && withHistogram)
        {
            double minimum = histMin ?? Min;
            text.Histogram(all, "duration", minimum, binWidth ?? ((Max - minimum) / maxBins), maxBins);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Summarize();

    /// <summary>Distinct levels that lasted at all, ascending, each with all of its time.</summary>
    private List<(double Level, double Duration)> Levels()
    {
        List<Entry> sorted = [.. Series];
        sorted.Sort((a, b) => a.Level != b.Level ? a.Level.CompareTo(b.Level) : a.Date.CompareTo(b.Date));
        List<(double Level, double Duration)> levels = [];
        foreach (Entry entry in sorted)
        {
            if (entry.Duration <= 0) continue;
            if (levels.Count > 0 && levels[^1].Level == entry.Level)
                levels[^1] = (entry.Level, levels[^1].Duration + entry.Duration);
            else levels.Add((entry.Level, entry.Duration));
        }

        return levels;
    }

    private static (double Time, double Mean, double StdDev) Moments(List<(double Level, double Duration)> levels)
    {
        double time = 0, mean = 0, squares = 0;
        foreach ((double level, double duration) in levels)
        {
            time += duration;
            double before = level - mean;
            mean += before * (duration / time);
            squares += before * (level - mean) * duration;
        }

        return time > 0 ? (time, mean, Math.Sqrt(squares / time)) : (0, double.NaN, double.NaN);
    }

    /// <summary>The inverse of the distribution of levels over time; where it is a step, the middle of both sides.</summary>
    private static double Percentile(List<(double Level, double Duration)> levels, double p)
    {
        if (levels.Count == 0) return double.NaN;
        double total = 0, seen = 0;
        foreach ((double _, double duration) in levels) total += duration;
        for (int i = 0; i < levels.Count; i++)
        {
            seen += levels[i].Duration;
            if (seen < p * total) continue;
            bool step = seen == p * total && i + 1 < levels.Count;
            return step ? 0.5 * (levels[i].Level + levels[i + 1].Level) : levels[i].Level;
        }

        return levels[^1].Level;
    }
}
