namespace Fleek.Core.FairExchange;

/// <summary>How far ahead a user anchors its tickets, as a function of what it has received.</summary>
public static class AnchorSchedule
{
    /// <summary>Least number of chunks beyond the last one received that anchors cover: half a chain.</summary>
    public const long LeastAhead = ModelledCryptography.ChunksPerAnchor / 2;

    /// <summary>The last chunk that anchors cover once <paramref name="received"/> chunks have come on an open lane: whole chains.</summary>
    public static long CoveredAfter(long received)
    {
        const long chain = ModelledCryptography.ChunksPerAnchor;
        return (received + LeastAhead + chain - 1) / chain * chain;
    }
}
