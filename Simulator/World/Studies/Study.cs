using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Studies;

/// <summary>Runs scenarios that are studies: without messages and users who pay.</summary>
internal static class Study
{
    public static RunResult Run(Scenario scenario, ulong seed, WorldInputs inputs, RunObserver? observer, CancellationToken cancel) =>
        scenario.Incentives is { } market
            ? new MarketStudy(scenario, market, seed, inputs.Lists).Run(observer, cancel)
            : scenario.Collusion is { } collusion ? new CollusionStudy(scenario.Nodes, collusion, seed).Run(observer, cancel)
            : scenario.Rewards is { } rewards ? new RewardStudy(scenario.Nodes, rewards, seed).Run(observer, cancel)
            : new CoverageStudy(scenario, scenario.Coverage!, seed, inputs.Lists).Run(observer, cancel);
}
