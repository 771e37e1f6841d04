namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>One round of a DAG: a block of each validator that is up.</summary>
internal sealed class DagRound(int validators)
{
    /// <summary>When each block was made, in nanoseconds; never, if its validator is down.</summary>
    public long[] MadeNs { get; } = new long[validators];

    /// <summary>When each block may be stood on: once made, or once certified. It is sent to all then.</summary>
    public long[] ReadyNs { get; } = new long[validators];

    /// <summary>Blocks of the round below that each block stands on.</summary>
    public bool[][] StandsOn { get; } = [.. Enumerable.Range(0, validators).Select(_ => new bool[validators])];

    public bool[] IsOrdered { get; } = new bool[validators];
}
