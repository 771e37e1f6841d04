using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>How nodes choose where to be.</summary>
public sealed record LocationTerms
{
    public MoveOrder Order { get; init; }

    /// <summary>What a move costs a node, set against what it gains in one round.</summary>
    public Credits SwitchingCost { get; init; }

    /// <summary>
    /// Logit noise in base units: a node is where it would earn u with a probability in proportion to e^(u / noise). 0: it
    /// responds best.
    /// </summary>
    public double NoiseUnits { get; init; }

    /// <summary>Nodes see where the others were at the end of so many rounds ago; 0: where they are.</summary>
    public int DelayRounds { get; init; }

    /// <summary>The chance of each node to reconsider in a round, above 0 and up to 1.</summary>
    public double RevisionShare { get; init; } = 1;

    /// <summary>
    /// Nodes outside that consider entering in each round, while those inside leave where they make a loss; 0: nobody enters or
    /// leaves.
    /// </summary>
    public int Entrants { get; init; }
}
