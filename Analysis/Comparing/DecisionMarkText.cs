using System.Globalization;
using System.Text;

namespace Fleek.Analysis.Comparing;

/// <summary>
/// Decisions in a few bytes each: microseconds since the one before, node, user, and the first letter of what it was.
/// </summary>
internal static class DecisionMarkText
{
    private static readonly string[] Kinds = ["Submit", "Froze", "Refused"];

    public static string Write(IReadOnlyList<DecisionMark> marks)
    {
        StringBuilder text = new();
        long before = 0;
        foreach (DecisionMark mark in marks)
        {
            if (!Kinds.Contains(mark.Kind)) throw new ArgumentException($"no decision is called '{mark.Kind}'", nameof(marks));
            if (text.Length > 0) text.Append(';');
            text.Append(CultureInfo.InvariantCulture, $"{mark.Microseconds - before} {mark.Node} {mark.User} {mark.Kind[0]}");
            before = mark.Microseconds;
        }

        return text.ToString();
    }

    /// <exception cref="FormatException">The text is something else.</exception>
    public static IReadOnlyList<DecisionMark> Read(string text)
    {
        List<DecisionMark> marks = [];
        long at = 0;
        foreach (string one in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = one.Split(' ');
            string? kind = parts.Length == 4 ? Kinds.FirstOrDefault(k => parts[3] == k[..1]) : null;
            if (kind is null) throw new FormatException($"'{one}' is no decision");
            at += Whole(parts[0]);
            marks.Add(new(at, (int)Whole(parts[1]), (int)Whole(parts[2]), kind));
        }

        return marks;
    }

    private static long Whole(string digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
