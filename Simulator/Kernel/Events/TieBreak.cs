using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// In which order events of one time run whose keys differ: by key, or shuffled on purpose, to see whether a result hangs on an order that
/// nothing in the model sets. Events of one key, which is to say of one origin, stay first in, first out either way.
/// </summary>
/// <remarks>
/// A shuffle renames keys while they wait: one-to-one, by the seed and anew at every time. It draws from a stream of its own, so the
/// model's random numbers are those of the run that is not shuffled.
/// </remarks>
public readonly struct TieBreak
{
    /// <summary>Purpose of the stream, far from those of models.</summary>
    private const uint StreamPurpose = 0xFFFF_0001;

    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>SplitMix64's multipliers, and what undoes them modulo 2^64.</summary>
    private const ulong FirstFactor = 0xBF58476D1CE4E5B9, FirstInverse = 0x96DE1B173F119089;
    private const ulong SecondFactor = 0x94D049BB133111EB, SecondInverse = 0x319642B2D24D8EC3;

    private readonly ulong _salt;
    private readonly ulong _shuffled;
    private readonly int _halfWidth;

    private TieBreak(ulong seed, int keptBits)
    {
        _salt = new RandomStream(seed, StreamPurpose, 0).NextBits();
        _shuffled = ulong.MaxValue >> keptBits;
        _halfWidth = (65 - keptBits) / 2;
    }

    /// <summary>By key, and by sequence within it: what a default <see cref="TieBreak"/> is.</summary>
    public static TieBreak Fifo => default;

    /// <summary>Keys of one time in an order that the seed gives.</summary>
    /// <param name="seed">Any number; equal seeds give equal orders.</param>
    /// <param name="keptBits">
    /// Leading bits of the key whose order stays: a phase, which the model does set. 0 to 63.
    /// </param>
    public static TieBreak Shuffled(ulong seed, int keptBits = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keptBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keptBits, 63);
        return new TieBreak(seed, keptBits);
    }

    /// <summary>Whether keys are renamed at all.</summary>
    public bool IsShuffled => _shuffled != 0;

    /// <summary>The event under the key by which it waits.</summary>
    internal EventNotice Hide(in EventNotice shown)
    {
        unchecked
        {
            ulong key = Fold((shown.Key ^ SaltOf(shown.Time)) & _shuffled);
            key = Fold((key * FirstFactor) & _shuffled);
            key = Fold((key * SecondFactor) & _shuffled);
            return shown with { Key = (shown.Key & ~_shuffled) | key };
        }
    }

    /// <summary>The event under its own key again.</summary>
    internal EventNotice Reveal(in EventNotice hidden)
    {
        unchecked
        {
            ulong key = Fold(hidden.Key & _shuffled);
            key = Fold((key * SecondInverse) & _shuffled);
            key = Fold((key * FirstInverse) & _shuffled);
            return hidden with { Key = (hidden.Key & ~_shuffled) | ((key ^ SaltOf(hidden.Time)) & _shuffled) };
        }
    }

    /// <summary>Lets the upper half of the shuffled bits change the lower; doing it twice undoes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Fold(ulong key) => key ^ (key >> _halfWidth);

    /// <summary>Another number at every time, so that no key is always first.</summary>
    private ulong SaltOf(long time)
    {
        unchecked
        {
            ulong z = _salt + ((ulong)time * Golden);
            z = (z ^ (z >> 30)) * FirstFactor;
            z = (z ^ (z >> 27)) * SecondFactor;
            return z ^ (z >> 31);
        }
    }
}
