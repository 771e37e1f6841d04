using System.Globalization;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Settings;

/// <summary>Seeds as people write them: <c>7</c>, <c>1..32</c>, <c>1,5,9</c>, and mixtures.</summary>
internal static class SeedList
{
    public const int MaxSeeds = 100_000;

    /// <summary>Ascending and distinct; null with a diagnostic where the text is something else.</summary>
    public static IReadOnlyList<ulong>? Read(string text, Mark at, DiagnosticSink sink)
    {
        List<ulong> seeds = [];
        int offset = 0;
        foreach (string part in text.Split(','))
        {
            Mark partAt = at.Part(offset + (part.Length - part.TrimStart().Length), part.Trim().Length);
            offset += part.Length + 1;
            string[] ends = part.Split("..");
            if (ends.Length > 2 || !Parse(ends[0], out ulong from) || !Parse(ends[^1], out ulong to))
                return Refuse(text, partAt, sink);
            if (to < from || to - from >= MaxSeeds || seeds.Count + (int)(to - from) >= MaxSeeds)
            {
                string why = to < from ? "runs backwards" : $"has more than {MaxSeeds} seeds";
                sink.Add(Codes.Seeds, $"the range '{Shown.Short(part.Trim())}' {why}", partAt);
                return null;
            }

            for (ulong seed = from; ; seed++)
            {
                seeds.Add(seed);
                if (seed == to) break;
            }
        }

        seeds.Sort();
        for (int i = 1; i < seeds.Count; i++)
        {
            if (seeds[i] != seeds[i - 1]) continue;
            sink.Add(Codes.Seeds, $"seed {seeds[i]} is listed twice", at);
            return null;
        }

        return seeds;
    }

    /// <summary>Ranges where seeds are consecutive.</summary>
    public static string Write(IReadOnlyList<ulong> seeds)
    {
        List<string> parts = [];
        for (int i = 0; i < seeds.Count;)
        {
            int end = i;
            while (end + 1 < seeds.Count && seeds[end + 1] == seeds[end] + 1) end++;
            parts.Add(end == i ? Show(seeds[i]) : $"{Show(seeds[i])}..{Show(seeds[end])}");
            i = end + 1;
        }

        return string.Join(",", parts);
    }

    private static bool Parse(string text, out ulong seed) =>
        ulong.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out seed);

    private static string Show(ulong seed) => seed.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<ulong>? Refuse(string text, Mark at, DiagnosticSink sink)
    {
        sink.Add(Codes.Seeds, $"'{Shown.Short(text)}' does not name seeds", at, help: "seeds: 7, or 1..32, or 1,5,9");
        return null;
    }
}
