namespace Fleek.Sim.World;

/// <summary>Holds what pending events refer to; a slot is reused once taken, so steady state allocates nothing.</summary>
internal sealed class Slots<T>
    where T : struct
{
    private T[] _items = new T[64];
    private int[] _next = new int[64];
    private int _used;
    private int _free = -1;

    public int Put(in T item)
    {
        int slot = _free;
        if (slot >= 0)
        {
            _free = _next[slot];
        }
        else
        {
            if (_used == _items.Length)
            {
                Array.Resize(ref _items, _used * 2);
                Array.Resize(ref _next, _used * 2);
            }

            slot = _used++;
        }

        _items[slot] = item;
        return slot;
    }

    public T Take(int slot)
    {
        _next[slot] = _free;
        _free = slot;
        return _items[slot];
    }
}
