using System.Text.Json;
using Fleek.Analysis.Theory.Catalogue;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Theorizing;

/// <summary>A law and its answer as one JSON object; numbers with all their digits, null for one that is not finite.</summary>
internal static class LawJson
{
    public static string OfAll(IReadOnlyList<Law> laws) => JsonSerializer.Serialize(
        new { items = laws.Select(l => new { name = l.Name, title = l.Title, parameters = l.Parameters.Select(p => p.Name) }) },
        JsonText.Options);

    public static string Of(Law law, LawQuestion question, LawAnswer answer)
    {
        LawValues values = law.Values(question.Values);
        return JsonSerializer.Serialize(
            new
            {
                law = law.Name,
                title = law.Title,
                formula = law.Formula,
                assumes = law.Assumes,
                source = law.Source,
                parameters = law.Parameters.ToDictionary(p => p.Name, p => new
                {
                    symbol = p.Symbol,
                    value = values[p.Name],
                    unit = p.Unit,
                    is_default = !question.Values.ContainsKey(p.Name),
                    text = p.Text,
                }),
                results = answer.Results.ToDictionary(r => r.Name, r => new { value = Finite(r.Value), unit = r.Unit,
                    text = r.Text }),
                table = answer.Table is { } t ? new { columns = t.Columns, rows = t.Rows.Select(r => r.Select(Finite)) } : null,
            },
            JsonText.Options);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
