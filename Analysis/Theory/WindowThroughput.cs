namespace Fleek.Analysis.Theory;

/// <summary>
/// Goodput of lanes that each have at most W chunks unpaid: min(link, lanes W C / (RTT + C / link)). An infinite link rate is
/// one without limit. Bits, seconds, bits a second.
/// </summary>
public static class WindowThroughput
{
    public static double BitsPerSecond(double lanes, double window, double chunkBits, double rttSeconds, double linkBitsPerSecond)
    {
        Require.AtLeast(lanes, 1);
        Require.AtLeast(window, 1);
        Check(chunkBits, rttSeconds, linkBitsPerSecond);
        return Math.Min(linkBitsPerSecond, lanes * window * chunkBits / (rttSeconds + (chunkBits / linkBitsPerSecond)));
    }

    /// <summary>
    /// The smallest window with which one lane reaches a rate on a link without limit: ceil(rate RTT / C). A link of exactly
    /// that rate takes one more, see <see cref="WindowToFill"/>.
    /// </summary>
    public static double WindowFor(double bitsPerSecond, double chunkBits, double rttSeconds)
    {
        Check(chunkBits, rttSeconds, bitsPerSecond);
        return Math.Max(1, WholeNumber.Up(bitsPerSecond * rttSeconds / chunkBits));
    }

    /// <summary>The smallest window with which one lane fills a link: ceil(link RTT / C + 1), its own chunk's time
    /// counted.</summary>
    public static double WindowToFill(double linkBitsPerSecond, double chunkBits, double rttSeconds)
    {
        Check(chunkBits, rttSeconds, linkBitsPerSecond);
        return WholeNumber.Up((linkBitsPerSecond * rttSeconds / chunkBits) + 1);
    }

    private static void Check(double chunkBits, double rttSeconds, double bitsPerSecond)
    {
        Require.Above(chunkBits, 0);
        Require.AtLeast(rttSeconds, 0);
        Require.That(bitsPerSecond > 0, $"the link's rate must be above 0, not {bitsPerSecond}");
        Require.That(rttSeconds > 0 || double.IsFinite(bitsPerSecond), "without delay and without limit there is no rate");
    }
}
