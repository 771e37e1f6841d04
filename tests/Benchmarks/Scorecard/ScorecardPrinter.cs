using System.Globalization;
using System.Reflection;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>Runs the sections and prints them as tables of Markdown.</summary>
internal static class ScorecardPrinter
{
    /// <summary>Prints the sections of these names, or all; 2 if a name is unknown.</summary>
    public static int Run(IReadOnlyCollection<string> names, TextWriter output)
    {
        ScoreSection[] all = [.. Assembly.GetExecutingAssembly().GetTypes()
            .Where(t => t.IsSubclassOf(typeof(ScoreSection)))
            .Select(t => (ScoreSection)Activator.CreateInstance(t)!)
            .OrderBy(s => s.Name, StringComparer.Ordinal)];
        string[] unknown = [.. names.Where(n => all.All(s => s.Name != n))];
        if (unknown.Length > 0)
        {
            output.WriteLine($"no section is called {unknown[0]}; there are {string.Join(", ", all.Select(s => s.Name))}");
            return 2;
        }

        foreach (ScoreSection section in all.Where(s => names.Count == 0 || names.Contains(s.Name))) Print(section, output);
        return 0;
    }

    private static void Print(ScoreSection section, TextWriter output)
    {
        output.WriteLine($"\n### {section.Title} ({section.Name})\n");
        output.WriteLine("| what | case | measured | unit | peer in this run | ratio | peers elsewhere | goal |");
        output.WriteLine("|---|---|---:|---|---:|---:|---|---|");
        foreach (ScoreRow row in section.Measure())
        {
            string ratio = row.PeerInRun is { } peer ? Number(row.Value / peer) : "";
            string beside = row.PeerInRun is { } value ? Number(value) : "";
            output.WriteLine($"| {row.What} | {row.Case} | {Number(row.Value)} | {row.Unit} | {beside} | {ratio} | {row.Peers} | {row.Goal} |");
            output.Flush();
        }
    }

    /// <summary>Three significant digits, and grouped thousands.</summary>
    private static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        < 10 => value.ToString("0.00", CultureInfo.InvariantCulture),
        < 100 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("#,##0", CultureInfo.InvariantCulture),
    };
}
