using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Delivery;

namespace Fleek.Sim.World.Studies;

/// <summary>Runs scenarios that are studies: of a kind of their own, and not of users whose payments are the question.</summary>
internal static class Study
{
    public static RunResult Run(Scenario scenario, ulong seed, WorldInputs inputs, RunObserver? observer, CancellationToken cancel) =>
        scenario.Delivery is { Workload: DeliveryWorkload.Load } load ? new LoadStudy(scenario, load, seed).Run(observer, cancel)
        : scenario.Delivery is { } delivery ? new DeliveryStudy(scenario, delivery, seed).Run(observer, cancel)
        : scenario.Incentives is { } market
            ? new MarketStudy(scenario, market, seed, inputs.Lists).Run(observer, cancel)
            : scenario.Collusion is { } collusion ? new CollusionStudy(scenario.Nodes, collusion, seed).Run(observer, cancel)
            : scenario.Rewards is { } rewards ? new RewardStudy(scenario.Nodes, rewards, seed).Run(observer, cancel)
            : new CoverageStudy(scenario, scenario.Coverage!, seed, inputs.Lists).Run(observer, cancel);
}
