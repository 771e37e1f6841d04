namespace Fleek.Sim.World.Network.Bandwidth;

/// <summary>The links by the time of their next completion: a 4-ary heap in which every link knows its place.</summary>
internal sealed class CompletionQueue
{
    private const int Absent = -1;

    private Item[] _items = new Item[16];
    private int[] _places = [];
    private int _count;

    /// <summary>The earliest time, nanoseconds; <see cref="long.MaxValue"/> if no link waits.</summary>
    public long NextNs => _count == 0 ? long.MaxValue : _items[0].AtNs;

    /// <summary>The link of the earliest time.</summary>
    public int NextLink => _items[0].Link;

    /// <summary>Makes room for links up to this number.</summary>
    public void Reserve(int links)
    {
        int old = _places.Length;
        if (links <= old) return;
        Array.Resize(ref _places, links);
        Array.Fill(_places, Absent, old, links - old);
    }

    /// <summary>Puts a link in, moves it, or with <see cref="long.MaxValue"/> takes it out.</summary>
    public void Set(int link, long atNs)
    {
        int place = _places[link];
        if (place == Absent)
        {
            if (atNs == long.MaxValue) return;
            if (_count == _items.Length) Array.Resize(ref _items, 2 * _count);
            SiftUp(_count++, new Item { AtNs = atNs, Link = link });
            return;
        }

        if (atNs == long.MaxValue)
        {
            Remove(place);
            return;
        }

        long old = _items[place].AtNs;
        if (atNs < old) SiftUp(place, new Item { AtNs = atNs, Link = link });
        else if (atNs > old) SiftDown(place, new Item { AtNs = atNs, Link = link });
    }

    private void Remove(int place)
    {
        _places[_items[place].Link] = Absent;
        Item last = _items[--_count];
        if (place == _count) return;
        if (place > 0 && last.AtNs < _items[(place - 1) >> 2].AtNs) SiftUp(place, last);
        else SiftDown(place, last);
    }

    private void SiftUp(int place, Item item)
    {
        while (place > 0)
        {
            int parent = (place - 1) >> 2;
            if (_items[parent].AtNs <= item.AtNs) break;
            Put(place, _items[parent]);
            place = parent;
        }

        Put(place, item);
    }

    private void SiftDown(int place, Item item)
    {
        while (true)
        {
            int child = (place << 2) + 1;
            if (child >= _count) break;
            int end = Math.Min(child + 4, _count);
            int least = child;
            for (int i = child + 1; i < end; i++)
                if (_items[i].AtNs < _items[least].AtNs) least = i;
            if (_items[least].AtNs >= item.AtNs) break;
            Put(place, _items[least]);
            place = least;
        }

        Put(place, item);
    }

    private void Put(int place, Item item)
    {
        _items[place] = item;
        _places[item.Link] = place;
    }

    private struct Item
    {
        public long AtNs;
        public int Link;
    }
}
