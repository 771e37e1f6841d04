using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>
/// Reads a quantity that a flag of the command line is given, with its unit and by the rules of the scenario file. Each answers with
/// null and what is wrong with the text where it is none; a diagnostic names the flag as its file.
/// </summary>
public static class QuantityFlag
{
    /// <param name="flag">Its name, such as <c>--delay</c>.</param>
    /// <param name="most">The largest that is taken, as a user writes it.</param>
    public static (Duration? Duration, IReadOnlyList<Diagnostic> Diagnostics) Duration(string flag, string text, string most)
    {
        (Setting? read, IReadOnlyList<Diagnostic> problems) = Read(flag, new(flag, KeyKind.Duration, null, "") { Min = "0 s", Max = most }, text);
        return (read is null ? null : new Duration(read.ToLong()), problems);
    }

    /// <summary>A probability, as 0.01 or 1%.</summary>
    public static (double? Share, IReadOnlyList<Diagnostic> Diagnostics) Share(string flag, string text, string most)
    {
        (Setting? read, IReadOnlyList<Diagnostic> problems) = Read(flag, new(flag, KeyKind.Share, null, "") { Min = "0", Max = most }, text);
        return (read?.Number.ToDouble(), problems);
    }

    /// <summary>In bits a second.</summary>
    public static (long? BitsPerSecond, IReadOnlyList<Diagnostic> Diagnostics) BitRate(string flag, string text, string least)
    {
        (Setting? read, IReadOnlyList<Diagnostic> problems) = Read(flag, new(flag, KeyKind.BitRate, null, "") { Min = least }, text);
        return (read?.ToLong(), problems);
    }

    /// <summary>The price of one chunk, above zero: in credit, since it is what amounts in chunks are measured by.</summary>
    public static (Credits? Price, IReadOnlyList<Diagnostic> Diagnostics) Price(string flag, string text, string most)
    {
        (Setting? read, IReadOnlyList<Diagnostic> problems) =
            Read(flag, new(KeyTable.Price, KeyKind.Money, null, "") { Min = "0 credit", AboveMin = true, Max = most, InCreditAlone = true }, text);
        // The key's name makes the unit 'chunk' refused; who gave the flag knows no key.
        Diagnostic[] ofFlag = [.. problems.Select(p => p with { Message = p.Message.Replace(KeyTable.Price, flag) })];
        return (read is null ? null : new Credits(read.ToLong()), ofFlag);
    }

    private static (Setting? Setting, IReadOnlyList<Diagnostic> Diagnostics) Read(string flag, KeySpec key, string text)
    {
        DiagnosticSink sink = new();
        Mark at = new(new SourceText(flag, text), 1, 1, Math.Max(1, text.Length));
        Setting? setting = SettingReader.Read(key, text, at, sink);
        return (setting, setting is null ? sink.Sorted : []);
    }
}
