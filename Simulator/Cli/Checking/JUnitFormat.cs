using System.Globalization;
using System.Text;
using System.Xml;
using Fleek.Analysis.Comparing;

namespace Fleek.Sim.Cli.Checking;

/// <summary>
/// A check as a JUnit suite: one case for the behaviour as a whole and one for each measure of each cell. What is worse is a failure, what
/// could not be judged an error, what is inconclusive skipped.
/// </summary>
internal static class JUnitFormat
{
    public static string Write(GateReport report) => Document(xml => Suite(xml, report));

    /// <summary>Several checks as suites of one document.</summary>
    public static string Write(IReadOnlyList<GateReport> reports) => Document(xml =>
    {
        xml.WriteStartElement("testsuites");
        foreach (GateReport report in reports) Suite(xml, report);
        xml.WriteEndElement();
    });

    private static string Document(Action<XmlWriter> write)
    {
        StringBuilder text = new();
        XmlWriterSettings settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using (XmlWriter xml = XmlWriter.Create(text, settings)) write(xml);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    private static void Suite(XmlWriter xml, GateReport report)
    {
        List<Case> cases = [.. Cases(report)];
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", $"check {report.Scenario}");
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(cases.Count(c => c.Kind == "failure")));
        xml.WriteAttributeString("errors", Number(cases.Count(c => c.Kind == "error")));
        xml.WriteAttributeString("skipped", Number(cases.Count(c => c.Kind == "skipped")));
        foreach (Case one in cases) Write(xml, one);
        xml.WriteEndElement();
    }

    private static IEnumerable<Case> Cases(GateReport report)
    {
        string parting = ChangeText.Parting(report.Divergence) is { } p ? $"{p}\nagain: {report.Divergence!.Replay}" : "";
        bool compared = report.Problem is null && report.Found is { Runs: > 0 };
        bool nothing = !compared || (report.Found is { Unchanged: false, Rows.Count: 0 });
        yield return new Case(report.Scenario, "behaviour", nothing ? "error" : null, ChangeText.Conclusion(report), parting);
        if (report.Found is not { Unchanged: false } found) yield break;
        foreach (ComparedMeasure row in found.Rows)
        {
            string cell = row.Cell.Name.Length > 0 ? $"{report.Scenario} ({row.Cell.Name})" : report.Scenario;
            yield return new Case(cell, row.Measure.Name, KindOf(row.Verdict, report.Strict), ChangeText.Sentence(row), "");
        }
    }

    private static string? KindOf(ChangeVerdict verdict, bool strict) => verdict switch
    {
        ChangeVerdict.Worse => "failure",
        ChangeVerdict.TooFewSeeds or ChangeVerdict.Incomparable => "error",
        ChangeVerdict.Inconclusive => strict ? "error" : "skipped",
        _ => null,
    };

    private static void Write(XmlWriter xml, Case one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", one.Class);
        xml.WriteAttributeString("name", one.Name);
        if (one.Kind is not null)
        {
            xml.WriteStartElement(one.Kind);
            xml.WriteAttributeString("message", one.Message);
            xml.WriteEndElement();
        }
        if (one.Output.Length > 0) xml.WriteElementString("system-out", one.Output);
        xml.WriteEndElement();
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private sealed record Case(string Class, string Name, string? Kind, string Message, string Output);
}
