using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Measuring;

namespace Fleek.Scenarios.Planning;

/// <summary>
/// The JSON schema that editors use for scenario files, written from the table of keys that the reader uses. It knows words,
/// units and shapes; what depends on several keys only the reader knows.
/// </summary>
public static class ScenarioSchema
{
    private const string Number = @"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Deterministic text, ending in a line break.</summary>
    public static string Json()
    {
        JsonObject scenario = Block("");
        scenario["properties"]!["sweep"] = Sweep();
        JsonObject root = new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Scenarios of fleek-sim",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["patternProperties"] = Notes(),
            ["required"] = new JsonArray("version", "scenarios"),
            ["properties"] = new JsonObject
            {
                ["version"] = new JsonObject { ["const"] = 1, ["description"] = "Version of the format." },
                ["defaults"] = Described(Reference("defaults"), "Keys that every scenario starts from."),
                ["scenarios"] = new JsonObject
                {
                    ["type"] = "object",
                    ["minProperties"] = 1,
                    ["additionalProperties"] = Reference("scenario"),
                    ["patternProperties"] = Notes(),
                    ["propertyNames"] = new JsonObject { ["pattern"] = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" },
                },
            },
            ["definitions"] = new JsonObject { ["defaults"] = Block(""), ["scenario"] = scenario, ["axis"] = Axis() },
        };
        return root.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Notes() => new() { ["^x-"] = new JsonObject() };

    private static JsonObject Reference(string name) => new() { ["$ref"] = "#/definitions/" + name };

    private static JsonObject Described(JsonObject reference, string text) =>
        new() { ["allOf"] = new JsonArray(reference), ["description"] = text };

    private static JsonObject Block(string path)
    {
        JsonObject properties = [];
        foreach (string name in KeyTable.NamesIn(path))
        {
            string inner = path.Length == 0 ? name : $"{path}.{name}";
            properties[name] = KeyTable.Find(inner) is { } key ? Leaf(key) : Block(inner);
        }

        JsonObject block = new()
        {
            ["type"] = KeyTable.IsOptional(path) ? new JsonArray("object", "null") : "object",
            ["additionalProperties"] = false,
            ["patternProperties"] = Notes(),
            ["properties"] = properties,
        };
        return block;
    }

    private static JsonObject Leaf(KeySpec key)
    {
        JsonObject leaf = Type(key);
        string only = key.UsedBy.Count > 0 ? $" Only for {string.Join(", ", key.UsedBy)}." : "";
        leaf["description"] = key.Text + only;
        if (key.Default is { Length: > 0 } text)
            leaf["default"] = key.Kind == KeyKind.Count ? JsonValue.Create(long.Parse(text)) : JsonValue.Create(text);
        return leaf;
    }

    private static JsonObject Type(KeySpec key)
    {
        switch (key.Kind)
        {
            case KeyKind.Text: return new() { ["type"] = "string" };
            case KeyKind.Path: return new() { ["type"] = new JsonArray("string", "null") };
            case KeyKind.Word: return new() { ["enum"] = Strings(key.Words) };
            case KeyKind.Count:
                return new() { ["type"] = "integer", ["minimum"] = long.Parse(key.Min!), ["maximum"] = long.Parse(key.Max!) };
            case KeyKind.Share or KeyKind.Number: return new() { ["type"] = new JsonArray("number", "string"),
                ["pattern"] = $"^{Number} *%?$" };
            case KeyKind.Seeds:
                return new() { ["type"] = new JsonArray("string", "integer", "array"),
                    ["pattern"] = @"^ *[0-9]+(\.\.[0-9]+)?( *, *[0-9]+(\.\.[0-9]+)?)* *$" };
            case KeyKind.Measures:
                JsonObject names = new() { ["enum"] = Strings(Measures.All.Select(m => m.Name)) };
                return new() { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true, ["items"] = names };
            case KeyKind.Thresholds:
                JsonObject threshold = new()
                {
                    ["type"] = "string",
                    ["pattern"] = $"^ *({string.Join("|", Measures.All.Select(m => m.Name))}) *[<>]=? *{Number} *[a-z%]*$",
                };
                return new() { ["type"] = "array", ["minItems"] = 1, ["items"] = threshold };
            default: return new() { ["type"] = "string", ["pattern"] = QuantityPattern(key) };
        }
    }

    private static string QuantityPattern(KeySpec key)
    {
        IEnumerable<string> units = UnitTable.Of(key.Kind).Select(u => u.Name);
        if (key.InCreditAlone) units = units.Where(u => u.StartsWith("credit", StringComparison.Ordinal));
        string words = string.Concat(key.Words.Select(w => "|" + w));
        return $"^({Number} *({string.Join("|", units.Select(Regex.Escape))}){words})$";
    }

    private static JsonObject Sweep()
    {
        JsonObject properties = [];
        foreach (string path in KeyTable.All.Where(k => k.Sweepable).Select(k => k.Path).Concat(KeyTable.SweepableBlocks))
            properties[path] = Reference("axis");
        properties["where"] = new JsonObject
        {
            ["type"] = "string",
            ["description"] = "Keeps the cells that meet it, such as: ledger.lag <= 2 s and payments.commit.rule != coin",
        };
        return new()
        {
            ["type"] = "object",
            ["description"] = "Axes by dotted key; the grid has a cell for every combination.",
            ["additionalProperties"] = false,
            ["patternProperties"] = Notes(),
            ["properties"] = properties,
        };
    }

    private static JsonObject Axis() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["patternProperties"] = Notes(),
        ["properties"] = new JsonObject
        {
            ["values"] = new JsonObject { ["type"] = "array", ["minItems"] = 1,
                ["description"] = "Values, each as the key itself would be written." },
            ["unit"] = new JsonObject { ["type"] = "string", ["description"] = "Unit of values that are bare numbers." },
            ["from"] = new JsonObject { ["type"] = new JsonArray("string", "number") },
            ["to"] = new JsonObject { ["type"] = new JsonArray("string", "number") },
            ["points"] = new JsonObject { ["type"] = "integer", ["minimum"] = 2, ["maximum"] = 1000 },
            ["scale"] = new JsonObject { ["enum"] = new JsonArray("linear", "log"), ["default"] = "linear" },
        },
    };

    private static JsonArray Strings(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];
}
