using Fleek.Analysis.Theory.Catalogue;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Explaining;

namespace Fleek.Sim.Cli.Theorizing;

/// <summary>A law and its answer as text.</summary>
internal static class LawPage
{
    public static IEnumerable<string> List(IReadOnlyList<Law> laws, int width)
    {
        TextTable table = new("law", "what it gives");
        foreach (Law law in laws) table.Add(law.Name, law.Title);
        return table.Lines(width);
    }

    public static IEnumerable<string> Lines(Law law, LawQuestion question, LawAnswer answer, int width)
    {
        yield return $"{law.Name}: {law.Title}";
        foreach (string line in Prose.Wrap($"Formula: {law.Formula}")) yield return line;
        foreach (string line in Prose.Wrap($"Assumes: {law.Assumes}")) yield return line;
        foreach (string line in Prose.Wrap($"Source: {law.Source}")) yield return line;
        LawValues values = law.Values(question.Values);
        TextTable parameters = new("parameter", "symbol", "value", "unit", "what it is");
        foreach (LawParameter p in law.Parameters)
        {
            string given = question.Values.ContainsKey(p.Name) ? "" : "; default";
            parameters.Add(p.Name, p.Symbol, LawNumber.Of(values[p.Name]), p.Unit, p.Text + given);
        }

        yield return "";
        foreach (string line in parameters.Lines(width)) yield return line;
        yield return "";
        TextTable results = new("result", "value", "unit", "what it is");
        foreach (LawResult r in answer.Results) results.Add(r.Name, LawNumber.Of(r.Value), r.Unit, r.Text);
        foreach (string line in results.Lines(width)) yield return line;
        if (answer.Table is not { } rows) yield break;
        yield return "";
        TextTable table = new([.. rows.Columns]);
        foreach (double[] row in rows.Rows) table.Add([.. row.Select(LawNumber.Of)]);
        foreach (string line in table.Lines(width)) yield return line;
    }
}
