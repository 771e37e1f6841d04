using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Every key that has a meaning in one cell, with its value: what is set, and defaults for the rest.</summary>
internal sealed class ResolvedSettings
{
    private static readonly Dictionary<string, Setting> Defaults = KeyTable.All
        .Select(SettingReader.Default).OfType<Setting>().ToDictionary(s => s.Key.Path, StringComparer.Ordinal);

    private readonly Dictionary<string, Setting> byPath = new(StringComparer.Ordinal);

    private ResolvedSettings()
    {
    }

    /// <summary>Price of a chunk in base units, exact.</summary>
    public ExactNumber Price => this[KeyTable.Price].Number;

    /// <summary>The scenario has `sampling`.</summary>
    public bool Samples => this.byPath.ContainsKey("sampling.after");

    /// <summary>As set, or the default; of a key that a study does not have, the default.</summary>
    public Setting this[string path] => this.byPath.TryGetValue(path, out Setting? there) ? there : Defaults[path];

    /// <param name="fallback">Where to point for what is nowhere written: the scenario's name.</param>
    public static ResolvedSettings Of(SettingStack stack, Mark fallback, DiagnosticSink sink)
    {
        ResolvedSettings resolved = new();
        string? kind = stack[KindKeys.Kind]?.Text;
        foreach (KeySpec key in KeyTable.All)
        {
            Setting? stated = stack[key.Path];
            if (!KindKeys.IsOf(key, kind))
            {
                if (stated is not null) ReportOtherKind(key, stated, kind, sink);
                continue;
            }

            if (key.UsedWhere is { } decider && !key.IsUsedBy(WordOf(decider, stack)))
            {
                if (stated is not null) ReportUnused(key, stated, WordOf(decider, stack), sink);
                continue;
            }

            if ((stated ?? Defaults.GetValueOrDefault(key.Path)) is { } value) resolved.byPath.Add(key.Path, value);
        }

        CheckSampling(stack, fallback, sink);
        Companions.Check(stack, [.. FaultKeys.Companions, .. AdversaryKeys.Companions, .. GroupKeys.Companions, .. DryUserKeys.Companions], fallback, sink);
        return resolved;
    }

    /// <summary>Whether it says what is said of its key by default.</summary>
    public static bool IsDefault(Setting setting) =>
        Defaults.TryGetValue(setting.Key.Path, out Setting? standard) && standard.Text == setting.Text;

    public Setting? Find(string path) => this.byPath.GetValueOrDefault(path);

    public void Replace(Setting setting) => this.byPath[setting.Key.Path] = setting;

    public void Remove(string path) => this.byPath.Remove(path);

    /// <summary>In the order of the key table.</summary>
    public IEnumerable<Setting> InOrder() =>
        KeyTable.All.Select(k => this.byPath.GetValueOrDefault(k.Path)).OfType<Setting>();

    /// <summary>"absent" where a key that decides is not there and has no default.</summary>
    private static string WordOf(string decider, SettingStack stack) =>
        (stack[decider] ?? Defaults.GetValueOrDefault(decider))?.Text ?? "absent";

    private static void ReportUnused(KeySpec key, Setting stated, string word, DiagnosticSink sink) =>
        sink.Add(Codes.UnusedKey, $"'{key.Path}' has no meaning where {key.UsedWhere} is {word}", stated.At,
            $"it belongs to {string.Join(", ", key.UsedBy)}", "leave it out, or exclude such cells with 'where'");

    private static void ReportOtherKind(KeySpec key, Setting stated, string? kind, DiagnosticSink sink)
    {
        bool ofPayments = kind is not null && KindKeys.IsOf(key, null);
        string where = kind is null ? "in a scenario of payments" : $"where kind is {kind}";
        sink.Add(Codes.UnusedKey, $"'{key.Path}' has no meaning {where}", stated.At,
            ofPayments ? "it belongs to scenarios without a kind" : $"it belongs to kind: {key.Path.Split('.')[0]}", "leave it out");
    }

    private static void CheckSampling(SettingStack stack, Mark fallback, DiagnosticSink sink)
    {
        Setting? after = stack["sampling.after"], tail = stack["sampling.tail"];
        if (after is null == tail is null) return;
        string missing = after is null ? "sampling.after" : "sampling.tail";
        sink.Add(Codes.Missing, $"'{missing}' is missing: sampling needs both", (after ?? tail)!.At ?? fallback);
    }
}
