namespace Fleek.Scenarios.Measuring;

/// <summary>The measures of scenarios that are studies. A run gives one number each, and cells the mean over seeds.</summary>
internal static class StudyDefinitions
{
    public static IReadOnlyList<MeasureDefinition> Incentives { get; } =
    [
        Of(Measures.EquilibriumDistance, "share of nodes", Direction.LowerIsBetter,
            "Nodes too many in some regions or too few in others, whichever is more, against the equilibrium of nodes that respond best at no moving "
            + "cost, over the nodes there; mean over the rounds of the second half of a run. Only where `kind` is incentives, as all below up to the "
            + "profit."),
        Of(Measures.RoundsToRest, "rounds", Direction.LowerIsBetter,
            "The last round in which somebody moved, where nodes then rest for good; nothing was observed where they do not."),
        Of(Measures.MovesPerNode, "moves per node", Direction.LowerIsBetter,
            "Moves, entries and exits in the whole run over the nodes that were ever in the market."),
        Of(Measures.RegionsCovered, "regions", Direction.HigherIsBetter, "Regions with at least one node at the end."),
        Of(Measures.CoveredDemand, "share of demand", Direction.HigherIsBetter, "Demand of those regions over that of all."),
        Of(Measures.CoveredOfOptimum, "share of the best", Direction.HigherIsBetter,
            "The same over the most that as many nodes could cover: the greatest regions with one node each."),
        Of(Measures.PotentialShare, "share of the equilibrium's", Direction.Neutral,
            "Rosenthal's potential at the end over that of the equilibrium; nothing was observed where that is not above zero."),
        Of(Measures.MarketNodes, "nodes", Direction.Neutral, "Nodes in the market at the end."),
        Of(Measures.NodeProfit, "credit per node", Direction.Neutral,
            "What nodes are paid in a round less what they cost, mean over the nodes in the market at the end."),
    ];

    public static IReadOnlyList<MeasureDefinition> Coverage { get; } =
    [
        Of(Measures.NearestKm, "km", Direction.LowerIsBetter,
            "Great-circle distance from a client to the nearest node, mean over the clients of one run. Only where `kind` is coverage, as all below."),
        Of(Measures.NearestP95Km, "km", Direction.LowerIsBetter, "95th percentile (nearest rank) of the same."),
        Of(Measures.NearestRtt, "ms", Direction.LowerIsBetter,
            "Round trip between a client and the node that is nearest by distance, by the delay model; 1 ms to a node within 60 km, which is in the same "
            + "metropolitan area. Mean over the clients of one run."),
        Of(Measures.NearestRttP50, "ms", Direction.LowerIsBetter, "Median of the same."),
        Of(Measures.NearestRttP95, "ms", Direction.LowerIsBetter, "95th percentile (nearest rank) of the same."),
        Of(Measures.Sites, "places", Direction.Neutral, "Places with at least one node."),
    ];

    public static IReadOnlyList<MeasureDefinition> Collusion { get; } =
    [
        Of(Measures.StolenRatio, "share of value served", Direction.LowerIsBetter,
            "What colluding nodes were paid for no chunk, over what honest clients were served and paid for, in one run. Only where `kind` is "
            + "collusion, as all below."),
        Of(Measures.StolenChunks, "chunk prices", Direction.LowerIsBetter, "What colluding nodes were paid for no chunk up to the end of one run."),
        Of(Measures.StolenOfBound, "share of the bound", Direction.LowerIsBetter,
            "The same over the caps of all grants that colluding clients were given: never above 1."),
        Of(Measures.ColludingGrants, "grants per second", Direction.LowerIsBetter, "Grants that colluding clients were given, over the time simulated."),
        Of(Measures.HonestRefused, "share of chunks", Direction.LowerIsBetter,
            "Chunks of honest sessions that no grant paid for, so that they come through the tunnel, over all that honest clients wanted."),
        Of(Measures.CaughtNodes, "share of colluding nodes", Direction.HigherIsBetter, "Colluding nodes that were given up by the end."),
        Of(Measures.WronglyGivenUp, "nodes", Direction.LowerIsBetter, "Honest nodes that were given up by the end."),
    ];

    public static IReadOnlyList<MeasureDefinition> Rewards { get; } =
    [
        Of(Measures.IssuedOfSupply, "share of supply a year", Direction.Neutral,
            "Tokens issued in one run over the supply at its start, for a year of the clock. Only where `kind` is rewards, as all below."),
        Of(Measures.RewardGap, "base units", Direction.LowerIsBetter,
            "What all pots of a run and what was paid from them differ by, recounted in every epoch; it is 0, or the run fails."),
        Of(Measures.BoostedTokens, "ratio", Direction.Neutral, "Tokens for the same revenue that nodes with a locked stake get, over those of nodes without; mean over epochs."),
        Of(Measures.ReputationGood, "points", Direction.HigherIsBetter, "Reputation of good nodes at the end, mean; 0 for who has none."),
        Of(Measures.ReputationPoor, "points", Direction.LowerIsBetter, "The same of poor nodes that report the truth."),
        Of(Measures.ReputationLiars, "points", Direction.LowerIsBetter, "The same of poor nodes that lie."),
        Of(Measures.GoodParticipating, "share of epochs", Direction.HigherIsBetter, "Epochs in which a good node took part, mean over them."),
        Of(Measures.PoorParticipating, "share of epochs", Direction.LowerIsBetter, "The same of poor nodes and liars."),
    ];

    private static MeasureDefinition Of(string name, string unit, Direction direction, string definition) =>
        new(name, unit, direction, Estimator.RunMean, definition);
}
