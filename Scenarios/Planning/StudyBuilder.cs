using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Makes what a cell says of a study, and checks it.</summary>
internal static class StudyBuilder
{
    /// <summary>Most choices of one run: nodes times rounds.</summary>
    private const long MostChoices = 1_000_000_000;

    /// <summary>Most distances of one run: nodes times clients.</summary>
    private const long MostDistances = 10_000_000_000;

    /// <summary>Most nodes that demand may feed where they enter freely.</summary>
    private const long MostFedNodes = 1_000_000;

    public static IncentivesSpec? Incentives(ResolvedSettings settings)
    {
        if (settings.Find(KindKeys.Kind)?.Text != IncentiveKeys.Block) return null;
        DemandLaw demand = settings[IncentiveKeys.Demand].Text switch
        {
            IncentiveKeys.Cities => DemandLaw.Cities,
            IncentiveKeys.OfList => DemandLaw.List,
            _ => DemandLaw.Zipf,
        };
        return new(
            demand, Count(IncentiveKeys.Regions), Number(IncentiveKeys.Exponent), settings.Find(IncentiveKeys.List)?.Text,
            new(settings[IncentiveKeys.Value].ToLong()), new(settings[IncentiveKeys.Cost].ToLong()), Number(IncentiveKeys.CostSpread))
        {
            Start = settings[IncentiveKeys.Start].Text switch
            {
                "first" => MarketStart.First,
                "equilibrium" => MarketStart.Equilibrium,
                _ => MarketStart.Random,
            },
            FixedOrder = settings[IncentiveKeys.Order].Text == "fixed",
            Rounds = Count(IncentiveKeys.Rounds),
            Noise = Number(IncentiveKeys.Noise),
            DelayRounds = Count(IncentiveKeys.Delay),
            SwitchingCost = Number(IncentiveKeys.SwitchingCost),
            Revision = Number(IncentiveKeys.Revision),
            Entrants = Count(IncentiveKeys.Entrants),
        };

        int Count(string path) => (int)(settings.Find(path)?.ToLong() ?? 0);
        double Number(string path) => settings.Find(path)?.Number.ToDouble() ?? 0;
    }

    public static CoverageSpec? Coverage(ResolvedSettings settings) => settings.Find(KindKeys.Kind)?.Text != CoverageKeys.Block ? null : new(
        settings[CoverageKeys.Placement].Text switch
        {
            CoverageKeys.Population => Placement.Population,
            CoverageKeys.Largest => Placement.Largest,
            CoverageKeys.Equilibrium => Placement.Equilibrium,
            CoverageKeys.OfList => Placement.List,
            _ => Placement.Uniform,
        },
        settings.Find(CoverageKeys.Locations)?.Text, settings.Find(CoverageKeys.People)?.Text, (int)settings[CoverageKeys.Clients].ToLong(),
        settings[CoverageKeys.Demand].Text == CoverageKeys.Sphere);

    public static void Check(Scenario scenario, ResolvedSettings settings, Mark fallback, DiagnosticSink sink)
    {
        CollusionBuilder.Check(scenario, Report);
        RewardBuilder.Check(scenario, Report);
        DeliveryBuilder.Check(scenario, settings, fallback, sink);
        if (scenario.Coverage is { } coverage)
        {
            if (coverage is { Placement: Placement.List, Locations: null })
                Report(CoverageKeys.Placement, $"placement by a list needs '{CoverageKeys.Locations}'", "name a file of locations");
            if ((long)scenario.Nodes * coverage.Clients > MostDistances)
                Report(CoverageKeys.Clients, $"{scenario.Nodes} nodes times {coverage.Clients} clients are more than {MostDistances} distances",
                    "use fewer clients and more seeds");
        }

        if (scenario.Incentives is not { } market) return;
        if (market is { Demand: DemandLaw.List, List: null })
            Report(IncentiveKeys.Demand, $"demand by a list needs '{IncentiveKeys.List}'", "name a file of regions");
        if (((long)scenario.Nodes + market.Entrants) * market.Rounds > MostChoices)
            Report(IncentiveKeys.Rounds, $"{scenario.Nodes} nodes in {market.Rounds} rounds make more than {MostChoices} choices", "use fewer rounds");
        if (market.Entrants > 0 && LeastCost(market) * MostFedNodes < market.Value.Units)
        {
            Report(IncentiveKeys.Entrants, $"nodes may enter, and at a cost of {market.Cost} in the mean some regions would feed more than "
                + $"{MostFedNodes} of them", "use a greater incentives.cost, or a lesser spread");
        }

        void Report(string path, string message, string help) =>
            sink.Add(Codes.StudyTerms, message, settings.Find(path)?.At ?? fallback, help: help);
    }

    private static double LeastCost(IncentivesSpec market) => market.Cost.Units * (1 - market.CostSpread);
}
