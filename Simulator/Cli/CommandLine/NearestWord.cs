namespace Fleek.Sim.Cli.CommandLine;

/// <summary>Finds what a user may have meant.</summary>
internal static class NearestWord
{
    /// <summary>Longer words are not compared: nobody mistypes a page.</summary>
    private const int LongestWord = 80;

    /// <summary>
    /// The candidate with the fewest edits (insert, delete, replace, swap), if few enough for the word's length; else
    /// null.
    /// </summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord) return null;
        int allowed = Math.Max(1, word.Length / 3);
        string? best = null;
        int bestDistance = allowed + 1;
        foreach (string candidate in candidates)
        {
            if (candidate.Length > LongestWord) continue;
            int distance = Distance(word, candidate);
            // Of equals, the one of which letters were left out: that is mistyped more often than a wrong letter.
            bool better = distance < bestDistance
                || (distance == bestDistance && best is not null && IsPartOf(word, candidate) && !IsPartOf(word, best));
            if (!better) continue;
            (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    private static bool IsPartOf(string word, string candidate)
    {
        int matched = 0;
        foreach (char c in candidate)
            if (matched < word.Length && c == word[matched]) matched++;
        return matched == word.Length;
    }

    /// <summary>Optimal string alignment distance.</summary>
    internal static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                int least = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                d[i, j] = swapped ? Math.Min(least, d[i - 2, j - 2] + 1) : least;
            }
        }
        return d[a.Length, b.Length];
    }
}
