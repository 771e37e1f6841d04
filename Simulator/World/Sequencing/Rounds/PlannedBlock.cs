namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>A block of the log, and what still fits into it.</summary>
internal sealed class PlannedBlock(DecidedBlock decided, long capacity)
{
    public DecidedBlock Decided => decided;

    public long Room { get; set; } = capacity;
}
