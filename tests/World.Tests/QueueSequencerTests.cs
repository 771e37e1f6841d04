using Fleek.Analysis.Theory;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Sequencing;

namespace Fleek.Tests.World;

/// <summary>V6: a ledger that is one server. Shares and means at |z| of at most 4, fixed seeds.</summary>
public sealed class QueueSequencerTests
{
    private const double Load = 0.8;
    private static readonly Duration Service = Duration.FromMilliseconds(8);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Poisson_arrivals_wait_as_long_as_pollaczek_and_khinchine_say(bool exponential)
    {
        const int groups = 100, each = 20_000;
        QueueSequencer ledger = new(new QueueSpec(Service, exponential), Duration.Zero, new RandomStream(5, StreamPurpose.LedgerService, 0));
        RandomStream arrivals = new(5, 1_000, 0);
        double rate = Load / Service.Seconds, seconds = 0;
        double[] means = new double[groups];
        for (int i = 0; i < groups * each; i++)
        {
            seconds += arrivals.NextExponential() / rate;
            Instant submitted = Instant.Zero + Duration.FromSeconds(seconds);
            means[i / each] += (ledger.Submit(submitted, default(Redeem), 0).Final - submitted).Seconds / each;
        }

        // E[wait] = rho s (1 + CV^2) / (2 (1 - rho)), and the service itself.
        double expected = Service.Seconds * (1 + (Load * (exponential ? 2 : 1) / (2 * (1 - Load))));
        double mean = means.Skip(1).Average(), deviation = Deviation(means[1..]) / Math.Sqrt(groups - 1);
        Assert.InRange((mean - expected) / deviation, -4, 4);
        Assert.True(deviation < 0.02 * expected, "too few to tell");
    }

    /// <summary>
    /// 100 payments a second of one account at a server of 125: what is left behind when the account crosses its threshold is geometric.
    /// An account of 800 chunks has crossed after ten relaxation times. 5,000 accounts, 100,000 in the long form.
    /// </summary>
    [Fact]
    public void Overshoot_behind_one_server_is_geometric()
    {
        Scenario scenario = Worlds.Poisson(1, 800, 20, 4, 25, 0, Worlds.EveryChunk, 40);
        scenario = scenario with
        {
            Payments = scenario.Payments with { FreezeRule = FreezeRuleKind.CommonView },
            Ledger = new(Duration.Zero, LagDistribution.Queue, 0) { Queue = new QueueSpec(Service, true) },
        };
        Replications runs = Replications.Of(scenario, Replications.Long ? 100_000 : 5_000);
        double rate = SingleServerLedger.ExponentialNegativeRate(Load, 20), overshoot = SingleServerLedger.ExponentialOvershoot(Load, 20);
        Assert.Equal(0.00922337, rate, 8);
        Assert.Equal(0.0461169, overshoot, 7);
        Assert.InRange(runs.Share(Measures.NegativeRate, rate).ZAgainst(rate), -4, 4);
        Assert.InRange(runs.Mean(Measures.Overshoot).ZAgainst(overshoot), -4, 4);
        // What is left: F less the number left behind, whose mean is rho / (1 - rho) = 4.
        Assert.InRange(runs.Mean(Measures.FinalBalance).ZAgainst(20 - 4), -4, 4);
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}
