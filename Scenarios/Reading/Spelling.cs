namespace Fleek.Scenarios.Reading;

/// <summary>Finds the word that somebody probably meant.</summary>
public static class Spelling
{
    private const int LongestWord = 64;

    /// <summary>
    /// The candidate nearest to <paramref name="word"/> by insertions, deletions, changes and swaps of neighbours; null where
    /// none is near: at most a third of the letters, and at least one, may differ. Ties: the first candidate.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord) return null;
        string lower = word.ToLowerInvariant().Replace('-', '_');
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int distance = Distance(lower, candidate.ToLowerInvariant().Replace('-', '_'));
            if (distance >= bestDistance || distance > Allowed(Math.Max(word.Length, candidate.Length))) continue;
            (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>The note under a caret, or null where nothing is near.</summary>
    public static string? DidYouMean(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } near ? $"did you mean '{near}'?" : null;

    private static int Allowed(int length) => Math.Max(1, length / 3);

    /// <summary>Optimal string alignment distance.</summary>
    private static int Distance(string a, string b)
    {
        if (b.Length > LongestWord) return int.MaxValue;
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(change, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
