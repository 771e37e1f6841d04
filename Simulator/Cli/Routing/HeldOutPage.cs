using System.Globalization;
using System.Text.Json.Nodes;
using Fleek.Analysis.Statistics;
using Fleek.Core.Routing.Graph;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Routing;

/// <summary>The answer of <c>routes path --held-out</c>: means over folds, with what their spread says of them.</summary>
internal sealed class HeldOutPage(IReadOnlyList<HeldOutFold> folds)
{
    private static readonly (string Word, string Text, Func<HeldOutFold, PathScore> Score)[] _rows =
    [
        ("plain", "Gao and Rexford alone", fold => fold.Plain),
        ("predicted", "from the others' paths", fold => fold.Predicted),
        ("seen_elsewhere", "  the vantage point is on one of them", fold => fold.SeenElsewhere),
        ("not_seen", "  it is not", fold => fold.NotSeen),
        ("first_hop_told", "the same, first hop told", fold => fold.FirstHopTold),
    ];

    private static readonly (string Word, string Text, Func<PathScore, int> Count)[] _columns =
    [
        ("exact", "exact", score => score.Exact), ("same_length", "same length", score => score.SameLength),
        ("within_one_hop", "within one hop", score => score.WithinOneHop), ("first_hop", "first hop", score => score.FirstHop),
    ];

    public IEnumerable<string> Lines(int width)
    {
        yield return $"{folds.Count} folds of {RouteWords.Count(folds.Sum(fold => fold.Vantages.Count))} vantage points, "
            + $"{RouteWords.Count(folds.Sum(fold => fold.Predicted.Paths))} different paths";
        yield return "means over folds in percent, and half of their 95 % intervals";
        TextTable table = new(["prediction", "paths", .. _columns.Select(column => column.Text)]);
        foreach (var row in _rows)
            table.Add([row.Text, RouteWords.Count(folds.Sum(fold => row.Score(fold).Paths)), .. _columns.Select(column => Cell(row.Score, column.Count))]);
        foreach (string line in table.Lines(width)) yield return line;
    }

    public IEnumerable<string> Csv()
    {
        yield return "fold,vantages,prediction,paths,exact,same_length,within_one_hop,first_hop";
        for (int i = 0; i < folds.Count; i++)
        {
            foreach (var row in _rows)
            {
                PathScore score = row.Score(folds[i]);
                yield return $"{i + 1},{string.Join(' ', folds[i].Vantages)},{row.Word},{score.Paths},{string.Join(',', _columns.Select(column => column.Count(score)))}";
            }
        }
    }

    public JsonObject Json()
    {
        JsonObject answer = new() { ["folds"] = folds.Count, ["vantages"] = folds.Sum(fold => fold.Vantages.Count) };
        foreach (var row in _rows)
        {
            JsonObject shares = new() { ["paths"] = folds.Sum(fold => row.Score(fold).Paths) };
            foreach (var column in _columns)
            {
                (double mean, double half) = Mean(row.Score, column.Count);
                shares[column.Word] = new JsonObject { ["mean"] = double.IsFinite(mean) ? mean : null, ["half_interval"] = double.IsFinite(half) ? half : null };
            }

            answer[row.Word] = shares;
        }

        return answer;
    }

    private string Cell(Func<HeldOutFold, PathScore> scoreOf, Func<PathScore, int> count)
    {
        (double mean, double half) = Mean(scoreOf, count);
        return double.IsNaN(mean) ? "-" : string.Create(CultureInfo.InvariantCulture, $"{100 * mean:F1} ± {100 * half:F1}");
    }

    /// <summary>Each fold counts the same; one without such paths does not count.</summary>
    private (double Mean, double Half) Mean(Func<HeldOutFold, PathScore> scoreOf, Func<PathScore, int> count)
    {
        double[] shares = [.. folds.Select(scoreOf).Where(score => score.Paths > 0).Select(score => score.Share(count(score)))];
        (double mean, _, Interval? interval) = PooledMean.OverRuns(shares);
        return (mean, interval is { } range ? range.High - mean : double.NaN);
    }
}
