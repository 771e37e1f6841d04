using System.Text;
using Fleek.Analysis.Figures;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Tests.Figures;

public sealed class FigureTableTests
{
    [Fact]
    public void The_rows_behind_a_figure_are_these_bytes()
    {
        Plan plan = Sample.Sweep(thresholds: 2, rules: 2, seeds: 1);
        CellSummary[] cells =
        [
            Cell(plan, 0, new(Measures.CommitsPer1000, Estimator.RunMean, 1000.5, null, null, 1, false)),
            Cell(plan, 1, new(Measures.CommitsPer1000, Estimator.RunMean, 50.25, 49, 51.5, 1, false)),
            new(plan.Cells[2], 0, [], ""),
            Cell(plan, 3, new(Measures.CommitsPer1000, Estimator.RunMean, 0.1 + 0.2, 0, 1, 1, false)),
        ];
        Figure figure = FigureBuilder.Build(plan, cells, Measures.Get(Measures.CommitsPer1000));
        using MemoryStream stream = new();
        TableWriter.Write(FigureTable.Build(figure), TableFormat.Csv, stream);
        Assert.Equal(
            """
            kind,measure,series,x,x_text,n,runs,mean,low,high,upper_bound_only,theory
            cell,commits_per_1000_chunks,every chunk,0,0 chunks,1,1,1000.5,,,false,
            cell,commits_per_1000_chunks,every chunk,40,40 chunks,0,0,,,,false,
            cell,commits_per_1000_chunks,threshold 20 chunks,0,0 chunks,1,1,50.25,49,51.5,false,
            cell,commits_per_1000_chunks,threshold 20 chunks,40,40 chunks,1,1,0.30000000000000004,0,1,false,

            """, Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void A_figure_says_its_sizes_and_marks()
    {
        Plan plan = Sample.Sweep();
        Figure figure = FigureBuilder.Build(plan, Sample.Summaries(plan))[0];
        Assert.Equal(
            "1,000 nodes; accounts of 600 chunks, each served by 5 nodes for up to 600 s; n = 1,000 accounts a cell "
            + "over 4 seeds; exact (Clopper-Pearson) 95 % intervals\n"
            + "lines: commit; dashed: closed form; open triangle: no event seen, one-sided 95 % upper bound", figure.Subtitle);
        Assert.Equal(("freeze threshold [chunks]", FigureKind.Lines), (figure.AxisTitle, figure.Kind));
        Assert.Contains(figure.Points, p => p is { IsCell: false, Theory: not null, Mean: null });
    }

    [Fact]
    public void Words_alone_give_dots_and_no_axis_gives_nothing()
    {
        Assert.Equal(FigureKind.Dots, FigureBuilder.Build(Sample.Rules(), Sample.Summaries(Sample.Rules()))[0].Kind);
        Assert.Empty(FigureBuilder.Build(Sample.Single(), Sample.Summaries(Sample.Single())));
    }

    [Fact]
    public void Nothing_finished_can_still_be_drawn()
    {
        Plan plan = Sample.Sweep();
        Figure figure = FigureBuilder.Build(plan, CellStatistics.Summarise(plan, new Dictionary<RunKey, JournalEntry>()))[0];
        Assert.NotEmpty(FigurePainter.Svg(figure));
    }

    [Theory]
    [InlineData(new[] { 1.0, 1.0, 1.0 }, 0.0, 10.0)]
    [InlineData(new[] { 9.9, 10.0, 0.0 }, 0.0, 10.0)]
    [InlineData(new[] { 0.0, 0.0, 10.0 }, 0.0, 10.0)]
    public void Labels_keep_their_distance_and_stay_inside(double[] wanted, double low, double high)
    {
        double[] placed = LabelColumn.Spread(wanted, 2, low, high);
        double[] sorted = [.. placed.Order()];
        Assert.All(sorted.Zip(sorted.Skip(1)), p => Assert.True(p.Second - p.First >= 2 - 1e-9));
        Assert.All(placed, p => Assert.InRange(p, low, high));
    }

    [Fact]
    public void Lines_break_at_spaces_only() => Assert.Equal("aa bb\ncccccc\nd\ne f", TextWrap.At("aa bb cccccc d\ne f", 6));

    private static CellSummary Cell(Plan plan, int index, MeasureSummary measure) => new(plan.Cells[index], 1, [measure], "0");
}
