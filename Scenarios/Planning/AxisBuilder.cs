using Fleek.Scenarios.Files;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Makes the axis that a plan shows of an axis as it was written: labels, numbers, unit, column.</summary>
/// <param name="start">The base, on which each value is laid to be named.</param>
internal sealed class AxisBuilder(SettingStack start, Mark fallback, DiagnosticSink sink)
{
    public Axis? Build(AxisBlock block)
    {
        List<AxisValue> values = [];
        HashSet<string> texts = new(StringComparer.Ordinal);
        foreach (AxisEntry entry in block.Values)
        {
            AxisValue value = this.ValueOf(block, entry) with
            {
                SetText = new CanonicalYaml(forHash: false).Flow(this.Canonical(entry), block.Path),
            };
            if (texts.Add(value.Text)) values.Add(value);
            else
                sink.Add(Codes.DuplicateValue, $"the value '{Shown.Short(value.Text)}' is on the axis '{block.Path}' twice",
                    entry.At);
        }

        if (block.Values.Count == 0)
            sink.Add(Codes.EmptyGrid, $"the axis '{block.Path}' has no values: the grid is empty", block.At);
        if (values.Count != block.Values.Count || values.Count == 0) return null;
        return this.UnitOf(block) is { } unit ? new(block.Path, block.Path + unit.Suffix, unit.Name, values) : null;
    }

    /// <summary>Keys that one value sets, for the stored plan: a commit rule that starts afresh is written out in full.</summary>
    public CanonicalValue Canonical(AxisEntry entry)
    {
        Dictionary<string, Setting?> set = new(StringComparer.Ordinal);
        foreach (Assignment assignment in entry.Layer.Assignments) set[assignment.Key.Path] = assignment.Value;
        if (entry.Layer.Fresh.Count > 0)
        {
            foreach (Setting setting in this.Resolved(entry).InOrder().Where(s => s.Key.Block == KeyTable.Commit))
                set.TryAdd(setting.Key.Path, setting);
        }

        return new([.. KeyTable.All.Where(k => set.ContainsKey(k.Path)).Select(k => (k, set[k.Path]))]);
    }

    private ResolvedSettings Resolved(AxisEntry entry) => ResolvedSettings.Of(start.With(entry.Layer), fallback, new DiagnosticSink());

    private AxisValue ValueOf(AxisBlock block, AxisEntry entry)
    {
        if (block.Key is null)
        {
            if (entry.Layer.Assignments.TrueForAll(a => a.Value is null)) return new("none", null);
            string label = block.Path switch
            {
                KeyTable.Commit => CommitLabel.Of(this.Resolved(entry)),
                LedgerKeys.Block => LedgerLabel.Of(this.Resolved(entry)),
                AdversaryKeys.Block => AdversaryLabel.Of(this.Resolved(entry)),
                IncentiveKeys.Block or CollusionKeys.Block or RewardKeys.Block or DeliveryKeys.Block when IncentivesLabel.Of(entry.Layer) is { } terms => terms,
                CoverageKeys.Block when CoverageLabel.Of(entry.Layer) is { } placement => placement,
                "payments" when AdversaryLabel.OfPolicy(this.Resolved(entry), entry.Layer) is { } policy => policy,
                _ => new CanonicalYaml(forHash: false).Flow(this.Canonical(entry), block.Path),
            };
            return new(label, null);
        }

        Setting? setting = entry.Layer.Assignments[^1].Value;
        if (setting is null) return new("none", null);
        if (setting.Key.Kind == KeyKind.Path) return new(PathLabel(block, setting), null);
        bool word = setting.Key.Kind == KeyKind.Word || setting.Key.Words.Contains(setting.Text);
        return new(setting.Text, word ? null : InUnit(setting));
    }

    /// <summary>The file's name where that tells the files apart: tables should not depend on the machine's folders.</summary>
    private static string PathLabel(AxisBlock block, Setting setting)
    {
        string name = Path.GetFileName(setting.Text);
        int same = block.Values.Count(v => Path.GetFileName(v.Layer.Assignments[^1].Value?.Text ?? "") == name);
        return same == 1 && name.Length > 0 ? name : setting.Text;
    }

    private static double InUnit(Setting setting) => setting.Key.Kind switch
    {
        KeyKind.Duration => setting.Number.Shift(-9).ToDouble(),
        KeyKind.Money when !setting.InChunks => setting.Number.Shift(-12).ToDouble(),
        _ => setting.Number.ToDouble(),
    };

    private (string Suffix, string? Name)? UnitOf(AxisBlock block)
    {
        switch (block.Key?.Kind)
        {
            case KeyKind.Duration: return ("_s", "s");
            case KeyKind.ChunkCount: return ("_chunks", "chunks");
            case KeyKind.Bytes: return ("_bytes", "B");
            case KeyKind.BitRate: return ("_bits_per_s", "bit/s");
            case KeyKind.ChunkRate: return ("_chunks_per_s", "chunks/s");
            case KeyKind.Money: break;
            default: return ("", null);
        }

        IEnumerable<Setting> amounts = block.Values.Select(v => v.Layer.Assignments[^1].Value).OfType<Setting>();
        bool[] inChunks = [.. amounts.Select(s => s.InChunks).Distinct()];
        if (inChunks.Length == 1) return inChunks[0] ? ("_chunks", "chunks") : ("_credit", "credit");
        sink.Add(Codes.MixedUnits, $"the axis '{block.Path}' mixes chunks and credit: one column has one unit", block.At);
        return null;
    }
}
