using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Events of the future in buckets of several levels: a bucket of level 0 is a nanosecond wide, one of the next level 32 times as wide.
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
    private const int DigitBits = 5, Digits = 1 << DigitBits, Levels = (63 + DigitBits - 1) / DigitBits;

    /// <summary>Events of a chunk: a kibibyte of them. No more than one chunk a bucket is less than full.</summary>
    private const int ChunkSize = 32;

    /// <summary>Events enough to be put in order at a time, where several buckets hold few each.</summary>
    private const int EnoughSorted = 16;

    /// <summary>Chunks of the largest bucket that is put in order as it is.</summary>
    private const int MostSorted = RankSorter.Capacity / ChunkSize;

    private readonly RankSorter _sorter = new();
    private readonly Bucket[] _buckets = new Bucket[Levels * Digits];

    /// <summary>For every level, a bit for every bucket with events in it.</summary>
    private readonly ulong[] _occupied = new ulong[Levels];
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
            EventNotice.Copy(added, out Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), slot));
            bucket.End = slot + 1;
        }
    }

    /// <summary>Moves the earliest events to an empty run, in order; there are some.</summary>
    /// <param name="pending">Events of the whole queue.</param>
    /// <returns>The last time whose events are all in the run.</returns>
    public long MoveEarliest(EventRun run, int pending)
    {
        while (true)
        {
            int level = BitOperations.TrailingZeroCount(_occupiedLevels);
            int index = FirstBucket(level);
            int chunks = _buckets[index].Chunks;
            // Of a bucket that holds much of everything, much of what is yet to be pushed would have to find its place in the run.
            if (chunks == 1 || (chunks <= MostSorted && chunks * ChunkSize * 8 <= pending)) return SortEarliest(level, index, run);
            Bucket bucket = Vacate(index, level);
            _reached = StartOf(index, level);
            if (level == 0)
            {
                MoveAll(bucket, run);
                return _reached;
            }

            Spread(bucket);
        }
    }

    /// <summary>Moves a small bucket to the run, and the next ones of its level while they are few events together.</summary>
    private long SortEarliest(int level, int index, EventRun run)
    {
        ref EventNotice slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        _sorter.Begin(StartOf(index, level), (level + 1) * DigitBits);
        while (true)
        {
            Bucket bucket = Vacate(index, level);
            int chunk = bucket.First;
            while (chunk != bucket.Last)
            {
                _sorter.Add(ref slots, chunk, chunk + ChunkSize);
                chunk = Release(chunk);
            }

            _sorter.Add(ref slots, chunk, bucket.End);
            Release(chunk);
            if (_sorter.Count >= EnoughSorted || _occupied[level] == 0) break;
            int next = FirstBucket(level);
            if (_buckets[next].Chunks > 1) break;
            index = next;
        }

        // What was released is still there to be read.
        _sorter.CopyTo(run, ref slots);
        _reached = StartOf(index, level);
        return _reached | (long)((1UL << (level * DigitBits)) - 1);
    }

    /// <summary>Begins anew at a time, which no event here and none to come on the levels left empty precedes.</summary>
    public void Reach(long time) => _reached = time;

    /// <summary>Time of the earliest event, or <see cref="long.MaxValue"/> if there is none.</summary>
    public long EarliestTime()
    {
        if (IsEmpty) return long.MaxValue;
        int level = BitOperations.TrailingZeroCount(_occupiedLevels);
        Bucket bucket = _buckets[FirstBucket(level)];
        long earliest = long.MaxValue;
        for (int chunk = bucket.First; ; chunk = _nextChunk[chunk / ChunkSize] * ChunkSize)
        {
            int end = chunk == bucket.Last ? bucket.End : chunk + ChunkSize;
            for (int slot = chunk; slot < end; slot++) earliest = Math.Min(earliest, _slots[slot].Time);
            if (chunk == bucket.Last) return earliest;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FirstBucket(int level) => (level * Digits) + BitOperations.TrailingZeroCount(_occupied[level]);

    /// <summary>First time of a bucket of the earliest level with events in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long StartOf(int index, int level)
    {
        int shift = level * DigitBits;
        ulong within = (((1UL << shift) - 1) << DigitBits) | (Digits - 1);
        return (long)(((ulong)_reached & ~within) | ((ulong)(index & (Digits - 1)) << shift));
    }

    /// <summary>Takes the bucket away from its level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Bucket Vacate(int index, int level)
    {
        Bucket bucket = _buckets[index];
        _buckets[index].End = 0;
        if ((_occupied[level] &= ~(1UL << (index & (Digits - 1)))) == 0) _occupiedLevels &= ~(1U << level);
        return bucket;
    }

    /// <summary>Distributes a bucket's events over the levels below; the time reached is the bucket's first.</summary>
    private void Spread(in Bucket bucket)
    {
        for (int chunk = bucket.First; ; chunk = Release(chunk))
        {
            int end = chunk == bucket.Last ? bucket.End : chunk + ChunkSize;
            for (int slot = chunk; slot < end; slot++)
            {
                // A copy: the push may move all slots to a larger array.
                EventNotice moved = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), slot);
                Push(moved);
            }

            if (chunk != bucket.Last) continue;
            Release(chunk);
            return;
        }
    }

    /// <summary>Moves a large bucket of one time to the run.</summary>
    private void MoveAll(in Bucket bucket, EventRun run)
    {
        for (int chunk = bucket.First; ; chunk = Release(chunk))
        {
            int end = chunk == bucket.Last ? bucket.End : chunk + ChunkSize;
            run.AppendUnordered(_slots.AsSpan(chunk, end - chunk));
            if (chunk != bucket.Last) continue;
            Release(chunk);
            run.Sort();
            return;
        }
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
            bucket.Chunks = 0;
            _occupied[index / Digits] |= 1UL << (index & (Digits - 1));
            _occupiedLevels |= 1U << (index / Digits);
        }
        else
        {
            _nextChunk[bucket.Last / ChunkSize] = chunk;
        }

        bucket.Last = slot;
        bucket.Chunks++;
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

    /// <summary>Frees a chunk, and returns the one that followed it in its bucket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Release(int slot)
    {
        int chunk = slot / ChunkSize;
        int next = _nextChunk[chunk];
        _nextChunk[chunk] = _freeChunk;
        _freeChunk = chunk;
        return unchecked(next * ChunkSize);
    }

    /// <summary>Chunks by the number of their first slot.</summary>
    private struct Bucket
    {
        public int First;
        public int Last;

        /// <summary>The slot after the last event; 0 if the bucket is empty.</summary>
        public int End;

        public int Chunks;
    }
}
