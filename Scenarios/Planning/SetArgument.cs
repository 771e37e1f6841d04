using Fleek.Scenarios.Files;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>One <c>--set key=value</c>, read like the same text in a file.</summary>
/// <param name="At">The key, in the flag.</param>
internal sealed record SetArgument(string Path, KeySpec? Key, Mark At, IReadOnlyList<AxisEntry> Values)
{
    private const string Flag = "--set";
    private const int MaxLength = 65_536;

    /// <summary>Null with a diagnostic where it does not read. Errors of the value count columns within the value.</summary>
    public static SetArgument? Read(string text, DiagnosticSink sink)
    {
        Mark whole = new(new SourceText(Flag, text), 1, 1, text.Length);
        int equals = text.IndexOf('=');
        string path = equals < 0 ? text.Trim() : text[..equals].Trim();
        if (equals <= 0 || text.Length > MaxLength)
        {
            sink.Add(Codes.SetArgument, "--set takes key=value", whole, help: "for example: --set ledger.lag=\"5 s\"");
            return null;
        }

        Mark keyAt = whole with { Length = Math.Max(1, text[..equals].TrimEnd().Length) };
        KeySpec? key = KeyTable.Find(path);
        bool wholePlan = key is { Sweepable: false };
        if (!wholePlan && !SweepReader.CheckAxisPath(path, keyAt, sink)) return null;
        SourceText value = new(Flag, text[(equals + 1)..]);
        if (key?.Kind == KeyKind.Text) return new(path, key, keyAt, [OfText(key, value)]);
        if (YamlReader.Read(value, sink, asList: true) is not ListNode list) return NotAList(sink, value);
        return ReadValues(path, key, keyAt, list, sink);
    }

    private static SetArgument? ReadValues(string path, KeySpec? key, Mark keyAt, ListNode list, DiagnosticSink sink)
    {
        SweepReader reader = new(new BlockReader(sink), sink);
        int before = sink.Count;
        IReadOnlyList<Node> items = list.Items.Count == 0 ? [new ScalarNode(list.At, "", true, true)] : list.Items;
        if (key is { Kind: KeyKind.Seeds or KeyKind.Measures or KeyKind.Thresholds }) items = items is [ListNode inner] ? [inner] : [list];
        if (items.Count > SweepReader.MaxValues)
            sink.Add(Codes.GridTooLarge, $"'{path}' is given more than {SweepReader.MaxValues} values", keyAt);
        List<AxisEntry> entries = [.. items.Take(SweepReader.MaxValues).Select(i =>
            reader.ReadEntry(path, key, i, null)).OfType<AxisEntry>()];
        return sink.Count == before ? new(path, key, keyAt, entries) : null;
    }

    private static AxisEntry OfText(KeySpec key, SourceText value)
    {
        Mark at = new(value, 1, 1, Math.Max(1, value.Text.Length));
        Layer layer = new();
        layer.Assignments.Add(new(key, SettingReader.Read(key, value.Text, at, new DiagnosticSink()), at));
        return new(layer, at);
    }

    private static SetArgument? NotAList(DiagnosticSink sink, SourceText value)
    {
        if (sink.Count == 0)
            sink.Add(Codes.Syntax, "the value cannot be read", new Mark(value, 1, 1, Math.Max(1, value.Text.Length)));
        return null;
    }
}
