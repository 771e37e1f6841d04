using Fleek.Core.Primitives;
using Fleek.Core.Ledger;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Population;
using Fleek.Sim.World.Sequencing;

namespace Fleek.Tests.World;

public sealed class SequencerTests
{
    [Fact]
    public void A_random_lag_without_spread_equals_the_constant_lag()
    {
        Scenario constant = Worlds.Poisson(20, 200, 20, 4, 20, 1, Worlds.Threshold(10), 60);
        Scenario deterministic = constant with
        {
            Ledger = constant.Ledger with { Distribution = LagDistribution.Deterministic },
        };
        Assert.Equal(Hash(constant), Hash(deterministic));

        static ulong Hash(Scenario scenario) => CellRunner.Run(scenario, 5, WorldInputs.None).TraceHash;
    }

    [Theory]
    [InlineData(LagDistribution.Exponential, 0, 1.0)]
    [InlineData(LagDistribution.LogNormal, 1, 1.3108)]
    public void Random_lags_have_the_given_mean_and_spread(LagDistribution law, double sigma, double sdOverMean)
    {
        const int n = 200_000;
        Scenario scenario = Worlds.Poisson(1, 10, 0, 1, 1, 2.5, Worlds.EveryChunk, 1);
        scenario = scenario with { Ledger = new(Duration.FromSeconds(2.5), law, sigma) };
        ISequencer sequencer = Sequencers.For(scenario, 11, Surroundings.Of(scenario, 11, WorldInputs.None));
        double sum = 0, squares = 0;
        for (int i = 0; i < n; i++)
        {
            double lag = sequencer.Submit(Instant.Zero, default(Redeem), 0).Final.Seconds;
            Assert.True(lag >= 0);
            sum += lag;
            squares += lag * lag;
        }

        double mean = sum / n, sd = Math.Sqrt((squares / n) - (mean * mean));
        Assert.InRange((mean - 2.5) / (2.5 * sdOverMean / Math.Sqrt(n)), -4, 4);
        Assert.Equal(sdOverMean, sd / 2.5, 0.05);
    }
}
