using System.Globalization;
using Fleek.Analysis.Figures;
using Fleek.Analysis.Reporting;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Cascades;

/// <summary>The sizes of cascades beside their law: a line a cell.</summary>
public static class CascadeFigure
{
    /// <summary>Folder of a plan's cascades below the results of its scenario.</summary>
    public static string DefaultPath(string outRoot, Plan plan) => Path.Combine(outRoot, plan.Name, $"cascades-{plan.Hash}");

    public static Figure Build(Plan plan, IReadOnlyList<CascadeSizes> cells)
    {
        List<FigurePoint> points = [];
        foreach (CascadeSizes cell in cells)
        {
            string name = NameOf(cell.Cell);
            for (int size = 1; size <= cell.Counts.Count; size++)
            {
                long n = cell.Cascades, events = cell.AtLeast(size);
                Interval interval = ProportionInterval.ClopperPearson(events, n);
                points.Add(new(true, name, size, size.ToString(CultureInfo.InvariantCulture), n, cell.Runs, (double)events / n,
                    interval.Low, interval.High, false, cell.Law.Tail(size - 2)));
            }
        }

        long fewest = cells.Min(c => c.Cascades), most = cells.Max(c => c.Cascades);
        string counts = fewest == most ? $"{fewest:N0}" : $"{fewest:N0} to {most:N0}";
        string subtitle = string.Create(CultureInfo.InvariantCulture, $"{counts} cascades a cell over {SeedCount.Text(cells.Select(c => c.Runs))}; ")
            + "exact (Clopper-Pearson) 95 % intervals of each point,\nas if cascades were independent; dashed: quasi-binomial law";
        MeasureDefinition share = new("cascades_at_least_so_large", "share of cascades", Direction.Neutral, Estimator.Proportion,
            "Cascades of so many commits or more over all cascades.");
        return new("cascades", FigureKind.Lines, plan.Question, subtitle, "commits of a cascade", "policy", share,
            [.. points.Select(p => p.Series).Distinct(StringComparer.Ordinal)], points);
    }

    /// <summary>Writes the figure and the numbers in it: the same bytes for the same runs.</summary>
    /// <exception cref="ResultsFolderException">The folder cannot be written.</exception>
    public static void Write(string folder, Figure figure)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ResultsFolderException.Unwritable(folder, e);
        }

        FigureFiles.Write(folder, figure);
    }

    /// <summary>What the law has in it.</summary>
    public static string NameOf(Cell cell)
    {
        CommitRule rule = cell.Scenario.Payments.Commit;
        string population = rule.Population == Population.Network ? $"N={cell.Scenario.Nodes}, " : "";
        return string.Create(CultureInfo.InvariantCulture, $"{population}k={cell.Scenario.Users.ServingNodes}, alpha={rule.Alpha:0.####}");
    }
}
