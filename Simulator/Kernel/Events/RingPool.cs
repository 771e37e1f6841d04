using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Many small first-in-first-out lanes in one array: for messages that wait on a link of constant delay, so that the event queue holds one
/// event a lane and not one a message.
/// </summary>
/// <remarks>
/// A lane's items lie in a block of a power of two of slots. A lane that outgrows its block moves to one of twice the size, and a lane that
/// runs empty gives its block back; blocks given back are used again, the last one first, as it is still in the cache. Memory so follows
/// the items that wait and not the lanes that exist, and nothing is allocated once the arena has seen its peak.
/// </remarks>
public sealed class RingPool<T>
{
    private const int SmallestBlock = 2, SizeClasses = 31;

    private readonly BlockStack[] _free = new BlockStack[SizeClasses];
    private T[] _slots;
    private int _used;

    /// <param name="slots">Slots to begin with; the arena doubles when they are used up.</param>
    public RingPool(int slots = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(slots);
        _slots = new T[Math.Max(slots, SmallestBlock)];
    }

    /// <summary>Items that wait in all lanes together.</summary>
    public long Count { get; private set; }

    /// <summary>Slots of the arena, used or not.</summary>
    public int Slots => _slots.Length;

    /// <summary>Adds an item behind all others of the lane.</summary>
    /// <exception cref="OverflowException">The arena would pass 2^30 slots.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enqueue(ref Ring ring, in T item)
    {
        if (ring.Count == ring.Capacity) Grow(ref ring);
        _slots[ring.Start + ((ring.Head + ring.Count) & (ring.Capacity - 1))] = item;
        ring.Count++;
        Count++;
    }

    /// <summary>The oldest item of a lane that is not empty; the reference holds until something is added to any lane.</summary>
    /// <exception cref="InvalidOperationException">The lane is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Peek(in Ring ring)
    {
        if (ring.Count == 0) ThrowEmpty();
        return ref _slots[ring.Start + ring.Head];
    }

    /// <summary>Copies the oldest item, if there is one, and leaves it where it is.</summary>
    public bool TryPeek(in Ring ring, out T item)
    {
        bool any = ring.Count > 0;
        item = any ? _slots[ring.Start + ring.Head] : default!;
        return any;
    }

    /// <summary>Takes the oldest item of a lane that is not empty.</summary>
    /// <exception cref="InvalidOperationException">The lane is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Dequeue(ref Ring ring)
    {
        ref T slot = ref Peek(ring);
        T item = slot;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) slot = default!;
        ring.Head = (ring.Head + 1) & (ring.Capacity - 1);
        Count--;
        if (--ring.Count == 0) Release(ref ring);
        return item;
    }

    /// <summary>Takes the oldest item, if there is one.</summary>
    public bool TryDequeue(ref Ring ring, out T item)
    {
        bool any = ring.Count > 0;
        item = any ? Dequeue(ref ring) : default!;
        return any;
    }

    /// <summary>Drops everything that waits in the lane.</summary>
    public void Clear(ref Ring ring)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) Array.Clear(_slots, ring.Start, ring.Capacity);
        Count -= ring.Count;
        Release(ref ring);
    }

    private static void ThrowEmpty() => throw new InvalidOperationException("the lane is empty");

    /// <summary>Moves the lane to a block of twice the size, its oldest item first.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(ref Ring ring)
    {
        int capacity = ring.Capacity == 0 ? SmallestBlock : checked(ring.Capacity * 2);
        int start = Take(capacity);
        int first = ring.Capacity - ring.Head;
        Array.Copy(_slots, ring.Start + ring.Head, _slots, start, first);
        Array.Copy(_slots, ring.Start, _slots, start + first, ring.Head);
        int count = ring.Count;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) Array.Clear(_slots, ring.Start, ring.Capacity);
        Release(ref ring);
        ring = new Ring { Start = start, Capacity = capacity, Count = count };
    }

    private int Take(int capacity)
    {
        if (_free[BitOperations.Log2((uint)capacity)].TryPop(out int start)) return start;
        start = _used;
        int used = checked(start + capacity);
        if (used > _slots.Length) Array.Resize(ref _slots, checked((int)BitOperations.RoundUpToPowerOf2((uint)used)));
        _used = used;
        return start;
    }

    private void Release(ref Ring ring)
    {
        if (ring.Capacity > 0) _free[BitOperations.Log2((uint)ring.Capacity)].Push(ring.Start);
        ring = default;
    }

    /// <summary>Blocks of one size that are free.</summary>
    private struct BlockStack
    {
        private int[]? _starts;
        private int _count;

        public void Push(int start)
        {
            _starts ??= new int[4];
            if (_count == _starts.Length) Array.Resize(ref _starts, _count * 2);
            _starts[_count++] = start;
        }

        public bool TryPop(out int start)
        {
            bool any = _count > 0;
            start = any ? _starts![--_count] : 0;
            return any;
        }
    }
}
