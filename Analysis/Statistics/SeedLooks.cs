namespace Fleek.Analysis.Statistics;

/// <summary>
/// After how many seeds a cell is looked at. The steps grow with the number, by half of it: every look is one more chance to stop on
/// an interval that is narrow by luck, and so there are few.
/// </summary>
public static class SeedLooks
{
    /// <summary>Before so many a spread is not known well enough to be acted upon.</summary>
    public const int First = 8;

    /// <summary>8, 12, 18, 27, 41, ... and at last <paramref name="most"/>.</summary>
    public static IEnumerable<int> UpTo(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        for (int seeds = First; seeds < most; seeds += (seeds + 1) / 2) yield return seeds;
        yield return most;
    }
}
