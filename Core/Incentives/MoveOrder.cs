namespace Fleek.Core.Incentives;

/// <summary>In which order the nodes of a round choose.</summary>
public enum MoveOrder
{
    /// <summary>A new random order in each round.</summary>
    Shuffled,

    /// <summary>By number, the same in each round.</summary>
    ByNumber,
}
