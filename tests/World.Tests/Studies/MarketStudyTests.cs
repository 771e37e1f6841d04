using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Studies;

namespace Fleek.Tests.World.Studies;

/// <summary>Scenarios of nodes that look for where they earn most.</summary>
public sealed class MarketStudyTests
{
    [Theory]
    [InlineData(10, 5, 0.2792)]
    [InlineData(440, 93, 0.6255)]
    [InlineData(1000, 185, 0.7092)]
    public void Zipf_demand_is_covered_as_published_whatever_the_seed(int nodes, int regions, double share)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            RunResult result = StudyScenarios.Market(nodes, StudyScenarios.Zipf).Run(seed);
            Assert.Equal(regions, result.Value(Measures.RegionsCovered));
            Assert.Equal(share, result.Value(Measures.CoveredDemand), 4);
            Assert.Equal(0, result.Value(Measures.EquilibriumDistance));
            Assert.Equal(1, result.Value(Measures.PotentialShare));
            Assert.Equal(nodes, result.Value(Measures.MarketNodes));
            Assert.InRange(result.Value(Measures.RoundsToRest), 1, 19);
            Assert.InRange(result.Value(Measures.CoveredOfOptimum), 0.5, 1);
        }
    }

    [Fact]
    public void What_is_simulated_is_the_closed_form_for_every_number_of_nodes()
    {
        for (int nodes = 1; nodes <= 300; nodes += 13)
        {
            RunResult result = StudyScenarios.Market(nodes, StudyScenarios.Zipf with { Regions = 60 }).Run();
            long expected = ZipfEquilibrium.RegionsCovered(nodes, 60);
            Assert.Equal(expected, result.Value(Measures.RegionsCovered));
            Assert.Equal(ZipfEquilibrium.ShareOf(expected, 60), result.Value(Measures.CoveredDemand), 9);
        }
    }

    [Fact]
    public void Free_entry_ends_with_as_many_nodes_as_demand_feeds()
    {
        IncentivesSpec open = StudyScenarios.Zipf with { Regions = 50, Cost = new(7 * Credits.UnitsPerCredit), Entrants = 25 };
        RunResult result = StudyScenarios.Market(10, open).Run();
        double harmonic = Enumerable.Range(1, 50).Sum(m => 1.0 / m), first = 1_000 / harmonic;
        Assert.Equal(Enumerable.Range(1, 50).Sum(m => FreeEntry.Nodes(first / m, 7)), result.Value(Measures.MarketNodes));
        Assert.Equal(0, result.Value(Measures.EquilibriumDistance));
        Assert.InRange(result.Value(Measures.NodeProfit), 0, 7);
    }

    [Fact]
    public void Noise_late_news_and_moving_costs_keep_nodes_from_the_equilibrium()
    {
        Assert.InRange(Distance(StudyScenarios.Zipf with { Noise = 0.1 }), 0.1, 0.4);
        Assert.InRange(Distance(StudyScenarios.Zipf with { Noise = 1 }), 0.7, 0.9);
        Assert.InRange(Distance(StudyScenarios.Zipf with { DelayRounds = 1 }), 0.7, 1);
        Assert.InRange(Distance(StudyScenarios.Zipf with { SwitchingCost = 0.5 }), 0.01, 0.1);
        Assert.Equal(0, Distance(StudyScenarios.Zipf with { Cost = new(Credits.UnitsPerCredit), CostSpread = 1 }));
        Assert.Equal(0, Distance(StudyScenarios.Zipf with { Start = MarketStart.Equilibrium }));

        static double Distance(IncentivesSpec market) => StudyScenarios.Market(440, market).Run().Value(Measures.EquilibriumDistance);
    }

    [Fact]
    public void Nodes_that_never_rest_are_said_not_to()
    {
        RunResult herd = StudyScenarios.Market(100, StudyScenarios.Zipf with { DelayRounds = 1 }).Run();
        Assert.Equal(0, herd.Measures[Measures.RoundsToRest].N);
        RunResult still = StudyScenarios.Market(100, StudyScenarios.Zipf with { Start = MarketStart.Equilibrium }).Run();
        Assert.Equal((0, 0), (still.Value(Measures.RoundsToRest), still.Value(Measures.MovesPerNode)));
    }

    [Fact]
    public void A_list_of_demand_is_shared_in_its_proportions_to_the_last_node()
    {
        WorldInputs inputs = new(null, lists: new StudyLists(null, [new("a", 340_000), new("b", 280_000), new("c", 160_000), new("d", 60_000)], null));
        IncentivesSpec market = StudyScenarios.Zipf with { Demand = DemandLaw.List, Regions = 0 };
        RunResult result = StudyScenarios.Market(7, market).Run(1, inputs);
        // D'Hondt: 3, 3, 1 and 0 seats.
        Assert.Equal(3, result.Value(Measures.RegionsCovered));
        Assert.Equal(780.0 / 840, result.Value(Measures.CoveredDemand), 12);
        Assert.Throws<ArgumentException>(() => StudyScenarios.Market(7, market).Run());
    }

    [Fact]
    public void The_same_seed_gives_the_same_hash_watched_or_not_and_another_seed_another()
    {
        Scenario noisy = StudyScenarios.Market(50, StudyScenarios.Zipf with { Noise = 0.2, Regions = 100 });
        ulong hash = noisy.Run(3).TraceHash;
        Assert.Equal(hash, noisy.Run(3).TraceHash);
        Assert.NotEqual(hash, noisy.Run(4).TraceHash);
        RunObserver observer = new();
        Assert.Equal(hash, CellRunner.Observe(noisy, 3, WorldInputs.None, observer).TraceHash);
        Assert.True(observer.Effects > 0);
    }
}
