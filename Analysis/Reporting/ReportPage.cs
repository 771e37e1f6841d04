using System.Globalization;
using System.Net;
using System.Text;
using Fleek.Analysis.Figures;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Analysis.Theory;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Reporting;

/// <summary>
/// report.html: one file that opens from disk without a network. Everything that comes from a scenario, a command line or an
/// error is
/// escaped. The same bytes for the same results and manifest.
/// </summary>
public static class ReportPage
{
    /// <summary>Figures beyond the first few are left to their files, to keep the page below 2 MB.</summary>
    private const int MostFigureBytes = 1_500_000;

    private const int MostFailures = 50;

    /// <param name="figures">First the key figure; with their SVG.</param>
    public static string Write(
        Plan plan, IReadOnlyList<CellSummary> cells, IReadOnlyDictionary<RunKey, JournalEntry> entries, Manifest manifest,
        IReadOnlyList<(Figure Figure, string Svg)> figures)
    {
        StringBuilder html = new();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{Escape(plan.Name)} {Escape(plan.Hash)}</title>\n")
            .Append(CultureInfo.InvariantCulture, $"<style>\n{Asset("report.css")}</style>\n</head>\n<body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Escape(plan.Question)}</h1>\n");
        Banners(html, plan, entries, manifest.Until);
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"answer\">{Escape(Answer.Sentence(plan, cells))}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">{Escape(Sizes.Sentence(plan, cells))}.</p>\n");
        if (manifest.Until is { } goal)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">{Escape(Adaptive(plan, entries, goal))}</p>\n");
        Figures(html, figures);
        if (!plan.Cells[0].Scenario.IsStudy && figures.Any(f => f.Figure.Points.Any(p => p.Theory is not null)))
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">{Escape(TheoryCurve.Note)}</p>\n");
        if (plan.Thresholds.Count > 0)
            List(html, "Thresholds", [.. ThresholdVerdict.Of(plan.Thresholds, cells).Select(ThresholdText.Line)]);
        Cells(html, CellTable.Build(plan, cells));
        Failures(html, plan, entries);
        List(html, "What the model leaves out", LeftOut.Of(plan));
        MeasureList(html, plan);
        Provenance(html, plan, entries, manifest);
        return html.Append(CultureInfo.InvariantCulture, $"<script>\n{Asset("report.js")}</script>\n</body>\n</html>\n")
            .ToString();
    }

    private static string Adaptive(Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries, PrecisionGoal goal)
    {
        string sentence = PrecisionText.Sentence(plan, entries, goal);
        return $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}. {PrecisionText.Bias}";
    }

    private static void Banners(
        StringBuilder html, Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries, PrecisionGoal? until)
    {
        int missing = until is null
            ? plan.Runs - OfPlan(plan, entries).Count(e => e.Status == RunStatus.Done)
            : new AdaptiveSeeds(plan, until).Wanted(entries).Count;
        string of = until is null ? $" of {plan.Runs}" : "";
        if (missing > 0) Banner($"{missing}{of} runs have no result: this is not the whole plan.");
        int engines = OfPlan(plan, entries).Select(e => e.Engine).Distinct(StringComparer.Ordinal).Count();
        if (engines > 1) Banner($"The runs come from {engines} different builds; see the column `engine` of runs.csv.");

        void Banner(string text) => html.Append(CultureInfo.InvariantCulture, $"<p class=\"banner\">{Escape(text)}</p>\n");
    }

    private static void Figures(StringBuilder html, IReadOnlyList<(Figure Figure, string Svg)> figures)
    {
        int bytes = 0;
        foreach ((Figure figure, string svg) in figures)
        {
            string name = Escape(figure.Name), path = $"figures/{Uri.EscapeDataString(figure.Name)}";
            html.Append("<figure>\n");
            if (bytes + svg.Length <= MostFigureBytes)
            {
                // The XML declaration does not belong inside a page.
                html.Append(svg.AsSpan(svg.IndexOf("<svg", StringComparison.Ordinal)));
                bytes += svg.Length;
            }

            html.Append(CultureInfo.InvariantCulture,
                $"<figcaption>{name}. <a href=\"{path}.csv\">data</a>, <a href=\"{path}.svg\">svg</a>, ")
                .Append(CultureInfo.InvariantCulture,
                    $"<a href=\"{path}.png\">png</a> (beside this file)</figcaption>\n</figure>\n");
        }
    }

    private static void Cells(StringBuilder html, CellTable table)
    {
        html.Append("<h2>Cells</h2>\n<p class=\"quiet\">Mean and 95 % interval; &lt; is the one-sided 95 % upper bound ")
            .Append("where no event was seen. Click a heading to sort.</p>\n")
            .Append("<div class=\"wide\">\n<table class=\"sortable\">\n<thead><tr>");
        foreach (CellTable.Column column in table.Columns)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<th scope=\"col\"><button type=\"button\">{Breakable(column.Name)}</button>")
                .Append(CultureInfo.InvariantCulture, $"<small>{Escape(column.Unit)}</small></th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<CellTable.Entry> row in table.Rows)
        {
            html.Append("<tr>");
            foreach (CellTable.Entry entry in row)
            {
                string sort = entry.Number is { } n ? $" data-n=\"{n.ToString("R", CultureInfo.InvariantCulture)}\"" : "";
                html.Append(CultureInfo.InvariantCulture, $"<td{sort}>{Escape(entry.Text)}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n</div>\n");
    }

    private static void Failures(StringBuilder html, Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries)
    {
        List<string> failed = [];
        foreach (Cell cell in plan.Cells)
        {
            foreach (ulong seed in plan.Seeds)
            {
                if (entries.TryGetValue(new(cell.Id, seed), out JournalEntry? e) && e.Status == RunStatus.Failed)
                    failed.Add($"{string.Join(", ", cell.Coordinates.Select(v => v.Text))} seed {seed}: {e.Error}".TrimStart());
            }
        }

        if (failed.Count == 0) html.Append("<h2>Failures</h2>\n<p>None.</p>\n");
        else List(html, $"Failures ({failed.Count})", [.. failed.Take(MostFailures)]);
        if (failed.Count > MostFailures) html.Append("<p>The rest is in journal.jsonl.</p>\n");
    }

    private static void MeasureList(StringBuilder html, Plan plan)
    {
        html.Append("<details open>\n<summary>What the measures count</summary>\n<dl>\n");
        foreach (MeasureDefinition m in plan.Measures.Select(Measures.Get))
            html.Append(CultureInfo.InvariantCulture,
                $"<dt><code>{Escape(m.Name)}</code> [{Escape(m.Unit)}]</dt><dd>{Escape(m.Definition)}</dd>\n");
        html.Append("</dl>\n</details>\n");
    }

    private static void Provenance(
        StringBuilder html, Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries, Manifest manifest)
    {
        List<string> facts =
        [
            $"plan {plan.Hash}: {plan.Cells.Count} cells ({plan.ExcludedCells} excluded), seeds {SeedText(plan.Seeds)}",
            $"runs: {OfPlan(plan, entries).Count(e => e.Status == RunStatus.Done)} done of {(manifest.Until is null ? "" : "at most ")}{plan.Runs}",
            .. manifest.Engines.Select(EngineText),
            MachineText(manifest.Machine),
            $"started {Time(manifest.Started)}" + (manifest.Finished is { } f ? $", finished {Time(f)}" : ", not finished"),
            .. plan.Inputs.Select(i => $"input {i.Path}, SHA-256 {i.Sha256}"),
        ];
        List(html, "Provenance", facts);
        html.Append(CultureInfo.InvariantCulture, $"<p>To reproduce:</p>\n<pre>{Escape(manifest.CommandLine)}</pre>\n");
    }

    private static string MachineText(MachineInfo m) => $"machine: {m.Os}, {m.Architecture}, {m.Runtime}, {m.CpuCount} CPUs";

    private static string EngineText(EngineInfo e)
    {
        string state = e.Dirty switch { true => " with uncommitted changes", false => "", null => "" };
        return $"engine {e.Fingerprint}, version {e.Version}, commit {e.Commit ?? "unknown"}{state}";
    }

    private static IEnumerable<JournalEntry> OfPlan(Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries)
    {
        HashSet<string> ids = [.. plan.Cells.Select(c => c.Id)];
        HashSet<ulong> seeds = [.. plan.Seeds];
        return entries.Values.Where(e => ids.Contains(e.Key.CellId) && seeds.Contains(e.Key.Seed));
    }

    private static string SeedText(IReadOnlyList<ulong> seeds) =>
        seeds.Count > 2 && seeds[^1] - seeds[0] == (ulong)seeds.Count - 1 ? $"{seeds[0]}..{seeds[^1]}" : string.Join(", ", seeds);

    private static string Time(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static void List(StringBuilder html, string title, IReadOnlyList<string> points)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Escape(title)}</h2>\n<ul>\n");
        foreach (string point in points) html.Append(CultureInfo.InvariantCulture, $"<li>{Escape(point)}</li>\n");
        html.Append("</ul>\n");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Long names of columns may break after an underscore.</summary>
    private static string Breakable(string name) => Escape(name).Replace("_", "_<wbr>", StringComparison.Ordinal);

    private static string Asset(string name)
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly lacks its resource {name}");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
