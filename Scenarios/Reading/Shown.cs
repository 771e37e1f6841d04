namespace Fleek.Scenarios.Reading;

/// <summary>Makes other people's text fit to be shown in a message: short, on one line, without control characters.</summary>
internal static class Shown
{
    private const int MaxLength = 60;

    public static string Short(string text) => Clean(text.Length <= MaxLength ? text : text[..MaxLength] + "...");

    /// <summary>The same number of characters, so that columns stay right; a terminal must not obey a scenario file.</summary>
    public static string Clean(string text) =>
        text.Any(IsUnfit) ? string.Create(text.Length, text, static (span, from) =>
        {
            for (int i = 0; i < span.Length; i++) span[i] = IsUnfit(from[i]) ? (from[i] is '\t' or '\n' or '\r' ? ' ' : '\uFFFD')
                : from[i];
        }) : text;

    private static bool IsUnfit(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E');
}
