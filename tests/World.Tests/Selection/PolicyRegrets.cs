using System.Globalization;
using Fleek.Analysis.Statistics;
using Fleek.Core.Routing.Selection;

namespace World.Tests.Selection;

/// <summary>Regrets of one policy, in all and by the unit over which an interval is made.</summary>
internal sealed class PolicyRegrets(int units)
{
    private const double Alpha = 0.05;
    private const int Resamples = 2000;
    private const ulong Seed = 2020;

    private readonly double[] _sums = new double[units];
    private readonly int[] _counts = new int[units];

    internal RegretTally Tally { get; } = new();

    internal void Add(int unit, double chosenMs, double bestMs)
    {
        Tally.Add(chosenMs, bestMs);
        _sums[unit] += chosenMs - bestMs;
        _counts[unit]++;
    }

    /// <summary>Mean difference of the regrets of each unit, this less the other, with the 95 % interval of resampled units.</summary>
    internal (double Mean, Interval Interval) Less(PolicyRegrets other)
    {
        double[] differences = [.. Means().Zip(other.Means(), (own, its) => own - its)];
        return (differences.Average(), Bootstrap.Mean(differences, Alpha, Resamples, Seed));
    }

    internal string Row(string name, PolicyRegrets? beside) =>
        Text($"| {name} | {Tally.HitRate * 100:F1} | {Tally.MeanMs:F1} | {Tally.QuantileMs(0.5):F1} | {Tally.QuantileMs(0.9):F1} ")
        + Text($"| {Tally.QuantileMs(0.99):F1} |{(beside is null ? " -" : Beside(beside))} |");

    /// <summary>The difference and its interval, in words.</summary>
    internal string Beside(PolicyRegrets other)
    {
        (double mean, Interval interval) = Less(other);
        return Text($" {mean:+0.0;-0.0;0.0} ({interval.Low:+0.0;-0.0;0.0} to {interval.High:+0.0;-0.0;0.0})");
    }

    private IEnumerable<double> Means() =>
        Enumerable.Range(0, _sums.Length).Where(unit => _counts[unit] > 0).Select(unit => _sums[unit] / _counts[unit]);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
