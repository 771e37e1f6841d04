using System.Numerics;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A rolling 64-bit hash over everything that happened, in order: two runs with equal hashes did the same. Not cryptographic.
/// </summary>
public struct TraceHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <summary>The hash so far.</summary>
    public readonly ulong Value => _state;

    public void Add(ulong word) => 
        _state = unchecked(((BitOperations.RotateLeft(_state, 23) ^ word) * Multiplier) + 1);

    public void Add(long word) => Add(unchecked((ulong)word));
}
