using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Reads a duration that a flag of the command line is given, with its unit and by the rules of the scenario file.</summary>
public static class DurationFlag
{
    /// <param name="flag">Its name, such as <c>--until</c>; a diagnostic names it as its file.</param>
    /// <returns>The duration, or null and what is wrong with the text.</returns>
    public static (Duration? Duration, IReadOnlyList<Diagnostic> Diagnostics) Read(string flag, string text)
    {
        DiagnosticSink sink = new();
        KeySpec key = new(flag, KeyKind.Duration, null, "") { Min = "0 s" };
        Mark at = new(new SourceText(flag, text), 1, 1, Math.Max(1, text.Length));
        Setting? setting = SettingReader.Read(key, text, at, sink);
        return setting is null ? (null, sink.Sorted) : (new Duration(setting.ToLong()), []);
    }
}
