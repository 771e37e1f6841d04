using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Analysis.Theory;

/// <summary>The closed forms of studies: of coverage, of markets that come to rest, of colluders, and of what is issued.</summary>
internal static class LocationCurve
{
    /// <summary>The predicted value of a measure of a study; null where no closed form applies.</summary>
    public static double? Predict(string measure, Scenario scenario)
    {
        if (scenario.Collusion is { } collusion) return measure == Measures.StolenChunks ? CollusionLaw.Stolen(collusion, scenario.Nodes) : null;
        if (scenario.Rewards is { } rewards) return measure == Measures.IssuedOfSupply ? EmissionLaw.IssuedOfSupply(rewards) : null;
        if (scenario.Delivery is { } delivery) return DeliveryCurve.Predict(measure, delivery);
        // Of uniform nodes the distance has one law, wherever clients are.
        if (measure == Measures.NearestKm && scenario.Coverage is { Placement: Placement.Uniform })
            return NearestNode.Mean(scenario.Nodes, NearestNode.EarthRadiusKm);
        if (scenario.Incentives is not { Demand: DemandLaw.Zipf, Exponent: 1, Entrants: 0 } market || !ComesToRest(market)) return null;
        long covered = ZipfEquilibrium.RegionsCovered(scenario.Nodes, market.Regions);
        return measure switch
        {
            Measures.RegionsCovered => covered,
            Measures.CoveredDemand => ZipfEquilibrium.ShareOf(covered, market.Regions),
            _ => null,
        };
    }

    private static bool ComesToRest(IncentivesSpec market) =>
        market is { Noise: 0, DelayRounds: 0, SwitchingCost: 0 } && (market.CostSpread == 0 || market.Cost == Credits.Zero);
}
