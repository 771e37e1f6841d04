using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// The permuted congruential generator PCG-XSH-RR with 64 bits of state and 32 of output (O'Neill, "PCG: a family of simple fast
/// space-efficient statistically good algorithms for random number generation", 2014). The same numbers on every machine.
/// </summary>
public class PcgRandom : IRandom
{
    private const ulong Multiplier = 6364136223846793005UL, Increment = 1442695040888963407UL;

    private ulong _state;

    /// <summary>A sequence from seed 0: nothing here draws on the machine's own entropy.</summary>
    public PcgRandom()
        : this(0)
    {
    }

    public PcgRandom(int seed) => Reinitialise(seed);

    public int Next()
    {
        while (true)
        {
            int value = (int)(NextBits() >> 1);
            if (value != int.MaxValue) return value;
        }
    }

    public int Next(int upperBound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(upperBound);
        return (int)Below((uint)upperBound);
    }

    public int Next(int lowerBound, int upperBound)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lowerBound, upperBound);
        return (int)(lowerBound + Below((uint)((long)upperBound - lowerBound)));
    }

    public double NextDouble() => ((((ulong)NextBits() << 32) | NextBits()) >> 11) * (1.0 / (1UL << 53));

    public void Reinitialise(int seed)
    {
        unchecked
        {
            _state = ((ulong)(uint)seed + Increment) * Multiplier + Increment;
        }
    }

    private uint NextBits()
    {
        unchecked
        {
            ulong old = _state;
            _state = old * Multiplier + Increment;
            return uint.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
        }
    }

    /// <summary>Without bias: the few values that would favour small results are drawn again (Lemire, 2019).</summary>
    private long Below(uint bound)
    {
        while (true)
        {
            ulong product = (ulong)NextBits() * bound;
            if (unchecked((uint)product) >= unchecked(0u - bound) % bound) return (long)(product >> 32);
        }
    }
}
