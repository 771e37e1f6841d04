using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World.Studies;

/// <summary>Scenarios that are studies, for tests.</summary>
internal static class StudyScenarios
{
    public static IncentivesSpec Zipf { get; } = new(DemandLaw.Zipf, 2_000, 1, null, new(1_000 * Credits.UnitsPerCredit), Credits.Zero, 0)
    {
        Rounds = 20,
    };

    public static Scenario Market(int nodes, IncentivesSpec market) => Worlds.Poisson(1, 100, 0, 1, 1, 1, Worlds.EveryChunk, 1) with
    {
        Nodes = nodes, Incentives = market,
    };

    public static Scenario Coverage(int nodes, Placement placement, int clients, bool onSphere = false) =>
        Market(nodes, Zipf) with { Incentives = null, Coverage = new(placement, null, null, clients, onSphere) };

    public static double Value(this RunResult result, string measure) => result.Measures[measure].Value;

    public static RunResult Run(this Scenario scenario, ulong seed = 1, WorldInputs? inputs = null) =>
        CellRunner.Run(scenario, seed, inputs ?? WorldInputs.None);
}
