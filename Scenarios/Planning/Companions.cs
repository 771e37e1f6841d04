using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Keys that mean nothing without another one.</summary>
internal static class Companions
{
    /// <summary>Reports each key that is missing beside one that needs it, once.</summary>
    public static void Check(SettingStack stack, IEnumerable<(string Key, string Needs)> companions, Mark fallback, DiagnosticSink sink)
    {
        HashSet<string> reported = new(StringComparer.Ordinal);
        foreach ((string key, string needs) in companions)
        {
            if (stack[key] is not { } stated || stack[needs] is not null || !reported.Add(needs)) continue;
            sink.Add(Codes.Missing, $"'{needs}' is missing: '{key}' needs it", stated.At ?? fallback);
        }
    }
}
