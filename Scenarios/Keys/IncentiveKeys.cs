namespace Fleek.Scenarios.Keys;

/// <summary>The keys of a market of nodes that choose their region. Amounts are for one round, of whatever length.</summary>
internal static class IncentiveKeys
{
    public const string Block = "incentives";
    public const string Demand = Block + ".demand";
    public const string Regions = Block + ".regions";
    public const string Exponent = Block + ".exponent";
    public const string List = Block + ".list";
    public const string Value = Block + ".value";
    public const string Cost = Block + ".cost";
    public const string CostSpread = Block + ".cost_spread";
    public const string Start = Block + ".start";
    public const string Order = Block + ".order";
    public const string Rounds = Block + ".rounds";
    public const string Noise = Block + ".noise";
    public const string Delay = Block + ".information_delay";
    public const string SwitchingCost = Block + ".switching_cost";
    public const string Revision = Block + ".revision";
    public const string Entrants = Block + ".entrants";

    public const string Zipf = "zipf";
    public const string Cities = "cities";
    public const string OfList = "list";

    public static IEnumerable<KeySpec> All =>
    [
        new(Demand, KeyKind.Word, Zipf,
            "Which regions there are and what share of the value each has: zipf: that of the m-th is as 1 / m^exponent; cities: the largest "
                + "metropolitan areas of the world by people; list: those of a file.")
            { Words = [Zipf, Cities, OfList] },
        new(Regions, KeyKind.Count, "2000", "Regions.") { Min = "1", Max = "100000", UsedWhere = Demand, UsedBy = [Zipf] },
        new(Exponent, KeyKind.Number, "1", "How unequal they are; 0: all the same.")
            { Min = "0", Max = "5", UsedWhere = Demand, UsedBy = [Zipf] },
        new(List, KeyKind.Path, null, "File of regions: csv with the columns `name` and `demand`, a whole number from 0; relative to this file.")
            { UsedWhere = Demand, UsedBy = [OfList] },
        new(Value, KeyKind.Money, "1000 credit", "What all demand together pays in a round, shared in each region equally by the nodes there.")
            { Min = "1 credit", InCreditAlone = true },
        new(Cost, KeyKind.Money, "0 credit", "What a node costs in a round, in the mean of the regions.") { Min = "0 credit", InCreditAlone = true },
        new(CostSpread, KeyKind.Share, "0", "Costs of regions are uniform within this share of the mean, drawn per seed.") { Min = "0", Max = "1" },
        new(Start, KeyKind.Word, "random", "Where nodes begin: in regions drawn at random, all in the first, or where they would come to rest.")
            { Words = ["random", "first", "equilibrium"] },
        new(Order, KeyKind.Word, "shuffled", "In which order nodes choose in a round: a new one in each, or by their numbers.")
            { Words = ["shuffled", "fixed"] },
        new(Rounds, KeyKind.Count, "100", "Rounds; in each every node may choose anew.") { Min = "1", Max = "100000" },
        new(Noise, KeyKind.Number, "0",
            "Nodes choose by logit: a region with a probability as e^(earnings / noise), in units of what a node earns in the mean. 0: the best.")
            { Min = "0", Max = "1000000" },
        new(Delay, KeyKind.Count, "0", "Nodes see where the others were at the end of so many rounds ago; 0: where they are.")
            { Min = "0", Max = "1000" },
        new(SwitchingCost, KeyKind.Number, "0", "What a move costs, set against the gain of one round, in units of what a node earns in the mean.")
            { Min = "0", Max = "1000000" },
        new(Revision, KeyKind.Share, "1", "Each node's chance to choose anew in a round.") { Min = "0", AboveMin = true, Max = "1" },
        new(Entrants, KeyKind.Count, "0",
            "Nodes outside that consider to enter in each round, while those inside leave where they make a loss. 0: nobody enters or leaves.")
            { Min = "0", Max = "100000" },
    ];
}
