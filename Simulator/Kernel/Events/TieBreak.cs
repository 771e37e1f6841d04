using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// In which order events of one time run whose keys differ: by key, or shuffled on purpose, to see whether a result hangs on an order that
/// nothing in the model sets. Events of one key, which is to say of one origin, stay first in, first out either way.
/// </summary>
/// <remarks>
/// A shuffle renames keys while they wait: one-to-one, by the seed and anew at every time, with a Feistel network on their bits. It draws
/// from a stream of its own, so the model's random numbers are those of the run that is not shuffled.
/// </remarks>
public readonly struct TieBreak
{
    /// <summary>Purpose of the stream, far from those of models.</summary>
    private const uint StreamPurpose = 0xFFFF_0001;

    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const int Rounds = 6;

    private readonly ulong _salt;
    private readonly ulong _shuffled;
    private readonly int _lowWidth;

    private TieBreak(ulong seed, int keptBits)
    {
        _salt = new RandomStream(seed, StreamPurpose, 0).NextBits();
        _shuffled = ulong.MaxValue >> keptBits;
        _lowWidth = (65 - keptBits) / 2;
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
        ulong key = shown.Key, salt = SaltOf(shown.Time);
        for (int round = 0; round < Rounds; round++) key = Swap(key, salt, round);
        return shown with { Key = key };
    }

    /// <summary>The event under its own key again.</summary>
    internal EventNotice Reveal(in EventNotice hidden)
    {
        ulong key = hidden.Key, salt = SaltOf(hidden.Time);
        for (int round = Rounds - 1; round >= 0; round--) key = Swap(key, salt, round);
        return hidden with { Key = key };
    }

    /// <summary>Flips bits of one half of the shuffled ones as the other half says; doing it twice undoes it.</summary>
    private ulong Swap(ulong key, ulong salt, int round)
    {
        ulong low = (1UL << _lowWidth) - 1, high = _shuffled & ~low;
        bool even = round % 2 == 0;
        ulong said = key & (even ? high : low);
        return key ^ (Mix(unchecked(salt + said + ((ulong)round * Golden))) & (even ? low : high));
    }

    /// <summary>Another number at every time, so that no key is always first.</summary>
    private ulong SaltOf(long time) => Mix(unchecked(_salt + ((ulong)time * Golden)));

    /// <summary>SplitMix64's finalizer (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).</summary>
    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
