using CsCheck;
using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Population;

namespace Fleek.Tests.World;

/// <summary>PC: one biller a round trip away hides what the others spend in a round trip, and nothing else.</summary>
public sealed class CentralBillerTests
{
    [Fact]
    public void With_equal_delays_nodes_decide_as_on_a_ledger_whose_lag_is_the_round_trip() =>
        Gen.Select(Gen.Int[1, 6], Gen.Long[50, 400], Gen.Long[0, 40], Gen.Long[1, 20], Gen.Long[1, 2_000], Gen.ULong[0, 1_000]).Sample(
            (k, balance, freeze, threshold, delayMs, seed) =>
            {
                Scenario central = Central(Worlds.Poisson(2, balance, freeze, k, 20, 0, Worlds.Threshold(threshold), 30), delayMs);
                Scenario constant = central with
                {
                    Ledger = new LedgerSpec(Duration.FromMilliseconds(2 * delayMs), LagDistribution.Constant, 0),
                };
                RunResult one = CellRunner.Run(central, seed, WorldInputs.None), other = CellRunner.Run(constant, seed, WorldInputs.None);
                Assert.Equal(other.TraceHash, one.TraceHash);
                Assert.Equal(
                    other.Measures[Measures.FinalBalance], one.Measures[Measures.FinalBalance]);
            }, iter: Replications.Long ? 2_000 : 100);

    [Fact]
    public void What_the_others_serve_within_a_round_trip_is_overspent()
    {
        // K r RTT = 7 x 100 x 0.05 s = 35 chunks, and Poisson.
        Scenario scenario = Central(Worlds.Poisson(50, 800, 0, 8, 100, 0, Worlds.EveryChunk, 60), 25);
        Replications runs = Replications.Of(scenario, Replications.Long ? 80 : 12);
        Pooled final = runs.Mean(Measures.FinalBalance);
        Assert.InRange(final.ZAgainst(FirstOrderLaw.MeanFinal(0, 8, 100 * 0.05, 0)), -4, 4);
        Assert.Equal(35, -FirstOrderLaw.MeanFinal(0, 8, 100 * 0.05, 0), 1e-9);
    }

    [Fact]
    public void With_places_the_round_trips_are_those_to_the_largest_place()
    {
        Scenario scenario = Central(Worlds.Poisson(20, 1_000, 0, 8, 100, 0, Worlds.EveryChunk, 60), 0) with
        {
            Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
        };
        long[] toBiller = [.. Surroundings.Of(scenario, 1, WorldInputs.None).DelaysToValidators(1).Select(d => d[0])];
        Replications runs = Replications.Of(scenario, 6);
        Pooled final = runs.Mean(Measures.FinalBalance);
        // A chunk that is under way to its payer is spent and not booked either.
        double unpaid = 100 * runs.RunMean(Measures.UnpaidTime).Mean / 1_000;
        double nearest = 100 * 2 * toBiller.Min() / 1e9, farthest = 100 * 2 * toBiller.Max() / 1e9;
        Assert.InRange(-final.Mean, 7 * (nearest + unpaid), 7 * (farthest + unpaid));
        double mean = 100 * 2 * toBiller.Average() / 1e9;
        Assert.Equal(7 * (mean + unpaid), -final.Mean, 0.25 * 7 * (mean + unpaid));
    }

    private static Scenario Central(Scenario scenario, long delayMs) => scenario with
    {
        Ledger = new LedgerSpec(Duration.Zero, LagDistribution.Central, 0) { BillerDelay = Duration.FromMilliseconds(delayMs) },
    };
}
