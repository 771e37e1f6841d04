using Fleek.Analysis.Theory;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Sequencing;

namespace Fleek.Tests.World;

/// <summary>
/// V5: where every transaction draws its own lag and pays for itself alone, what nobody sees at the crossing is Poisson with mean rate
/// times mean lag, whatever the law of the lag. 25,000 accounts a law, 100,000 in the long form, fixed seeds, |z| of at most 4.
/// </summary>
/// <remarks>
/// The world's claims are cumulative, and one that is final early takes those before it along (ARCHITECTURE.md). So the sequencer stands
/// alone here.
/// </remarks>
public sealed class InsensitivityTests
{
    private const int Payments = 1_100, Crossing = 800, Reserve = 30;
    private static readonly int Accounts = Replications.Long ? 100_000 : 25_000;
    private const double Rate = 100, LagSeconds = 0.2;

    [Theory]
    [InlineData(LagDistribution.Deterministic, 0)]
    [InlineData(LagDistribution.Exponential, 0)]
    [InlineData(LagDistribution.LogNormal, 1)]
    public void What_is_unseen_at_the_crossing_is_poisson_whatever_the_law_of_the_lag(LagDistribution law, double sigma)
    {
        LedgerSpec spec = new(Duration.FromSeconds(LagSeconds), law, sigma);
        double[] unseen = new double[Accounts];
        Parallel.For(0, Accounts, account => unseen[account] = Unseen(spec, (ulong)account));
        double mean = unseen.Average(), variance = unseen.Sum(u => (u - mean) * (u - mean)) / (Accounts - 1), mu = Rate * LagSeconds;
        double beyond = unseen.Count(u => u > Reserve) / (double)Accounts, expected = CommonView.NegativeRate(mu, Reserve);
        Assert.InRange((mean - mu) / Math.Sqrt(mu / Accounts), -4, 4);
        // Of a sample variance of a Poisson law: mu / n + 2 mu^2 / (n - 1).
        Assert.InRange((variance - mu) / Math.Sqrt((mu / Accounts) + (2 * mu * mu / (Accounts - 1))), -4, 4);
        Assert.InRange((beyond - expected) / Math.Sqrt(expected * (1 - expected) / Accounts), -4, 4);
    }

    /// <summary>Payments made and not yet final when the ledger shows the one that crosses the threshold.</summary>
    private static int Unseen(LedgerSpec spec, ulong account)
    {
        RandomLagSequencer ledger = new(spec, users: 1, lanesPerUser: 1, account);
        RandomStream arrivals = new(account, 1_000, 0);
        long[] finalNs = new long[Payments], submittedNs = new long[Payments];
        double seconds = 0;
        for (int i = 0; i < Payments; i++)
        {
            seconds += arrivals.NextExponential() / Rate;
            Instant submitted = Instant.Zero + Duration.FromSeconds(seconds);
            submittedNs[i] = submitted.Nanoseconds;
            finalNs[i] = ledger.Submit(submitted, default(Redeem), 0).Final.Nanoseconds;
        }

        // After eight seconds a law of mean 0.2 s is stationary, and the last payments come long after the crossing.
        long[] log = [.. finalNs];
        Array.Sort(log);
        long crossing = log[Crossing];
        int unseen = 0;
        for (int i = 0; i < Payments; i++)
            if (submittedNs[i] < crossing && finalNs[i] > crossing) unseen++;
        return unseen;
    }
}
