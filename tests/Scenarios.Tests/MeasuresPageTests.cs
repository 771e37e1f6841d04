using System.Text;
using Fleek.Scenarios.Measuring;

namespace Fleek.Tests;

/// <summary>
/// docs/measures.md is written from the table of measures. FLEEK_SIM_UPDATE_GOLDEN=1 writes it anew; review it like code.
/// </summary>
public sealed class MeasuresPageTests
{
    private const string Head = """
        # Measures

        What a run reports. This page is written from `Scenarios/Measuring/Measures.cs`, and a test fails where they differ.
        `fleek-sim explain <measure>` shows the same in the terminal.

        ## From runs to a number

        A cell is run once per seed. How its runs become one number with an interval depends on the estimator:

        - *proportion*: events and units are pooled over the runs; exact (Clopper-Pearson) 95 % interval. Where no event was
          seen, only the one-sided upper bound is given.
        - *mean over units*: pooled over the runs from each run's count, mean and standard deviation; Student's t, 95 %.
        - *mean over runs*: each run gives one number, a ratio or a percentile; mean over the seeds, Student's t, 95 %. One
          seed gives no interval.

        `chunks` as money means chunk prices: an amount divided by `payments.price`. A run in
        which there was nothing to observe (no session, no sample) is left out. The three exposure measures exist only where the
        scenario has `sampling`, retransmissions only where something disturbs its links, times of the ledger only where it has
        blocks, a queue or rounds.

        """;

    private static readonly string PagePath = Path.Combine(DataFolder.Repository, "docs", "measures.md");

    [Fact]
    public void The_page_of_measures_is_the_generated_one()
    {
        string page = Page();
        if (Environment.GetEnvironmentVariable("FLEEK_SIM_UPDATE_GOLDEN") == "1") File.WriteAllText(PagePath, page);
        Assert.True(File.Exists(PagePath), "no docs/measures.md; FLEEK_SIM_UPDATE_GOLDEN=1 writes it");
        Assert.Equal(page, File.ReadAllText(PagePath));
    }

    private static string Page()
    {
        StringBuilder page = new(Head);
        page.Append("\n## All of them\n\n| measure | unit | better | estimator |\n|---|---|---|---|\n");
        foreach (MeasureDefinition m in Measures.All)
            page.Append($"| [`{m.Name}`](#{m.Name}) | {m.Unit} | {Name(m.Direction)} | {Name(m.Estimator)} |\n");
        foreach (MeasureDefinition m in Measures.All) page.Append($"\n### {m.Name}\n\n{Wrapped(m.Definition)}\n");
        return page.ToString();
    }

    private static string Name(Direction direction) => direction switch
    {
        Direction.LowerIsBetter => "lower",
        Direction.HigherIsBetter => "higher",
        _ => "neither",
    };

    private static string Name(Estimator estimator) => estimator switch
    {
        Estimator.Proportion => "proportion",
        Estimator.UnitMean => "mean over units",
        _ => "mean over runs",
    };

    private static string Wrapped(string text)
    {
        const int columns = 120;
        StringBuilder wrapped = new();
        int column = 0;
        foreach (string word in text.Split(' '))
        {
            bool breaks = column > 0 && column + 1 + word.Length > columns;
            if (column > 0) wrapped.Append(breaks ? '\n' : ' ');
            wrapped.Append(word);
            column = breaks || column == 0 ? word.Length : column + 1 + word.Length;
        }

        return wrapped.ToString();
    }
}
