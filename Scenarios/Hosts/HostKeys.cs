using Fleek.Core.Primitives;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Hosts;

/// <summary>Reads the keys of one mapping of a hosts file, each once, and reports those that are missing, unknown or of a wrong kind.</summary>
/// <param name="map">Of a host or a role.</param>
/// <param name="at">Where to report what is missing.</param>
/// <param name="what">What the mapping is, for messages: <c>a host</c>.</param>
internal sealed class HostKeys(MapNode map, Mark at, string what, DiagnosticSink sink)
{
    /// <summary>Reports keys that are none of these.</summary>
    public void Know(params string[] names)
    {
        foreach (MapEntry entry in map.Entries)
        {
            string name = entry.Key.Text;
            if (names.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal)) continue;
            sink.Add(
                Codes.UnknownKey, $"unknown key '{Shown.Short(name)}'", entry.Key.At, Spelling.DidYouMean(name, names),
                $"{what} has: {string.Join(", ", names)}");
        }
    }

    /// <summary>Reports a key that means nothing for this role.</summary>
    public void Refuse(string name, string why)
    {
        if (map.Find(name) is { } entry) sink.Add(Codes.UnusedKey, $"'{name}' has no meaning here: {why}", entry.Key.At);
    }

    /// <summary>The value of a key that takes one word; null if it is absent or wrong, which is reported.</summary>
    public ScalarNode? Word(string name, bool required, string example)
    {
        if (map.Find(name) is not { } entry)
        {
            if (required) sink.Add(Codes.Missing, $"{what} has no '{name}'", at, help: $"{name}: {example}");
            return null;
        }

        if (entry.Value is ScalarNode { IsNull: false } word) return word;
        bool isAbsent = entry.Value is ScalarNode;
        sink.Add(
            isAbsent ? Codes.Missing : Codes.WrongKind, isAbsent ? $"'{name}' has no value" : $"'{name}' is one value",
            isAbsent ? entry.Key.At : entry.Value.At, help: $"{name}: {example}");
        return null;
    }

    /// <summary>A whole number in a range; null if it is absent or wrong, which is reported.</summary>
    public int? Number(string name, bool required, int least, int most, string code, string example)
    {
        if (Word(name, required, example) is not { } word) return null;
        bool isNumber = word.Text.Length is > 0 and < 10 && word.Text.All(char.IsAsciiDigit);
        if (isNumber && int.Parse(word.Text) is var number && number >= least && number <= most) return number;
        sink.Add(
            code, $"'{name}' is a whole number from {least} to {most}, not '{Shown.Short(word.Text)}'", word.TextAt, help: $"{name}: {example}");
        return null;
    }

    /// <summary>An Ed25519 public key; null if it is absent or wrong, which is reported.</summary>
    public PublicKey? Key(string name)
    {
        const string example = "<64 hexadecimal digits>, as 'live key <file>' prints them there";
        if (Word(name, required: true, example) is not { } word) return null;
        if (Hash256.TryParse(word.Text, out Hash256 bytes)) return new PublicKey(bytes);
        sink.Add(Codes.HostKey, $"a key has 64 hexadecimal digits, not {word.Text.Length} characters", word.TextAt, help: $"{name}: {example}");
        return null;
    }
}
