using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Puts some tens of events in order without a branch on what they hold: each is compared with all others, eight at a time, and goes where
/// the number of earlier ones says. For so few that is faster than any sort by halves, whose every second guess of a branch is wrong.
/// </summary>
internal sealed class RankSorter
{
    /// <summary>The most events in one go.</summary>
    public const int Capacity = 1 << IndexBits;

    private const int IndexBits = 7, TimeBits = 31 - IndexBits, Stride = 16;

    /// <summary>The leading bits of a time, above the number of the event: no two are equal.</summary>
    private readonly int[] _keys = new int[Capacity + Stride];
    private readonly int[] _ranks = new int[Capacity + Stride];
    private readonly int[] _slots = new int[Capacity];
    private long _origin;
    private int _dropped;

    public int Count { get; private set; }

    /// <summary>Begins with events due within 2^<paramref name="spanBits"/> nanoseconds from a time on.</summary>
    public void Begin(long origin, int spanBits)
    {
        _origin = origin;
        _dropped = Math.Max(0, spanBits - TimeBits);
        Count = 0;
    }

    /// <summary>Adds events that lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref EventNotice events, int slot, int end)
    {
        unchecked
        {
            int count = Count;
            for (; slot < end; slot++, count++)
            {
                int time = (int)((Unsafe.Add(ref events, slot).Time - _origin) >> _dropped);
                Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_keys), count) = (time << IndexBits) | count;
                Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), count) = slot;
            }

            Count = count;
        }
    }

    /// <summary>Copies the events in order to a run that is empty.</summary>
    public void CopyTo(EventRun run, ref EventNotice events)
    {
        Rank();
        ref EventNotice ordered = ref run.Reserve(Count);
        ref int ranks = ref MemoryMarshal.GetArrayDataReference(_ranks);
        ref int slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        for (int i = 0; i < Count; i++) Unsafe.Add(ref ordered, Unsafe.Add(ref ranks, i)) = Unsafe.Add(ref events, Unsafe.Add(ref slots, i));
        // Equal times, or times whose difference was dropped, stand in the order of their arrival so far.
        run.Straighten();
    }

    private void Rank()
    {
        ref int keys = ref MemoryMarshal.GetArrayDataReference(_keys);
        ref int ranks = ref MemoryMarshal.GetArrayDataReference(_ranks);
        for (int block = 0; block < Count; block += Stride)
        {
            nuint low = (nuint)block, high = low + (Stride / 2);
            Vector256<int> lowKeys = Vector256.LoadUnsafe(ref keys, low), highKeys = Vector256.LoadUnsafe(ref keys, high);
            Vector256<int> lowRanks = default, highRanks = default;
            for (int i = 0; i < Count; i++)
            {
                Vector256<int> other = Vector256.Create(Unsafe.Add(ref keys, i));
                lowRanks -= Vector256.LessThan(other, lowKeys); // true is -1
                highRanks -= Vector256.LessThan(other, highKeys);
            }

            lowRanks.StoreUnsafe(ref ranks, low);
            highRanks.StoreUnsafe(ref ranks, high);
        }
    }
}
