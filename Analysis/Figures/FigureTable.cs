using Fleek.Analysis.Store;

namespace Fleek.Analysis.Figures;

/// <summary>The rows behind a figure: figures/name.csv.</summary>
public static class FigureTable
{
    public static Table Build(Figure figure) => new(
    [
        new("kind", ColumnKind.Text),
        new("measure", ColumnKind.Text),
        new("series", ColumnKind.Text),
        new("x", ColumnKind.Number),
        new("x_text", ColumnKind.Text),
        new("n", ColumnKind.Integer),
        new("runs", ColumnKind.Integer),
        new("mean", ColumnKind.Number),
        new("low", ColumnKind.Number),
        new("high", ColumnKind.Number),
        new("upper_bound_only", ColumnKind.Flag),
        new("theory", ColumnKind.Number),
    ],
    [
        .. figure.Points.Select(p => new object?[]
        {
            p.IsCell ? "cell" : "theory", figure.Measure.Name, p.Series, p.X, p.XText, p.N, (long)p.Runs, p.Mean, p.Low, p.High,
            p.UpperBoundOnly, p.Theory,
        }),
    ]);
}
