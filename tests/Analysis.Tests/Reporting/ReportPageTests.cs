using System.Text.RegularExpressions;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Tests.Reporting;

public sealed partial class ReportPageTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void The_page_stands_alone_and_is_small()
    {
        string html = PageOf(Sample.Sweep(rules: 6), "./fleek-sim sweep sample");
        Assert.Empty(Resource().Matches(html));
        Assert.InRange(html.Length, 10_000, 2_000_000);
        // One for each measure, and the first as small multiples and as a map.
        Assert.Equal(5, Regex.Count(html, "<svg "));
        string[] ids = [.. Regex.Matches(html, "\\bid=\"([^\"]+)\"").Select(m => m.Groups[1].Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Contains("<pre>./fleek-sim sweep sample</pre>", html, StringComparison.Ordinal);
        Assert.Contains("accounts of 600 chunks, each served by 5 nodes", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_text_is_escaped_everywhere()
    {
        const string Attack = "<script>alert(\"x\")</script>&";
        Plan plan = Sample.Sweep(thresholds: 2, rules: 2) with { Question = Attack };
        plan = plan with
        {
            Axes = [plan.Axes[0], plan.Axes[1] with { Values = [new(Attack, null), plan.Axes[1].Values[1]] }],
            Cells = [.. plan.Cells.Select(c =>
                c.Index % 2 == 0 ? c with { Coordinates = [c.Coordinates[0], new(Attack, null)] } : c)],
        };
        string html = PageOf(plan, Attack, failed: Attack);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_runs_and_failures_are_announced()
    {
        string html = PageOf(Sample.Sweep(), "x", failed: "the ledger lost a credit");
        Assert.Contains("1 of 112 runs have no result", html, StringComparison.Ordinal);
        Assert.Contains("the ledger lost a credit", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_axes_has_a_page_without_figures()
    {
        string html = PageOf(Sample.Single(), "./fleek-sim run single");
        Assert.DoesNotContain("<svg", html, StringComparison.Ordinal);
        Assert.Contains("negative rate: ", html, StringComparison.Ordinal);
    }

    private string PageOf(Plan plan, string command, string? failed = null)
    {
        using ResultsFolder folder = ResultsFolder.Create(_temp.In("r"), plan, Sample.Engine, command);
        foreach (JournalEntry entry in Sample.AllDone(plan).Values) folder.Append(entry);
        if (failed is not null) folder.Append(Sample.Failed(plan.Cells[0], 1, failed));
        folder.WriteReport();
        if (Environment.GetEnvironmentVariable("FLEEK_SIM_FIGURES") is { Length: > 0 } keep)
            File.Copy(_temp.In("r", "report.html"), Path.Combine(keep, plan.Name + ".html"), overwrite: true);
        return File.ReadAllText(_temp.In("r", "report.html"));
    }

    [GeneratedRegex("(src|href)\\s*=\\s*[\"']?(https?:)?//|@import|url\\(\\s*[\"']?http")]
    private static partial Regex Resource();
}
