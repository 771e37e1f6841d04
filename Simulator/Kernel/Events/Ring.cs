namespace Fleek.Sim.Kernel;

/// <summary>
/// A first-in-first-out lane whose items lie in a <see cref="RingPool{T}"/>: 16 bytes, the default value is an empty lane. It belongs to
/// the pool that filled it; a copy is a second view of the same slots, so keep it in one place and pass it by reference.
/// </summary>
public struct Ring
{
    /// <summary>First slot of the lane's block in the arena; meaningless while the lane is empty.</summary>
    internal int Start;

    /// <summary>Offset of the oldest item in the block.</summary>
    internal int Head;

    /// <summary>Slots of the block, a power of two; 0 without a block.</summary>
    internal int Capacity;

    /// <summary>Items waiting.</summary>
    public int Count { get; internal set; }
}
