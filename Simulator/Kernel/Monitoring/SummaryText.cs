using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Fleek.Sim.Kernel;

/// <summary>
/// The page that a monitor shows: a table of statistics and a histogram. Lines end with a line feed on every machine.
/// </summary>
internal sealed class SummaryText
{
    /// <summary>One star stands for so much of the weight.</summary>
    private const double PercentPerStar = 2;

    private readonly StringBuilder _text = new();

    public SummaryText(string kind, string? name)
    {
        Line(string.IsNullOrEmpty(name) ? kind : $"{kind} of {name}");
        Line($"{"",-15} {"all",15} {"excluding 0",15} {"only 0",15}");
        Line(string.Join(' ', new string('-', 15), new string('-', 15), new string('-', 15), new string('-', 15)));
    }

    public void Row(string what, double all, double withoutZeros = double.NaN, double zeros = double.NaN) =>
        Line($"{what,-15} {Formatter.Format15(all),15} {Formatter.Format15(withoutZeros),15} {Formatter.Format15(zeros),15}");

    /// <summary>
    /// Adds a histogram. The first bin holds what lies at or below the minimum, the last what the others do not.
    /// </summary>
    /// <param name="values">Distinct values with their weights, ascending.</param>
    /// <param name="weight">Title of the column of weights.</param>
    /// <param name="minimum">Upper edge of the first bin.</param>
    /// <param name="width">Of the other bins.</param>
    /// <param name="maxBins">As many bins at most after the first.</param>
    public void Histogram(
        IReadOnlyList<(double Value, double Weight)> values, string weight, double minimum, double width, int maxBins)
    {
        Line("");
        Line("Histogram");
        Line($"{"<=",15} {weight,15} {"%",5} {"cum%",5}");
        Line($"{new string('-', 15)} {new string('-', 15)} {new string('-', 5)} {new string('-', 5)}");
        double total = 0;
        foreach ((double _, double w) in values) total += w;
        if (total == 0)
        {
            Line("no data");
            return;
        }

        double seen = 0;
        int next = 0;
        for (int bin = 0; bin <= maxBins && next < values.Count; bin++)
        {
            // A product and not a sum of widths: the edges are not to drift.
            double edge = minimum + (bin * width), inBin = 0;
            bool last = bin == maxBins;
            while (next < values.Count && (last || values[next].Value <= edge)) inBin += values[next++].Weight;
            seen += inBin;
            bool open = last && values[^1].Value > edge;
            Bar(open ? "inf" : Formatter.Format15(edge), inBin, total, seen);
        }
    }

    public override string ToString() => _text.ToString();

    /// <summary>The stars of a bin follow where those of the bins before it ended, and a stroke marks the sum.</summary>
    private void Bar(string edge, double inBin, double total, double seen)
    {
        double percent = 100 * inBin / total, cumulated = 100 * seen / total;
        int end = Stars(cumulated), start = Math.Max(0, end - Stars(percent));
        string bar = new string('*', end - start) + new string(' ', start) + "|";
        Line(string.Create(CultureInfo.InvariantCulture,
            $"{edge,15} {Formatter.Format15(inBin),15} {percent,5:F1} {cumulated,5:F1} {bar}"));
    }

    private static int Stars(double percent) => (int)Math.Round(percent / PercentPerStar);

    private void Line(string text) => _text.Append(text.TrimEnd()).Append('\n');
}
