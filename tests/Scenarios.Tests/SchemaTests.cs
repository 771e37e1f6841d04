using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleek.Scenarios.Planning;
using YamlDotNet.RepresentationModel;

namespace Fleek.Tests;

public sealed class SchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(ScenarioSchema.Json())!.AsObject();

    [Fact]
    public void The_committed_schema_is_the_generated_one() =>
        Assert.Equal(ScenarioSchema.Json(), File.ReadAllText(Path.Combine(DataFolder.Repository, "scenarios.schema.json")));

    [Fact]
    public void The_shipped_file_meets_the_schema() => Assert.Empty(Errors(Shipped.File.Text));

    [Fact]
    public void A_resolved_plan_meets_the_schema() => Assert.Empty(Errors(Shipped.Plan("freeze-threshold", true).ResolvedYaml));

    [Theory]
    [InlineData("duration: 500")]
    [InlineData("duration: 5 sec")]
    [InlineData("nods: 5")]
    [InlineData("nodes: 0")]
    [InlineData("users: {selection: nearset}")]
    [InlineData("payments: {price: 1 chunks}")]
    [InlineData("payments: {commit: {rule: koin}}")]
    [InlineData("measure: [negative]")]
    [InlineData("seeds: 1-4")]
    [InlineData("sweep: {seeds: {values: [1]}}")]
    [InlineData("sweep: {nodes: {values: []}}")]
    public void The_schema_refuses_what_the_reader_refuses(string keys)
    {
        Assert.NotEmpty(Errors(Shipped.FileOf(keys).Text));
        Assert.NotEmpty(ScenarioCatalog.Validate(Shipped.FileOf(keys)));
    }

    private static List<string> Errors(string yaml)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(yaml));
        List<string> errors = [];
        Check(Schema, ToJson(stream.Documents[0].RootNode), "", errors);
        return errors;
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c =>
            KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, ToJson(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "null" } => null,
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: var text } when decimal.TryParse(text,
            out decimal number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidOperationException("unexpected node"),
    };

    /// <summary>The part of JSON Schema that the schema uses.</summary>
    private static void Check(JsonObject schema, JsonNode? value, string at, List<string> errors)
    {
        if (schema["$ref"] is { } reference)
        {
            Check(Schema["definitions"]![reference.ToString().Split('/')[^1]]!.AsObject(), value, at, errors);
            return;
        }

        foreach (JsonNode? part in schema["allOf"]?.AsArray() ?? []) Check(part!.AsObject(), value, at, errors);
        if (schema["type"] is { } type
            && !(type is JsonArray any ? any.Select(t => t!.ToString()) : [type.ToString()]).Any(t => Is(value, t)))
            errors.Add($"{at}: not {type}");
        if (schema["const"] is { } constant && value?.ToString() != constant.ToString()) errors.Add($"{at}: not {constant}");
        if (schema["enum"] is JsonArray words
            && words.All(w => w!.ToString() != value?.ToString())) errors.Add($"{at}: not one of {words}");
        if (schema["pattern"] is { } pattern && Is(value, "string")
            && !Regex.IsMatch(value!.ToString(), pattern.ToString())) errors.Add($"{at}: {pattern}");
        if (schema["minimum"] is { } least && Is(value, "number")
            && value!.GetValue<decimal>() < least.GetValue<long>()) errors.Add($"{at}: below {least}");
        if (value is JsonObject map) CheckMap(schema, map, at, errors);
        if (value is not JsonArray list) return;
        if (schema["minItems"] is { } items && list.Count < items.GetValue<int>()) errors.Add($"{at}: too few");
        foreach (JsonNode? item in list)
            if (schema["items"] is JsonObject inner) Check(inner, item, at + "[]", errors);
    }

    private static void CheckMap(JsonObject schema, JsonObject map, string at, List<string> errors)
    {
        foreach (JsonNode? needed in schema["required"]?.AsArray() ?? [])
            if (!map.ContainsKey(needed!.ToString())) errors.Add($"{at}: no {needed}");
        foreach ((string key, JsonNode? value) in map)
        {
            if (schema["properties"]?[key] is JsonObject known) Check(known, value, $"{at}.{key}", errors);
            else if (key.StartsWith("x-", StringComparison.Ordinal)) continue;
            else if (schema["additionalProperties"] is JsonObject more) Check(more, value, $"{at}.{key}", errors);
            else errors.Add($"{at}: unknown key {key}");
        }
    }

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "null" => value is null,
        "string" => value is JsonValue v && v.GetValueKind() == System.Text.Json.JsonValueKind.String,
        "integer" => Is(value, "number") && decimal.IsInteger(value!.GetValue<decimal>()),
        _ => value is JsonValue n && n.GetValueKind() == System.Text.Json.JsonValueKind.Number,
    };
}
