using System;
using System.Numerics;

namespace Fleek.Sim.Kernel;

/// <summary>
/// The rolling hashes of a run after every 2^k-th event, so that two runs that part can be compared without keeping either: where
/// the first rung differs, the runs parted after the rung below it. Memory is bounded whatever the length of the run: once all
/// rungs are used, every second one is dropped and the stride doubles.
/// </summary>
public sealed class HashLadder
{
    /// <summary>Half a megabyte of hashes: a run of 10^10 events keeps one of every 2^18.</summary>
    public const int DefaultMaxRungs = 1 << 16;

    private readonly int _maxRungs;
    private ulong[] _rungs;
    private int _count;

    /// <param name="maxRungs">Bound of the memory; a power of two, at least 2.</param>
    /// <param name="firstStride">Events between rungs at first; a power of two.</param>
    public HashLadder(int maxRungs = DefaultMaxRungs, long firstStride = 1)
    {
        if (maxRungs < 2 || !BitOperations.IsPow2(maxRungs))
            throw new ArgumentException("the number of rungs must be a power of two from 2", nameof(maxRungs));
        if (firstStride < 1 || !BitOperations.IsPow2(firstStride))
            throw new ArgumentException("the stride must be a power of two", nameof(firstStride));
        _maxRungs = maxRungs;
        _rungs = new ulong[Math.Min(maxRungs, 64)];
        Stride = firstStride;
    }

    private HashLadder(long stride, long events, ulong last, ulong[] rungs)
    {
        _maxRungs = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, rungs.Length));
        _rungs = rungs;
        _count = rungs.Length;
        Stride = stride;
        Events = events;
        Last = last;
    }

    /// <summary>Events between two rungs; a power of two.</summary>
    public long Stride { get; private set; }

    /// <summary>Events so far.</summary>
    public long Events { get; private set; }

    /// <summary>The hash after the last event.</summary>
    public ulong Last { get; private set; }

    /// <summary>Element i is the hash after (i + 1) strides of events.</summary>
    public ReadOnlySpan<ulong> Rungs => _rungs.AsSpan(0, _count);

    /// <summary>A ladder from its parts, for instance one that another process printed.</summary>
    /// <exception cref="ArgumentException">The parts cannot be of one ladder.</exception>
    public static HashLadder Restore(long stride, long events, ulong last, ReadOnlySpan<ulong> rungs)
    {
        bool whole = stride > 0 && BitOperations.IsPow2(stride) && events >= 0 && rungs.Length == events / stride;
        // The last event may have a rung of its own.
        bool agreed = whole && (rungs.Length == 0 || events % stride != 0 || rungs[^1] == last);
        if (!agreed) throw new ArgumentException("these rungs are of no ladder", nameof(rungs));
        return new HashLadder(stride, events, last, rungs.ToArray());
    }

    /// <summary>Takes the rolling hash after one more event.</summary>
    public void Add(ulong hashAfterEvent)
    {
        Last = hashAfterEvent;
        Events++;
        if ((Events & (Stride - 1)) == 0) AddRung(hashAfterEvent);
    }

    /// <summary>
    /// Where two runs parted: an interval that holds the first event in which they differ, no longer than the longer stride; null
    /// if they did the same. Where one run is the beginning of the other, that event is the first that only the other has.
    /// </summary>
    /// <remarks>
    /// Bisection needs that a difference, once there, stays. A step of <see cref="TraceHash"/> is a bijection of the state for any
    /// word, so equal events after the first difference never bring unequal states together. If later events differ too, two
    /// states meet by chance alone, with probability 2^-64 a rung. Hence rungs are equal below the parting and unequal above it.
    /// </remarks>
    public static EventInterval? FirstDifference(HashLadder a, HashLadder b)
    {
        long stride = Math.Max(a.Stride, b.Stride), shorter = Math.Min(a.Events, b.Events);
        long equal = 0, unequal = (shorter / stride) + 1;
        // Invariant: rungs up to `equal` are equal, rungs from `unequal` differ or do not exist.
        while (unequal - equal > 1)
        {
            long middle = equal + ((unequal - equal) / 2);
            if (a.RungAfter(middle * stride) == b.RungAfter(middle * stride)) equal = middle;
            else unequal = middle;
        }

        long from = equal * stride, to = unequal * stride;
        if (to <= shorter) return new EventInterval(from, to);
        if (a.Events != b.Events) return new EventInterval(from, shorter + 1);
        return a.Last == b.Last ? null : new EventInterval(from, shorter);
    }

    private ulong RungAfter(long events) => _rungs[(events / Stride) - 1];

    private void AddRung(ulong hash)
    {
        if (_count == _maxRungs)
        {
            for (int i = 0; i < _maxRungs / 2; i++) _rungs[i] = _rungs[(2 * i) + 1];
            _count = _maxRungs / 2;
            Stride *= 2;
            if ((Events & (Stride - 1)) != 0) return;
        }

        if (_count == _rungs.Length) Array.Resize(ref _rungs, Math.Min(_maxRungs, _count * 2));
        _rungs[_count++] = hash;
    }
}
