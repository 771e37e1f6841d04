using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Events of the future in buckets of several levels: a bucket of level 0 is a nanosecond wide, one of the next level 256 times as wide.
/// An event waits on the lowest level on which its bucket differs from that of the time reached.
/// </summary>
/// <remarks>
/// Buckets are as wide as the digits of the time and not as an estimate says, so no distribution of delays is a bad one: an event moves
/// at most once a level, and no further once its bucket is small enough to be put in order as it is. Multi-level buckets are
/// by Denardo and Fox ("Shortest-route methods: 1", Operations Research 27, 1979); leaving small buckets whole is the hot queue of
/// Cherkassky, Goldberg and Silverstein ("Buckets, heaps, lists, and monotone priority queues", SIAM J. Comput. 28, 1999).
/// A bucket is a list of chunks, so what is pushed and what is spread is written and read side by side, even where a million events
/// do not fit the cache.
/// </remarks>
internal sealed class EventLevels
{
    private const int DigitBits = 8, Digits = 1 << DigitBits, Levels = 64 / DigitBits, WordsPerLevel = Digits / 64;

    /// <summary>Events of a chunk, and the most of a bucket that is put in order as it is.</summary>
    private const int ChunkSize = 16;

    private readonly Bucket[] _buckets = new Bucket[Levels * Digits];
    private readonly ulong[] _occupied = new ulong[Levels * WordsPerLevel];
    private EventNotice[] _slots = new EventNotice[16 * ChunkSize];
    private int[] _nextChunk = new int[16];
    private int _freeChunk = -1;
    private int _usedChunks;
    private uint _occupiedLevels;

    /// <summary>No event here is earlier, nor any to come.</summary>
    private long _reached;

    public bool IsEmpty => _occupiedLevels == 0;

    /// <summary>Adds an event that is not due before the time reached.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(in EventNotice added)
    {
        unchecked
        {
            int level = BitOperations.Log2((ulong)(added.Time ^ _reached) | 1) / DigitBits;
            int index = (level * Digits) + ((int)(added.Time >> (level * DigitBits)) & (Digits - 1));
            ref Bucket bucket = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buckets), index);
            int slot = bucket.End;
            if ((slot & (ChunkSize - 1)) == 0) slot = AddChunk(ref bucket, index);
            Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), slot) = added;
            bucket.End = slot + 1;
        }
    }

    /// <summary>Moves the earliest events to an empty run, in order; there are some.</summary>
    /// <returns>The last time whose events are all in the run.</returns>
    public long MoveEarliest(EventRun run)
    {
        while (true)
        {
            int level = BitOperations.TrailingZeroCount(_occupiedLevels);
            int shift = level * DigitBits;
            int index = FirstBucket(level, shift);
            Bucket bucket = _buckets[index];
            Vacate(index, level);
            ulong below = (1UL << shift) - 1;
            _reached = (long)(((ulong)_reached & ~((below << DigitBits) | (Digits - 1))) | ((ulong)(index & (Digits - 1)) << shift));
            if (bucket.Last == bucket.First)
            {
                run.Fill(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), bucket.First), bucket.End - bucket.First);
                Release(bucket.First / ChunkSize);
                return _reached | (long)below;
            }

            if (level == 0)
            {
                MoveAll(bucket, run);
                return _reached;
            }

            Spread(bucket);
        }
    }

    /// <summary>Begins anew at a time, which no event here and none to come on the levels left empty precedes.</summary>
    public void Reach(long time) => _reached = time;

    /// <summary>Time of the earliest event, or <see cref="long.MaxValue"/> if there is none.</summary>
    public long EarliestTime()
    {
        if (IsEmpty) return long.MaxValue;
        int level = BitOperations.TrailingZeroCount(_occupiedLevels);
        Bucket bucket = _buckets[FirstBucket(level, level * DigitBits)];
        long earliest = long.MaxValue;
        for (int chunk = bucket.First; ; chunk = _nextChunk[chunk / ChunkSize] * ChunkSize)
        {
            int end = chunk == bucket.Last ? bucket.End : chunk + ChunkSize;
            for (int slot = chunk; slot < end; slot++) earliest = Math.Min(earliest, _slots[slot].Time);
            if (chunk == bucket.Last) return earliest;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FirstBucket(int level, int shift)
    {
        int word = (level * WordsPerLevel) + (unchecked((int)(_reached >> shift)) & (Digits - 1)) / 64;
        while (_occupied[word] == 0) word++;
        return (word * 64) + BitOperations.TrailingZeroCount(_occupied[word]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Vacate(int index, int level)
    {
        _buckets[index].End = 0;
        _occupied[index / 64] &= ~(1UL << (index % 64));
        ulong left = 0;
        for (int word = level * WordsPerLevel; word < (level + 1) * WordsPerLevel; word++) left |= _occupied[word];
        if (left == 0) _occupiedLevels &= ~(1U << level);
    }

    /// <summary>Distributes a bucket's events over the levels below; the time reached is the bucket's first.</summary>
    private void Spread(in Bucket bucket)
    {
        for (int chunk = bucket.First; ;)
        {
            int end = chunk == bucket.Last ? bucket.End : chunk + ChunkSize;
            for (int slot = chunk; slot < end; slot++)
            {
                EventNotice moved = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), slot);
                Push(moved);
            }

            int next = _nextChunk[chunk / ChunkSize];
            Release(chunk / ChunkSize);
            if (chunk == bucket.Last) return;
            chunk = next * ChunkSize;
        }
    }

    private void MoveAll(in Bucket bucket, EventRun run)
    {
        for (int chunk = bucket.First; ;)
        {
            int end = chunk == bucket.Last ? bucket.End : chunk + ChunkSize;
            run.AppendUnordered(_slots.AsSpan(chunk, end - chunk));
            int next = _nextChunk[chunk / ChunkSize];
            Release(chunk / ChunkSize);
            if (chunk == bucket.Last) break;
            chunk = next * ChunkSize;
        }

        run.Sort();
    }

    /// <summary>Gives the bucket another chunk, whose first slot is returned.</summary>
    private int AddChunk(ref Bucket bucket, int index)
    {
        int chunk = _freeChunk;
        if (chunk >= 0) _freeChunk = _nextChunk[chunk];
        else chunk = NewChunk();
        int slot = chunk * ChunkSize;
        if (bucket.End == 0)
        {
            bucket.First = slot;
            _occupied[index / 64] |= 1UL << (index % 64);
            _occupiedLevels |= 1U << (index / Digits);
        }
        else
        {
            _nextChunk[bucket.Last / ChunkSize] = chunk;
        }

        bucket.Last = slot;
        return slot;
    }

    private int NewChunk()
    {
        if (_usedChunks == _nextChunk.Length)
        {
            Array.Resize(ref _slots, checked(_slots.Length * 2));
            Array.Resize(ref _nextChunk, _usedChunks * 2);
        }

        return _usedChunks++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Release(int chunk)
    {
        _nextChunk[chunk] = _freeChunk;
        _freeChunk = chunk;
    }

    /// <summary>Chunks by the number of their first slot.</summary>
    private struct Bucket
    {
        public int First;
        public int Last;

        /// <summary>The slot after the last event; 0 if the bucket is empty.</summary>
        public int End;
    }
}
