using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Files;

/// <summary>Reads a whole scenario file, all scenarios of it, and reports every error that can be seen without combining
/// keys.</summary>
internal static class ScenarioFileReader
{
    public const int MaxScenarios = 500;

    /// <summary>Null where nothing usable could be read; then <paramref name="sink"/> has the reasons.</summary>
    public static ScenarioFile? Read(SourceText source, DiagnosticSink sink)
    {
        if (YamlReader.Read(source, sink) is not { } root) return null;
        if (root is not MapNode map)
        {
            sink.Add(Codes.WrongKind, "a scenario file is a mapping", root.At,
                help: "it starts with 'version: 1' and 'scenarios:'");
            return null;
        }

        CheckTopKeys(map, sink);
        CheckVersion(map, sink);
        BlockReader blocks = new(sink);
        Layer defaults = new();
        if (map.Find("defaults")?.Value is { } given)
        {
            if (given is MapNode keys) blocks.ReadInto(defaults, keys, "");
            else if (given is not ScalarNode { IsNull: true })
                sink.Add(Codes.WrongKind, "'defaults' is a mapping of scenario keys", given.At);
        }

        return new(source, defaults, ReadScenarios(map, blocks, sink));
    }

    private static void CheckTopKeys(MapNode map, DiagnosticSink sink)
    {
        string[] known = ["version", "defaults", "scenarios"];
        foreach (MapEntry entry in map.Entries)
        {
            string name = entry.Key.Text;
            if (known.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal)) continue;
            sink.Add(Codes.UnknownKey, $"unknown key '{Shown.Short(name)}'", entry.Key.At, Spelling.DidYouMean(name, known),
                "at the top of a file: version, defaults, scenarios, and x-... for notes");
        }
    }

    private static void CheckVersion(MapNode map, DiagnosticSink sink)
    {
        if (map.Find("version") is not { } version)
            sink.Add(Codes.Missing, "the file has no 'version'", map.At, help: "start it with 'version: 1'");
        else if (version.Value is not ScalarNode { Text: "1" })
            sink.Add(Codes.Version, "this program reads version 1 of the format", version.Value.At, help: "version: 1");
    }

    private static List<ScenarioBlock> ReadScenarios(MapNode map, BlockReader blocks, DiagnosticSink sink)
    {
        List<ScenarioBlock> found = [];
        if (map.Find("scenarios") is not { } entry)
        {
            sink.Add(Codes.Missing, "the file has no 'scenarios'", map.At, help: "scenarios: {my-first: {question: ...}}");
            return found;
        }

        if (entry.Value is not MapNode { Entries.Count: > 0 } scenarios)
        {
            sink.Add(entry.Value is MapNode or ScalarNode { IsNull: true } ? Codes.Missing : Codes.WrongKind,
                "'scenarios' is a mapping of at least one name to its keys", entry.Key.At);
            return found;
        }

        if (scenarios.Entries.Count > MaxScenarios)
            sink.Add(Codes.TooLarge, $"the file has more than {MaxScenarios} scenarios", entry.Key.At);
        foreach (MapEntry scenario in scenarios.Entries.Take(MaxScenarios))
        {
            if (scenario.Key.Text.StartsWith("x-", StringComparison.Ordinal)) continue;
            if (ReadScenario(scenario, blocks, sink) is { } block) found.Add(block);
        }

        if (found.Count == 0 && sink.Count == 0) sink.Add(Codes.Missing, "'scenarios' has only notes (x-...)", entry.Key.At);
        return found;
    }

    private static ScenarioBlock? ReadScenario(MapEntry entry, BlockReader blocks, DiagnosticSink sink)
    {
        CheckName(entry.Key, sink);
        if (entry.Value is ScalarNode { IsNull: true }) return new(entry.Key.Text, entry.Key.At, new Layer(), null);
        if (entry.Value is not MapNode keys)
        {
            sink.Add(Codes.WrongKind, "a scenario is a mapping of keys", entry.Value.At);
            return null;
        }

        Layer layer = new();
        blocks.ReadInto(layer, keys, "", "sweep");
        SweepBlock? sweep = keys.Find("sweep") is { } given ? new SweepReader(blocks, sink).Read(given) : null;
        return new(entry.Key.Text, entry.Key.At, layer, sweep);
    }

    private static void CheckName(ScalarNode key, DiagnosticSink sink)
    {
        string name = key.Text;
        bool good = name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
                && !name.Contains("..", StringComparison.Ordinal);
        if (!good)
        {
            sink.Add(Codes.ScenarioName, "a scenario's name has 1 to 64 letters, digits, '-', '_' and '.', and starts with a "
                + "letter or digit",
                key.At, help: "it names a results folder");
        }
    }
}
