using Fleek.Scenarios.Filtering;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Files;

/// <summary>Reads a <c>sweep</c>: its axes and its <c>where</c>.</summary>
internal sealed class SweepReader(BlockReader blocks, DiagnosticSink sink)
{
    public const int MaxValues = 10_000;

    private static readonly string[] AxisKeys = ["values", "unit", "from", "to", "points", "scale"];

    public SweepBlock? Read(MapEntry entry)
    {
        if (entry.Value is not MapNode map)
        {
            bool empty = entry.Value is ScalarNode { IsNull: true };
            sink.Add(empty ? Codes.EmptyGrid : Codes.WrongKind, "'sweep' is a mapping of dotted keys to their values",
                entry.Key.At,
                help: "for example: payments.freeze_threshold: {values: [0, 100], unit: chunks}");
            return null;
        }

        List<AxisBlock> axes = [];
        WhereClause? where = null;
        foreach (MapEntry axis in map.Entries)
        {
            if (axis.Key.Text.StartsWith("x-", StringComparison.Ordinal)) continue;
            if (axis.Key.Text == "where") where = this.ReadWhere(axis);
            else if (this.ReadAxis(axis) is { } read) axes.Add(read);
        }

        if (map.Entries.All(e => e.Key.Text == "where" || e.Key.Text.StartsWith("x-", StringComparison.Ordinal)))
            sink.Add(Codes.EmptyGrid, "the sweep has no axis", entry.Key.At, help: "leave 'sweep' out, or give it a key to vary");
        return new(entry.Key.At, axes, where);
    }

    /// <summary>Whether <paramref name="path"/> can be an axis; reports where it cannot.</summary>
    public static bool CheckAxisPath(string path, Mark at, DiagnosticSink sink)
    {
        if (KeyTable.IsSweepableBlock(path)) return true;
        if (path == ToleranceKeys.Block)
        {
            sink.Add(Codes.NotSweepable, $"'{path}' cannot be varied: it belongs to the whole plan", at);
            return false;
        }

        if (KeyTable.Find(path) is not { } key)
        {
            IEnumerable<string> paths = KeyTable.All.Where(k => k.Sweepable).Select(k => k.Path).Concat(KeyTable.SweepableBlocks);
            sink.Add(Codes.UnknownKey, $"unknown key '{Shown.Short(path)}'", at, NearestPath(path, paths),
                "fleek-sim explain keys     lists every key");
            return false;
        }

        if (key.Sweepable) return true;
        sink.Add(Codes.NotSweepable, $"'{path}' cannot be varied: it belongs to the whole plan", at);
        return false;
    }

    public static string? NearestPath(string path, IEnumerable<string> paths)
    {
        List<string> all = [.. paths];
        string? byName = path.Contains('.') ? null : all.FirstOrDefault(p => p.EndsWith("." + path, StringComparison.Ordinal));
        return byName is null ? Spelling.DidYouMean(path, all) : $"did you mean '{byName}'?";
    }

    private WhereClause? ReadWhere(MapEntry entry)
    {
        if (entry.Value is ScalarNode { IsNull: false } scalar) return WhereParser.Parse(scalar.Text, scalar.TextAt, sink);
        sink.Add(Codes.WhereSyntax, "'where' is an expression", entry.Key.At,
            help: "for example: where: nodes > 100 and users.count <= 50");
        return null;
    }

    private AxisBlock? ReadAxis(MapEntry entry)
    {
        string path = entry.Key.Text;
        if (!CheckAxisPath(path, entry.Key.At, sink)) return null;
        if (entry.Value is not MapNode map)
        {
            sink.Add(Codes.WrongKind, "an axis is a mapping", entry.Value.At, help: $"write {path}: {{values: [...]}}");
            return null;
        }

        foreach (MapEntry inner in map.Entries)
        {
            string name = inner.Key.Text;
            if (AxisKeys.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal)) continue;
            sink.Add(Codes.UnknownKey, $"unknown key '{Shown.Short(name)}'", inner.Key.At,
                Spelling.DidYouMean(name, AxisKeys), "an axis has: values and unit, or from, to, points and scale");
        }

        KeySpec? key = KeyTable.Find(path);
        IReadOnlyList<AxisEntry>? values = map.Find("values") is { } listed
            ? this.ReadValues(path, key, map, listed)
            : AxisRange.Read(path, key, map, entry.Key.At, sink);
        return values is null ? null : new(path, key, entry.Key.At, values);
    }

    private List<AxisEntry>? ReadValues(string path, KeySpec? key, MapNode map, MapEntry listed)
    {
        foreach (string other in (string[])["from", "to", "points", "scale"])
        {
            if (map.Find(other) is { } extra)
                sink.Add(Codes.UnusedKey, $"'{other}' has no meaning beside 'values'", extra.Key.At);
        }

        if (listed.Value is not ListNode list)
        {
            sink.Add(listed.Value is ScalarNode { IsNull: true } ? Codes.EmptyGrid : Codes.WrongKind, "'values' is a list",
                listed.Key.At,
                help: "for example: values: [1, 2, 5]");
            return null;
        }

        if (list.Items.Count == 0) sink.Add(Codes.EmptyGrid, $"the axis '{path}' has no values: the grid is empty", list.At);
        if (list.Items.Count > MaxValues)
            sink.Add(Codes.GridTooLarge, $"the axis '{path}' has more than {MaxValues} values", list.At);
        string? unit = key is null ? null : this.ReadUnit(key, map);
        List<AxisEntry> entries = [];
        foreach (Node item in list.Items.Take(MaxValues))
            if (this.ReadEntry(path, key, item, unit) is { } read) entries.Add(read);
        return entries.Count == list.Items.Count ? entries : null;
    }

    private string? ReadUnit(KeySpec key, MapNode map)
    {
        if (map.Find("unit") is not { } unit) return null;
        if (unit.Value is ScalarNode scalar && UnitTable.Of(key.Kind).Any(u => u.Name == scalar.Text)) return scalar.Text;
        if (unit.Value is ScalarNode { Text: "%" } && key.Kind is KeyKind.Share or KeyKind.Number) return "%";
        string units = string.Join(", ", UnitTable.Of(key.Kind).Select(u => u.Name));
        sink.Add(Codes.UnknownUnit, $"'unit' is not a unit of '{key.Path}'", unit.Value.At,
            help: units.Length > 0 ? $"units: {units}" : "this key takes no unit");
        return UnitTable.Of(key.Kind).Select(u => u.Name).FirstOrDefault();
    }

    /// <summary>One value of an axis; also the door for <c>--set key=value</c>.</summary>
    public AxisEntry? ReadEntry(string path, KeySpec? key, Node item, string? unit)
    {
        Layer layer = new();
        int before = sink.Count;
        if (key is null)
        {
            blocks.ReadValue(layer, path, item.At, item);
            bool namesRule = path == KeyTable.Commit && layer.Assignments.Any(a => a.Key.Path == KeyTable.Rule);
            if (namesRule) layer.Fresh.Add(KeyTable.Commit);
        }
        else if (unit is not null && item is ScalarNode scalar)
        {
            if (SettingReader.Read(key, scalar.Text, scalar.TextAt, sink, unit) is { } setting)
                layer.Assignments.Add(new(key, setting, item.At));
        }
        else blocks.ReadValue(layer, path, item.At, item);
        if (sink.Count == before && layer.Assignments.Count == 0)
            sink.Add(Codes.Missing, $"this value of '{path}' sets no key", item.At);
        return sink.Count == before ? new(layer, item.At) : null;
    }
}
