using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Which handle in the queue means which event. Slots are used again, the last freed first, while it is in the cache.
/// </summary>
internal sealed class ScheduledEvents
{
    /// <summary>The handle of an event that is not scheduled.</summary>
    public const int None = -1;

    /// <summary>Handles are below this.</summary>
    public const int Limit = 1 << 30;

    private Slot[] _slots = new Slot[64];
    private int _used;
    private int _free = None;

    private struct Slot
    {
        public Event? Event;
        public int NextFree;
    }

    /// <summary>Events that were cancelled while their notice stays in the queue.</summary>
    public int Cancelled { get; private set; }

    public int Add(Event scheduled)
    {
        int handle = _free;
        if (handle != None) _free = _slots[handle].NextFree;
        else handle = NewSlot();
        _slots[handle].Event = scheduled;
        scheduled.Handle = handle;
        return handle;
    }

    /// <summary>The event whose notice was popped; null if it was cancelled.</summary>
    public Event? Take(int handle)
    {
        ref Slot slot = ref _slots[handle];
        Event? due = slot.Event;
        slot.Event = null;
        slot.NextFree = _free;
        _free = handle;
        if (due is null) Cancelled--;
        else due.Handle = None;
        return due;
    }

    /// <summary>Forgets an event; its slot is free once the notice is popped.</summary>
    public bool Cancel(Event scheduled)
    {
        int handle = scheduled.Handle;
        // An event may have been scheduled before the simulation was reset, in another table.
        if (handle == None || handle >= _used || _slots[handle].Event != scheduled) return false;
        _slots[handle].Event = null;
        scheduled.Handle = None;
        Cancelled++;
        return true;
    }

    /// <inheritdoc cref="Sleepers.Fetch"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int handle) => CacheLine.FetchObject(_slots[handle].Event, 1);

    /// <summary>Fetches who waits for an event whose own memory is in the cache by now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchWaiter(int handle) => CacheLine.FetchObject(_slots[handle].Event?.Waiter, 2);

    /// <summary>Fetches what the process runs that waits for an event; both are in the cache by now.</summary>
    public void FetchGenerator(int handle) => CacheLine.FetchObject(_slots[handle].Event?.WaitingProcess?.Generator, 1);

    /// <inheritdoc cref="Sleepers.FetchSlot"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchSlot(int handle) => CacheLine.Fetch(ref _slots[handle]);

    private int NewSlot()
    {
        if (_used == _slots.Length)
        {
            if (_used >= Limit) throw new InvalidOperationException("too many events are pending");
            Array.Resize(ref _slots, _used * 2);
        }

        return _used++;
    }
}
