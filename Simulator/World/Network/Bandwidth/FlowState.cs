namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>What is kept of one flow.</summary>
internal struct FlowState
{
    /// <summary>The number of the flow in this slot; 0 while the slot is free.</summary>
    public long Number;

    /// <summary>Links crossed, and for each the place of this flow among the link's members.</summary>
    public PathBuffer Path, Place;

    public int PathLength;

    /// <summary>The link of the path with the least (level, link): the one whose clock times this flow.</summary>
    public int Owner;

    /// <summary>Place among the owner's flows that wait for their end; -1 for an elastic flow, which has none.</summary>
    public int Waiting;

    /// <summary>The reading of the owner's clock at which the amount will have been transferred; nanobits.</summary>
    public Int128 Mark;

    /// <summary>Bits to transfer; 0 for an elastic flow.</summary>
    public long Bits;

    /// <summary>Elastic flows: the rate last told to the caller (-1: none yet), and whether it may have changed since.</summary>
    public long ToldBitsPerSecond;

    public bool MayHaveChanged;

    /// <summary>The link that stands for this flow's own rate cap; -1 without one.</summary>
    public int CapLink;

    public readonly bool Elastic => Bits == 0;
}
