namespace Fleek.Analysis.Theory;

/// <summary>
/// Value submitted and not yet visible. Its mean is Little's law, for any latency and any batching; for Poisson payments with
/// independent latencies its law is Poisson (M/G/infinity: Mirasol, "The output of an M/G/infinity queuing system is
/// Poisson", 1963).
/// </summary>
public static class InFlight
{
    /// <summary>r E[Lam], in chunk prices.</summary>
    public static double Mean(double nodes, double rate, double meanLagSeconds)
    {
        Require.AtLeast(nodes, 0);
        Require.AtLeast(rate, 0);
        Require.AtLeast(meanLagSeconds, 0);
        return nodes * rate * meanLagSeconds;
    }

    /// <summary>
    /// What is unseen when an account crosses its threshold, every chunk committed by itself: Poisson(k lambda E[Lam]), once the
    /// stream is stationary, also where later commits become visible before earlier ones.
    /// </summary>
    public static DiscreteLaw Unseen(double nodes, double rate, double meanLagSeconds) =>
        DiscreteLaw.Poisson(Mean(nodes, rate, meanLagSeconds));
}
