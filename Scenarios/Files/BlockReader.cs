using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Files;

/// <summary>Reads mappings of scenario keys into layers.</summary>
/// <param name="sink">Takes every error; reading goes on after each.</param>
internal sealed class BlockReader(DiagnosticSink sink)
{
    /// <summary>Reads the keys in <paramref name="map"/>, which stands at the dotted path <paramref name="block"/>.</summary>
    /// <param name="others">Names that the caller reads itself.</param>
    public void ReadInto(Layer layer, MapNode map, string block, params string[] others)
    {
        foreach (MapEntry entry in map.Entries)
        {
            string name = entry.Key.Text;
            if (others.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal)) continue;
            string path = block.Length == 0 ? name : $"{block}.{name}";
            if (name.Contains('.') || !this.ReadValue(layer, path, entry.Key.At, entry.Value))
                this.ReportUnknown(entry.Key, block, others);
        }
    }

    /// <summary>Reads the value of a key or a block; false where there is no such key.</summary>
    public bool ReadValue(Layer layer, string path, Mark keyAt, Node value)
    {
        if (KeyTable.Find(path) is { } key)
        {
            this.ReadLeaf(layer, key, keyAt, value);
            return true;
        }

        if (!KeyTable.IsBlock(path)) return false;
        if (value is MapNode inner) this.ReadInto(layer, inner, path);
        else if (value is ScalarNode { IsNull: true } && KeyTable.IsOptional(path)) Unset(layer, path, keyAt);
        else this.ReportNotABlock(path, value);
        return true;
    }

    private static void Unset(Layer layer, string block, Mark at)
    {
        foreach (KeySpec key in KeyTable.Under(block)) layer.Assignments.Add(new(key, null, at));
    }

    private void ReadLeaf(Layer layer, KeySpec key, Mark keyAt, Node value)
    {
        if (value is ScalarNode { IsNull: true } && key.Kind != KeyKind.Text)
        {
            if (key.Default is null) layer.Assignments.Add(new(key, null, keyAt));
            else
                sink.Add(Codes.Missing, $"'{key.Path}' has no value", keyAt,
                    help: $"leave the key out for the default, {key.Default}");
            return;
        }

        Setting? setting = value switch
        {
            ScalarNode scalar => SettingReader.Read(key, scalar.Text, scalar.TextAt, sink),
            ListNode list when IsList(key) => this.ReadList(key, list),
            _ => null,
        };
        if (value is not ScalarNode && !IsList(key)) this.ReportNotAValue(key, value);
        if (value is MapNode && IsList(key) && setting is null)
            this.ReportNotAValue(key, value);
        if (setting is not null) layer.Assignments.Add(new(key, setting, keyAt));
    }

    private static bool IsList(KeySpec key) => key.Kind is KeyKind.Seeds or KeyKind.Measures or KeyKind.Thresholds;

    private Setting? ReadList(KeySpec key, ListNode list)
    {
        List<(string, Mark)> items = [];
        foreach (Node item in list.Items)
        {
            if (item is ScalarNode scalar) items.Add((scalar.Text, scalar.TextAt));
            else sink.Add(Codes.WrongKind, $"'{key.Path}' lists words", item.At);
        }

        if (items.Count != list.Items.Count) return null;
        if (key.Kind == KeyKind.Thresholds) return ThresholdReader.Read(key, items, list.At, sink);
        if (key.Kind == KeyKind.Measures) return SettingReader.ReadMeasures(key, items, list.At, sink);
        int before = sink.Count;
        foreach ((string text, Mark at) in items) SeedList.Read(text, at, sink);
        if (sink.Count > before) return null;
        return SettingReader.Read(key, string.Join(",", items.Select(i => i.Item1)), list.At, sink);
    }

    private void ReportNotAValue(KeySpec key, Node value)
    {
        string found = value is MapNode ? "a mapping" : value is ListNode ? "a list" : "something else";
        string? help = value is ListNode && key.Sweepable ? $"several values belong under sweep:  {key.Path}: {{values: [...]}}"
            : null;
        sink.Add(Codes.WrongKind, $"'{key.Path}' is {UnitTable.Noun(key.Kind)}, not {found}", value.At, help: help);
    }

    private void ReportNotABlock(string path, Node value) =>
        sink.Add(Codes.WrongKind, $"'{path}' is a mapping", value.At,
            $"its keys: {string.Join(", ", KeyTable.NamesIn(path).Take(8))}",
            path == KeyTable.Commit ? "for example: commit: {rule: threshold, threshold: 20 chunks}" : null);

    private void ReportUnknown(ScalarNode key, string block, string[] others)
    {
        string name = Shown.Short(key.Text);
        string? note = KeyTable.Find(key.Text) is not null && key.Text.Contains('.')
            ? "dotted keys are for sweep and --set; here keys are nested"
            : Spelling.DidYouMean(key.Text, [.. KeyTable.NamesIn(block), .. others]);
        string? home = note is null ? KeyTable.All.FirstOrDefault(k => k.Name == key.Text)?.Block : null;
        string topic = block.Length == 0 ? "keys" : block;
        string help = home is { Length: > 0 } ? $"'{name}' belongs under '{home}'"
            : $"fleek-sim explain {topic}     lists every key here with units and defaults";
        sink.Add(Codes.UnknownKey, $"unknown key '{name}'", key.At, note, help);
    }
}
