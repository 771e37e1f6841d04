namespace Fleek.Analysis.Theory;

/// <summary>The two designs without optimism: wait until each payment is final, and one biller who knows all.</summary>
public static class SlowPayments
{
    /// <summary>w C / (Lam + RTT): most bits a second of a lane that waits for the finality of every w chunks.</summary>
    public static double WaitingBitsPerSecond(double chunksPerTransaction, double chunkBits, double lagSeconds, double rttSeconds)
    {
        Require.AtLeast(chunksPerTransaction, 1);
        Require.Above(chunkBits, 0);
        Require.AtLeast(lagSeconds, 0);
        Require.AtLeast(rttSeconds, 0);
        Require.Above(lagSeconds + rttSeconds, 0);
        return chunksPerTransaction * chunkBits / (lagSeconds + rttSeconds);
    }

    /// <summary>K r RTT: what one biller a round trip away does not see of the other nodes, in chunks.</summary>
    public static double CentralExposureChunks(double nodes, double rate, double rttSeconds)
    {
        Require.AtLeast(nodes, 1);
        return InFlight.Mean(nodes - 1, rate, rttSeconds);
    }
}
