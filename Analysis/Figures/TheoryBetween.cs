using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Analysis.Figures;

/// <summary>The closed form between the swept values: it falls by decades where a straight line would mislead.</summary>
internal static class TheoryBetween
{
    private const int Steps = 8;

    /// <summary>Points at whole chunk prices between neighbouring freeze thresholds of one line.</summary>
    /// <param name="points">One per cell, in the order of <paramref name="cells"/>.</param>
    public static List<FigurePoint> FreezeThresholds(
        IReadOnlyList<FigurePoint> points, IReadOnlyList<CellSummary> cells, string measure, TheoryCurve theory)
    {
        List<FigurePoint> between = [];
        foreach (var line in points.Zip(cells).GroupBy(p => p.First.Series))
        {
            (FigurePoint Point, CellSummary Cell)[] known =
                [.. line.Where(p => p.First.Theory is not null).OrderBy(p => p.First.X)];
            for (int i = 0; i + 1 < known.Length; i++)
                between.AddRange(Between(known[i], known[i + 1], measure, theory));
        }

        return between;
    }

    private static IEnumerable<FigurePoint> Between(
        (FigurePoint Point, CellSummary Cell) a, (FigurePoint Point, CellSummary Cell) b, string measure, TheoryCurve theory)
    {
        Scenario scenario = a.Cell.Cell.Scenario;
        Credits price = scenario.Payments.Price, from = scenario.Payments.FreezeThreshold;
        double unpaidA = FigureBuilder.UnpaidMs(a.Cell), unpaidB = FigureBuilder.UnpaidMs(b.Cell);
        double chunks = (b.Cell.Cell.Scenario.Payments.FreezeThreshold - from).In(price);
        long before = 0;
        for (int step = 1; step < Steps; step++)
        {
            long whole = (long)Math.Round(chunks * step / Steps);
            if (whole <= before || whole >= chunks) continue;
            before = whole;
            double share = whole / chunks;
            Scenario here = scenario with { Payments = scenario.Payments with { FreezeThreshold = from + (price * whole) } };
            double? value = theory.Predict(measure, here, unpaidA + (share * (unpaidB - unpaidA)));
            double x = a.Point.X + (share * (b.Point.X - a.Point.X));
            if (value is not null) yield return new(false, a.Point.Series, x, "", 0, 0, null, null, null, false, value);
        }
    }
}
