using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// The numbers that .NET's own generator gives for a seed: Knuth's subtractive generator ("The Art of Computer Programming",
/// volume 2, 3.2.2, algorithm A, with lags 55 and 34 as .NET has them), so that a ported model meets the draws that it
/// knew. For a new model prefer <see cref="StreamRandom"/>.
/// </summary>
public class SystemRandom : IRandom
{
    private readonly int[] _ring = new int[56];
    private int _next;
    private int _lagged;

    /// <summary>Of seed 0: no seed is ever taken from the machine.</summary>
    public SystemRandom()
        : this(0)
    {
    }

    public SystemRandom(int seed) => Reinitialise(seed);

    /// <inheritdoc/>
    public int Next() => Draw();

    /// <inheritdoc/>
    public int Next(int upperBound) => (int)(NextDouble() * Require.Positive(upperBound));

    /// <inheritdoc/>
    public int Next(int lowerBound, int upperBound)
    {
        long range = (long)upperBound - Require.Below(lowerBound, upperBound);
        return range <= int.MaxValue
            ? (int)(NextDouble() * range) + lowerBound
            : (int)((long)(WideFraction() * range) + lowerBound);
    }

    /// <inheritdoc/>
    public double NextDouble() => Draw() * (1.0 / int.MaxValue);

    /// <inheritdoc/>
    public void Reinitialise(int seed)
    {
        Array.Clear(_ring);
        int last = 161803398 - (seed == int.MinValue ? int.MaxValue : Math.Abs(seed)), difference = 1;
        _ring[55] = last;
        for (int i = 1; i < 55; i++)
        {
            int at = 21 * i % 55;
            _ring[at] = difference;
            difference = unchecked(last - difference);
            if (difference < 0) difference += int.MaxValue;
            last = _ring[at];
        }

        for (int round = 1; round < 5; round++)
        {
            for (int i = 1; i < 56; i++)
            {
                int value = unchecked(_ring[i] - _ring[1 + ((i + 30) % 55)]);
                _ring[i] = value < 0 ? value + int.MaxValue : value;
            }
        }

        _next = 0;
        _lagged = 21;
    }

    private int Draw()
    {
        if (++_next >= 56) _next = 1;
        if (++_lagged >= 56) _lagged = 1;
        int value = unchecked(_ring[_next] - _ring[_lagged]);
        if (value == int.MaxValue) value--;
        if (value < 0) value += int.MaxValue;
        return _ring[_next] = value;
    }

    /// <summary>A fraction fine enough for ranges beyond that of one draw.</summary>
    private double WideFraction()
    {
        int value = Draw();
        if (Draw() % 2 == 0) value = -value;
        return (value + (int.MaxValue - 1.0)) / ((2.0 * int.MaxValue) - 1);
    }
}
