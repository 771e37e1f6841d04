using System;

#if FLEEK_KERNEL
namespace Fleek.Sim.Kernel;
#else
namespace Fleek.Core.Primitives;
#endif

/// <summary>
/// A stream of random numbers keyed by (seed, purpose, entity, incarnation). Two different keys never share a draw, so adding
/// an entity or a consumer shifts nobody else's numbers, and two policies can be compared on common random numbers.
/// Copying the struct copies the position: hold it in one place and pass it by reference.
/// </summary>
/// <remarks>
/// Counter-based Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011):
/// the key is a mix of seed and purpose; the counter's high half is the entity and its incarnation, the low half the position.
/// </remarks>
public struct RandomStream
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    private readonly ulong _key;
    private readonly ulong _entity;
    private ulong _block;
    private ulong _spare;
    private bool _hasSpare;

    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the numbers are for; each consumer has its own.</param>
    /// <param name="entity">Whose numbers they are; 0 to 2^48 - 1.</param>
    /// <param name="incarnation">Counts the entity's restarts; 0 to 65,535.</param>
    public RandomStream(ulong seed, uint purpose, long entity, int incarnation = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entity);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(entity, 1L << 48);
        ArgumentOutOfRangeException.ThrowIfNegative(incarnation);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(incarnation, ushort.MaxValue);
        unchecked
        {
            _key = Mix(seed + 0x9E3779B97F4A7C15UL * (purpose + 1UL));
        }

        _entity = ((ulong)incarnation << 48) | (ulong)entity;
        _block = 0;
        _spare = 0;
        _hasSpare = false;
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        ulong first = Philox(_key, _entity, _block, out _spare);
        _block++;
        _hasSpare = true;
        return first;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in (0, 1]: safe to take the logarithm of.</summary>
    public double NextPositiveUniform() => ((NextBits() >> 11) + 1) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 .. <paramref name="bound"/> - 1, without bias; the bound is positive.</summary>
    public long NextBelow(long bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong n = (ulong)bound;
        // Lemire's multiply-and-reject: a draw is refused with probability below n / 2^64.
        ulong threshold = unchecked(0UL - n) % n;
        while (true)
        {
            ulong high = Math.BigMul(NextBits(), n, out ulong low);
            if (low >= threshold) return (long)high;
        }
    }

    /// <summary>Exponential with mean 1.</summary>
    public double NextExponential() => -PortableMath.Log(NextPositiveUniform());

    /// <summary>Standard normal, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        while (true)
        {
            double u = (2 * NextUniform()) - 1, v = (2 * NextUniform()) - 1;
            double s = (u * u) + (v * v);
            if (s is > 0 and < 1) return u * Math.Sqrt(-2 * PortableMath.Log(s) / s);
        }
    }

    /// <summary>One Philox4x32-10 block: returns words 0 and 1, and words 2 and 3 in <paramref name="second"/>.</summary>
    internal static ulong Philox(ulong key, ulong counterHigh, ulong counterLow, out ulong second)
    {
        unchecked
        {
            uint c0 = (uint)counterLow, c1 = (uint)(counterLow >> 32), c2 = (uint)counterHigh, c3 = (uint)(counterHigh >> 32);
            uint k0 = (uint)key, k1 = (uint)(key >> 32);
            for (int round = 0; round < 10; round++)
            {
                ulong p0 = (ulong)Multiplier0 * c0, p1 = (ulong)Multiplier1 * c2;
                c0 = (uint)(p1 >> 32) ^ c1 ^ k0;
                c1 = (uint)p1;
                c2 = (uint)(p0 >> 32) ^ c3 ^ k1;
                c3 = (uint)p0;
                k0 += Weyl0;
                k1 += Weyl1;
            }

            second = c2 | ((ulong)c3 << 32);
            return c0 | ((ulong)c1 << 32);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
