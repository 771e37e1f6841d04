using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// The heap of a <see cref="SimplePriorityQueue{TItem, TPriority}"/>. Items lie in slots that they do not leave, and the
/// heap moves small entries that name a slot. The index from items to slots is made when an item is first looked for,
/// since most queues never are asked.
/// </summary>
public partial class SimplePriorityQueue<TItem, TPriority>
{
    private const int None = -1;

    private Entry[] _heap = new Entry[8];
    private TItem[] _items = new TItem[8];
    private int[] _position = new int[8];

    /// <summary>Of a slot in use the next one with an equal item, of a free slot the next free one.</summary>
    private int[] _next = new int[8];

    private int _usedSlots;
    private int _freeSlot = None;
    private long _added;
    private Dictionary<TItem, int>? _slotOf;

    private struct Entry
    {
        public TPriority Priority;
        public long Order;
        public int Slot;
    }

    public void Clear()
    {
        Array.Clear(_items);
        Array.Clear(_heap);
        Count = _usedSlots = 0;
        _freeSlot = None;
        _slotOf = null;
    }

    private void Add(TItem item, TPriority priority)
    {
        int slot = _freeSlot;
        if (slot != None) _freeSlot = _next[slot];
        else slot = NewSlot();
        _items[slot] = item;
        _next[slot] = None;
        int at = Count++;
        _heap[at] = new Entry { Priority = priority, Order = _added++, Slot = slot };
        _position[slot] = at;
        if (_slotOf is not null) Register(_slotOf, slot);
        Up(at);
    }

    private TItem TakeOut(int at)
    {
        int slot = _heap[at].Slot;
        TItem item = _items[slot];
        if (_slotOf is not null) Unregister(_slotOf, slot);
        _items[slot] = default!;
        _next[slot] = _freeSlot;
        _freeSlot = slot;
        int last = --Count;
        if (at != last)
        {
            Place(_heap[last], at);
            Settle(at);
        }

        _heap[last] = default;
        return item;
    }

    private int NewSlot()
    {
        if (_usedSlots == _items.Length)
        {
            int size = 2 * _usedSlots;
            Array.Resize(ref _heap, size);
            Array.Resize(ref _items, size);
            Array.Resize(ref _position, size);
            Array.Resize(ref _next, size);
        }

        return _usedSlots++;
    }

    private void Settle(int at)
    {
        Up(at);
        Down(at);
    }

    private void Up(int at)
    {
        Entry entry = _heap[at];
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (!IsBefore(in entry, in _heap[parent])) break;
            Place(_heap[parent], at);
            at = parent;
        }

        Place(entry, at);
    }

    private void Down(int at)
    {
        Entry entry = _heap[at];
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= Count) break;
            if (child + 1 < Count && IsBefore(in _heap[child + 1], in _heap[child])) child++;
            if (!IsBefore(in _heap[child], in entry)) break;
            Place(_heap[child], at);
            at = child;
        }

        Place(entry, at);
    }

    private void Place(Entry entry, int at)
    {
        _heap[at] = entry;
        _position[entry.Slot] = at;
    }

    private bool IsBefore(in Entry a, in Entry b)
    {
        int order = _comparer.Compare(a.Priority, b.Priority);
        return order < 0 || (order == 0 && a.Order < b.Order);
    }

    private Dictionary<TItem, int> Index()
    {
        if (_slotOf is not null) return _slotOf;
        Entry[] inOrder = _heap[..Count];
        Array.Sort(inOrder, (a, b) => a.Order.CompareTo(b.Order));
        _slotOf = [];
        foreach (Entry entry in inOrder) Register(_slotOf, entry.Slot);
        return _slotOf;
    }

    /// <summary>Equal items are chained in the order in which they came.</summary>
    private void Register(Dictionary<TItem, int> slotOf, int slot)
    {
        if (slotOf.TryAdd(_items[slot], slot)) return;
        int at = slotOf[_items[slot]];
        while (_next[at] != None) at = _next[at];
        _next[at] = slot;
    }

    private void Unregister(Dictionary<TItem, int> slotOf, int slot)
    {
        int at = slotOf[_items[slot]];
        if (at == slot)
        {
            if (_next[slot] == None) slotOf.Remove(_items[slot]);
            else slotOf[_items[slot]] = _next[slot];
            return;
        }

        while (_next[at] != slot) at = _next[at];
        _next[at] = _next[slot];
    }
}
