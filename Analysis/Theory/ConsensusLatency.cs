namespace Fleek.Analysis.Theory;

/// <summary>Submit to final of a consensus protocol: batch wait + hops one-way quorum delays + execution. Seconds.</summary>
public static class ConsensusLatency
{
    public static double Seconds(double batchWaitSeconds, double hops, double quorumDelaySeconds, double executionSeconds)
    {
        Require.AtLeast(batchWaitSeconds, 0);
        Require.AtLeast(hops, 0);
        Require.AtLeast(quorumDelaySeconds, 0);
        Require.AtLeast(executionSeconds, 0);
        return batchWaitSeconds + (hops * quorumDelaySeconds) + executionSeconds;
    }
}
