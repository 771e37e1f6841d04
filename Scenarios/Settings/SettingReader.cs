using System.Numerics;
using System.Text;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Settings;

/// <summary>Reads one key's value: its number, its unit, its bounds. Every failure is a diagnostic at its place.</summary>
internal static class SettingReader
{
    /// <summary>The built-in value of a key, or null where it has none.</summary>
    public static Setting? Default(KeySpec key)
    {
        if (key.Default is null) return null;
        DiagnosticSink sink = new();
        Setting? setting = Read(key, key.Default, new Mark(new SourceText("", key.Default), 1, 1, 1), sink);
        return setting is null || sink.Count > 0
            ? throw new InvalidOperationException($"the default of '{key.Path}' does not read")
            : setting with { At = null };
    }

    /// <param name="unit">The unit of an axis, for values that are bare numbers; or null.</param>
    public static Setting? Read(KeySpec key, string text, Mark at, DiagnosticSink sink, string? unit = null)
    {
        Setting? setting = key.Kind switch
        {
            KeyKind.Text => new() { Key = key, Text = WellFormed(text) },
            KeyKind.Path => new() { Key = key, Text = text },
            KeyKind.Word => ReadWord(key, text, at, sink),
            KeyKind.Seeds => SeedList.Read(text, at, sink) is { } seeds ? OfSeeds(key, seeds) : null,
            KeyKind.Measures => ReadMeasures(key, [(text, at)], at, sink),
            KeyKind.Thresholds => ThresholdReader.Read(key, [(text, at)], at, sink),
            _ => ReadQuantity(key, text, at, sink, unit),
        };
        return setting is null ? null : setting with { At = at };
    }

    public static Setting OfSeeds(KeySpec key, IReadOnlyList<ulong> seeds) =>
        new() { Key = key, Text = SeedList.Write(seeds), Seeds = seeds };

    public static Setting? ReadMeasures(KeySpec key, IReadOnlyList<(string Name, Mark At)> names, Mark at, DiagnosticSink sink)
    {
        if (names.Count == 0)
            sink.Add(Codes.Missing, $"'{key.Path}' lists no measure", at, help: "leave the key out for all measures");
        List<string> found = [];
        foreach ((string name, Mark nameAt) in names)
        {
            if (Measures.All.All(m => m.Name != name))
            {
                sink.Add(Codes.UnknownMeasure, $"unknown measure '{Shown.Short(name)}'", nameAt,
                    Spelling.DidYouMean(name, Measures.All.Select(m => m.Name)), "fleek-sim explain measures     lists them");
            }
            else if (found.Contains(name)) sink.Add(Codes.UnknownMeasure, $"measure '{name}' is listed twice", nameAt);
            else found.Add(name);
        }

        return found.Count == names.Count && found.Count > 0
            ? new() { Key = key, Text = $"[{string.Join(", ", found)}]", Measures = found, At = at }
            : null;
    }

    private static Setting? ReadWord(KeySpec key, string text, Mark at, DiagnosticSink sink)
    {
        if (key.Words.Contains(text)) return new() { Key = key, Text = text };
        string options = string.Join(", ", key.Words);
        sink.Add(Codes.UnknownWord, $"'{Shown.Short(text)}' is not a value of '{key.Path}'", at,
            Spelling.DidYouMean(text, key.Words), $"one of: {options}");
        return null;
    }

    private static Setting? ReadQuantity(KeySpec key, string text, Mark at, DiagnosticSink sink, string? axisUnit)
    {
        if (key.Words.Contains(text)) return new() { Key = key, Text = text };
        if (ReadNumber(key, text, at, sink) is not { } read) return null;
        (ExactNumber number, string rest, int restAt) = read;
        string? unit = rest.Length > 0 ? rest : axisUnit;
        Setting? setting = Scale(key, text, number, unit, rest.Length > 0 ? at.Part(restAt, rest.Length) : at, sink);
        return setting is not null && InBounds(setting, text, at, sink) ? setting : null;
    }

    private static (ExactNumber Number, string Unit, int UnitAt)? ReadNumber(KeySpec key, string text, Mark at,
        DiagnosticSink sink)
    {
        int lead = text.Length - text.TrimStart().Length;
        int length = ExactNumber.Read(text.TrimStart(), out ExactNumber number);
        string rest = length > 0 ? text[(lead + length)..].Trim() : "";
        if (length < 0)
        {
            sink.Add(Codes.OutOfRange, $"'{Shown.Short(text)}' has more digits, or a larger exponent, than can be kept", at);
            return null;
        }

        bool hexadecimal = rest.Length > 0 && rest[0] is 'x' or 'X';
        if (length == 0 || hexadecimal
            || (rest.Length > 0 && (char.IsAsciiDigit(rest[0]) || rest[0] is '.' or ',' or '_' or '+' or '-')))
        {
            string help = hexadecimal ? "numbers are decimal" : $"for example: {Example(key)}";
            sink.Add(Codes.NotANumber, $"'{Shown.Short(text)}' is not {UnitTable.Noun(key.Kind)}", at,
                $"'{key.Name}' takes {Expected(key)}", help);
            return null;
        }

        return (number, rest, rest.Length > 0 ? text.LastIndexOf(rest, StringComparison.Ordinal) : text.Length);
    }

