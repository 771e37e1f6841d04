namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>A block of the log, and what still fits into it.</summary>
internal sealed class PlannedBlock(DecidedBlock decided, long capacity)
{
    public DecidedBlock Decided => decided;

    /// <summary>When the first validator knows that it is final.</summary>
    public long FinalNs { get; } = decided.KnownNs.Min();

    public long Room { get; set; } = capacity;
}
