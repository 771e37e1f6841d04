using Fleek.Core.Incentives;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.Adapters.Studies;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Studies;

/// <summary>The regions of a market: what their demand pays and what a node costs there.</summary>
internal static class MarketRegions
{
    public static LocationGame Of(IncentivesSpec market, ulong seed, StudyLists lists)
    {
        Credits[] demand = market.Demand switch
        {
            DemandLaw.Zipf => Zipf(market),
            DemandLaw.Cities => Shared(market.Value, PeopleOf(Metros.All)),
            _ => Shared(market.Value, [.. ListOf(lists).Select(r => r.Demand)]),
        };
        Credits[] costs = new Credits[demand.Length];
        for (int region = 0; region < costs.Length; region++)
        {
            double uniform = new RandomStream(seed, StreamPurpose.RegionCost, region).NextUniform();
            costs[region] = new((long)(market.Cost.Units * (1 + (market.CostSpread * ((2 * uniform) - 1)))));
        }

        return new LocationGame(demand, costs);
    }

    /// <summary>People of cities, in their order.</summary>
    public static long[] PeopleOf(IReadOnlyList<Place> cities) => [.. cities.Select(city => (long)city.Weight)];

    /// <summary>
    /// Whole multiples of one amount, so that what is in proportion stays so and what is equal stays equal. What the amount's
    /// rounding leaves is not paid to anybody.
    /// </summary>
    public static Credits[] Shared(Credits value, IReadOnlyList<long> weights)
    {
        long unit = value.Units / Math.Max(1, weights.Sum());
        return [.. weights.Select(w => new Credits(w * unit))];
    }

    /// <summary>
    /// The greatest region's value, of which the m-th has the m^s-th part, rounded down: by whole division where the exponent is
    /// 1, so that quotients which should be equal are.
    /// </summary>
    private static Credits[] Zipf(IncentivesSpec market)
    {
        double sum = 0;
        for (int m = market.Regions; m >= 1; m--) sum += PortableMath.Pow(m, -market.Exponent);
        long first = (long)(market.Value.Units / sum);
        Credits[] demand = new Credits[market.Regions];
        for (int m = 1; m <= demand.Length; m++)
            demand[m - 1] = new(market.Exponent == 1 ? first / m : (long)(first * PortableMath.Pow(m, -market.Exponent)));
        return demand;
    }

    private static IReadOnlyList<RegionDemand> ListOf(StudyLists lists) =>
        lists.Demand ?? throw new ArgumentException("the scenario wants a list of demand, and none was loaded");
}