    private static Setting? Scale(KeySpec key, string text, ExactNumber number, string? unit, Mark unitAt, DiagnosticSink sink)
    {
        IReadOnlyList<Unit> units = UnitTable.Of(key.Kind);
        if (units.Count == 0) return ScalePlain(key, text, number, unit, unitAt, sink);
        if (unit is null)
        {
            string fixes = string.Join(" or ", Offered(key).Take(key.Kind == KeyKind.Money ? 3 : 2).Select(u => $"{number} {u}"));
            sink.Add(Codes.MissingUnit, $"'{Shown.Short(text)}' has no unit", unitAt,
                $"'{key.Name}' is {UnitTable.Noun(key.Kind)}",
                $"write {fixes}");
            return null;
        }

        foreach (Unit known in units)
        {
            if (known.Name != unit || (key.InCreditAlone
                && known.Name.StartsWith("chunk", StringComparison.Ordinal))) continue;
            bool inChunks = key.Kind == KeyKind.Money && known.Name.StartsWith("chunk", StringComparison.Ordinal);
            return Quantities.Make(key, number.Times(known.Factor), inChunks, text, unitAt, sink);
        }

        string? near = UnitTable.Nearest(key.Kind, unit);
        sink.Add(Codes.UnknownUnit, $"'{Shown.Short(unit)}' is not a unit of '{key.Path}'", unitAt,
            near is null || near == unit ? null : $"did you mean '{near}'?", $"units: {string.Join(", ", Offered(key))}");
        return null;
    }

    private static Setting? ScalePlain(KeySpec key, string text, ExactNumber number, string? unit, Mark unitAt,
        DiagnosticSink sink)
    {
        if (unit is "%" && key.Kind is KeyKind.Share or KeyKind.Number) number = number.Shift(-2);
        else if (unit is not null)
        {
            sink.Add(Codes.UnknownUnit, $"'{key.Path}' is {UnitTable.Noun(key.Kind)} and takes no unit '{Shown.Short(unit)}'",
                unitAt);
            return null;
        }

        return Quantities.Make(key, number, inChunks: false, text, unitAt, sink);
    }

    private static bool InBounds(Setting setting, string text, Mark at, DiagnosticSink sink)
    {
        KeySpec key = setting.Key;
        ExactNumber? min = Bound(key, key.Min), max = Bound(key, key.Max);
        bool low = min is { } least && (setting.Number.CompareTo(least) is var c && (c < 0 || (c == 0 && key.AboveMin)));
        bool high = max is { } most && setting.Number.CompareTo(most) > 0;
        if (!low && !high) return true;
        string floor = key.Min is null ? "" : (key.AboveMin ? "more than " : "at least ") + key.Min;
        string ceiling = key.Max is null ? "" : (floor.Length > 0 ? " and " : "") + "at most " + key.Max;
        sink.Add(Codes.OutOfRange, $"'{key.Path}' must be {floor}{ceiling}, not {Shown.Short(text)}", at);
        return false;
    }

    private static ExactNumber? Bound(KeySpec key, string? bound)
    {
        if (bound is null) return null;
        int length = ExactNumber.Read(bound, out ExactNumber number);
        string unit = bound[length..].Trim();
        BigInteger factor = unit.Length == 0 ? BigInteger.One : UnitTable.Of(key.Kind).First(u => u.Name == unit).Factor;
        return number.Times(factor);
    }

    private static IEnumerable<string> Offered(KeySpec key)
    {
        IEnumerable<string> names = UnitTable.Of(key.Kind).Select(u => u.Name).Where(n =>
            n is not ("chunk" or "chunk/s" or "credits"));
        return key.InCreditAlone ? ["credit"] : names;
    }

    private static string Expected(KeySpec key)
    {
        string units = string.Join(", ", Offered(key));
        string words = key.Words.Count > 0 ? ", or " + string.Join(", ", key.Words) : "";
        return units.Length > 0 ? $"{UnitTable.Noun(key.Kind)} in {units}{words}" : UnitTable.Noun(key.Kind);
    }

    private static string Example(KeySpec key) => key.Default is { Length: > 0 } text ? text : key.Kind switch
    {
        KeyKind.Duration => "60 s",
        KeyKind.Money => "100 chunks",
        _ => "1",
    };

    /// <summary>Half of a surrogate pair cannot be written to a file: U+FFFD stands for it.</summary>
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
