namespace Fleek.Sim.World.Geography;

/// <summary>Keys of random streams from names: the same in every process and on every machine (FNV-1a, 64 bits).</summary>
internal static class PairKey
{
    internal const ulong Start = 0xCBF29CE484222325;

    private const ulong Prime = 0x100000001B3;

    /// <summary>Folds the characters and an end mark into <paramref name="key"/>.</summary>
    internal static ulong Hash(ulong key, string text)
    {
        foreach (char c in text) key = unchecked((key ^ c) * Prime);
        return unchecked((key ^ char.MaxValue) * Prime);
    }

    internal static ulong Hash(ulong key, long first, long second) => Fold(Fold(key, (ulong)first), (ulong)second);

    /// <summary>Key of an unordered pair: the same for (a, b) and (b, a).</summary>
    internal static long Of(ulong a, ulong b) => Entity(Fold(Fold(Start, Math.Min(a, b)), Math.Max(a, b)));

    /// <summary>The 48 bits that a random stream takes as its entity.</summary>
    internal static long Entity(ulong key) => (long)((key ^ (key >> 48)) & ((1UL << 48) - 1));

    private static ulong Fold(ulong key, ulong word)
    {
        for (int shift = 0; shift < 64; shift += 8) key = unchecked((key ^ ((word >> shift) & 0xFF)) * Prime);
        return key;
    }
}
