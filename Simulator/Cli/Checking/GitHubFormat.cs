using System.Text;
using Fleek.Analysis.Comparing;

namespace Fleek.Sim.Cli.Checking;

/// <summary>A check as annotations of GitHub Actions, at the lines of the scenario file that decided.</summary>
internal static class GitHubFormat
{
    public static string Write(GateReport report)
    {
        StringBuilder lines = new();
        bool failed = report.ExitCode != CommandLine.ExitCode.Ok;
        if (report.Found is { Unchanged: false } found)
        {
            foreach (ComparedMeasure row in found.Worse.Concat(found.Unjudged)) Line(lines, "error", report, row);
            foreach (ComparedMeasure row in found.Inconclusive) Line(lines, report.Strict ? "error" : "warning", report, row);
        }
        string parting = ChangeText.Parting(report.Divergence) is { } text ? $"\n{text}\nagain: {report.Divergence!.Replay}" : "";
        string place = $"file={Property(report.Place.File)},line={report.Place.Line}";
        lines.Append(failed ? "::error " : "::notice ").Append(place).Append(",title=").Append(Property($"check {report.Scenario}"))
            .Append("::").Append(Data(ChangeText.Conclusion(report) + parting)).Append('\n');
        return lines.ToString();
    }

    private static void Line(StringBuilder lines, string kind, GateReport report, ComparedMeasure row) => lines
        .Append($"::{kind} file={Property(report.Place.File)},line={report.Place.LineOf(row.Measure.Name)},title=")
        .Append(Property($"{report.Scenario}: {row.Measure.Name} {ChangeText.Verdict(row.Verdict)}"))
        .Append("::").Append(Data(ChangeText.Sentence(row))).Append('\n');

    /// <summary>Workflow commands take no bare percent sign or line end.</summary>
    private static string Data(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Data(text).Replace(":", "%3A").Replace(",", "%2C");
}
