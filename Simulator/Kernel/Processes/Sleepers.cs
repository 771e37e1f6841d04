using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Which handle in the queue means which sleeper: the process of a generator that pauses, or the frame of an activity. A sleeper
/// keeps its handle as long as it lives; a wake-up that is out of date is told by its sequence number.
/// </summary>
internal sealed class Sleepers
{
    /// <summary>The handle of what has never slept.</summary>
    public const int None = -1;

    /// <summary>Handles are below this.</summary>
    public const int Limit = 1 << 29;

    private const long Awake = -1;

    private Slot[] _slots = new Slot[64];
    private int _used;
    private int _free = None;

    private struct Slot
    {
        public object? Sleeper;

        /// <summary>The sequence number of the wake-up that is awaited; of a free slot, the next free one.</summary>
        public long Sequence;
    }

    /// <summary>Wake-ups in the queue that nobody awaits any more.</summary>
    public int OutOfDate { get; private set; }

    public int Add(object sleeper)
    {
        int handle = _free;
        if (handle == None) handle = NewSlot();
        else _free = (int)_slots[handle].Sequence;
        _slots[handle].Sleeper = sleeper;
        return handle;
    }

    public void Remove(int handle)
    {
        _slots[handle] = new Slot { Sleeper = null, Sequence = _free };
        _free = handle;
    }

    public void Sleep(int handle, long sequence) => _slots[handle].Sequence = sequence;

    public bool IsAsleep(int handle) => handle != None && _slots[handle].Sequence != Awake;

    public void Cancel(int handle)
    {
        _slots[handle].Sequence = Awake;
        OutOfDate++;
    }

    /// <summary>Who awaits this wake-up; null if nobody does any more.</summary>
    public object? Wake(int handle, long sequence)
    {
        ref Slot slot = ref _slots[handle];
        if (slot.Sleeper is not { } sleeper || slot.Sequence != sequence)
        {
            OutOfDate--;
            return null;
        }

        slot.Sequence = Awake;
        return sleeper;
    }

    /// <summary>Fetches what a handle means into the cache; it may mean nothing any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int handle) => CacheLine.FetchObject(_slots[handle].Sleeper, 2);

    /// <summary>Fetches what a sleeping process runs; its own memory is in the cache by now.</summary>
    public void FetchGenerator(int handle) => CacheLine.FetchObject(Unsafe.As<Process?>(_slots[handle].Sleeper)?.Generator, 1);

    /// <summary>Fetches the slot of a handle into the cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchSlot(int handle) => CacheLine.Fetch(ref _slots[handle]);

    private int NewSlot()
    {
        if (_used == _slots.Length)
        {
            if (_used >= Limit) throw new InvalidOperationException("too many processes are asleep");
            Array.Resize(ref _slots, _used * 2);
        }

        return _used++;
    }
}
