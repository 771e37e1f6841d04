namespace Fleek.Analysis.Theory;

/// <summary>Chunks that fit a link, and what their commits ask of a ledger.</summary>
public static class ChunkRate
{
    /// <summary>Chunks a second of a link that carries nothing else.</summary>
    public static double PerSecond(double linkBitsPerSecond, double chunkBytes)
    {
        Require.AtLeast(linkBitsPerSecond, 0);
        Require.Above(chunkBytes, 0);
        return linkBitsPerSecond / (8 * chunkBytes);
    }

    /// <summary>Seconds of one chunk on such a link.</summary>
    public static double SecondsPerChunk(double linkBitsPerSecond, double chunkBytes)
    {
        Require.Above(linkBitsPerSecond, 0);
        Require.Above(chunkBytes, 0);
        return 8 * chunkBytes / linkBitsPerSecond;
    }

    /// <summary>Commits a second of saturated nodes that commit every <paramref name="threshold"/> chunks.</summary>
    public static double CommitsPerSecond(double nodes, double chunksPerSecond, double threshold)
    {
        Require.AtLeast(nodes, 0);
        Require.AtLeast(chunksPerSecond, 0);
        Require.Above(threshold, 0);
        return nodes * chunksPerSecond / threshold;
    }

    /// <summary>The smallest whole threshold with which their commits fit a ledger.</summary>
    public static double LeastThreshold(double nodes, double chunksPerSecond, double ledgerTransactionsPerSecond)
    {
        Require.Above(ledgerTransactionsPerSecond, 0);
        return Math.Max(1, WholeNumber.Up(CommitsPerSecond(nodes, chunksPerSecond, 1) / ledgerTransactionsPerSecond));
    }
}
