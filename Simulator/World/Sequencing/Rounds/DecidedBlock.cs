namespace Fleek.Sim.World.Sequencing.Rounds;

/// <summary>A block that the committee agreed on, in the order of the log.</summary>
/// <param name="Proposer">The validator whose block it is.</param>
/// <param name="CutNs">When it was made: what reached the proposer by then may be in it.</param>
/// <param name="KnownNs">When each validator knows that it is final.</param>
internal sealed record DecidedBlock(int Proposer, long CutNs, long[] KnownNs)
{
    /// <summary>When the first validator knows that it is final.</summary>
    public long FinalNs => KnownNs.Min();
}
