using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>Which regions nodes choose from.</summary>
public enum DemandLaw
{
    /// <summary>The m-th region's demand is as 1 / m^exponent.</summary>
    Zipf,

    /// <summary>The largest metropolitan areas, by people.</summary>
    Cities,

    /// <summary>Those of a file.</summary>
    List,
}

/// <summary>Where nodes begin.</summary>
public enum MarketStart
{
    Random,
    First,
    Equilibrium,
}

/// <summary>A market of nodes that choose their region, round by round.</summary>
/// <param name="Regions">Of a Zipf law; else 0.</param>
/// <param name="Exponent">Of a Zipf law; else 0.</param>
/// <param name="List">Full path of the file of regions, or null.</param>
/// <param name="Value">What all demand pays in a round.</param>
/// <param name="Cost">Of a node in a round, in the mean of the regions.</param>
/// <param name="CostSpread">Costs of regions are uniform within this share of the mean.</param>
public sealed record IncentivesSpec(
    DemandLaw Demand, int Regions, double Exponent, string? List, Credits Value, Credits Cost, double CostSpread)
{
    public MarketStart Start { get; init; }

    /// <summary>Nodes choose by their numbers in each round; else in a new random order.</summary>
    public bool FixedOrder { get; init; }

    public int Rounds { get; init; } = 1;

    /// <summary>Of a logit choice, in units of the value over the nodes; 0: nodes respond best.</summary>
    public double Noise { get; init; }

    /// <summary>Rounds that news take; 0: nodes see what is.</summary>
    public int DelayRounds { get; init; }

    /// <summary>What a move costs, in units of the value over the nodes.</summary>
    public double SwitchingCost { get; init; }

    /// <summary>A node's chance to choose anew in a round, above 0 and up to 1.</summary>
    public double Revision { get; init; } = 1;

    /// <summary>Nodes outside that consider to enter in each round; 0: nobody enters or leaves.</summary>
    public int Entrants { get; init; }
}
