using System.Numerics;
using System.Runtime.CompilerServices;

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

    /// <summary>Adds four words in one step: mixed apart from each other, so that a long trace costs one dependent multiplication each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long a, ulong b, long c, long d)
    {
        unchecked
        {
            ulong first = ((ulong)a * 0xD6E8FEB86659FD93) ^ BitOperations.RotateLeft(b * 0xA0761D6478BD642F, 29);
            ulong second = ((ulong)c * 0xE7037ED1A0B428DB) ^ BitOperations.RotateLeft((ulong)d * 0x8EBC6AF09C88C6E3, 41);
            Add(first + BitOperations.RotateLeft(second, 17));
        }
    }
}
