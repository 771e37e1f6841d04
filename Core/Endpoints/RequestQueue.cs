using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>Blocks that were asked for in a session, in order, and which unit each of them is. Bounded.</summary>
internal sealed class RequestQueue
{
    /// <summary>Requests that may wait at once.</summary>
    public const int Capacity = 64;

    private readonly Entry[] _entries = new Entry[Capacity];
    private int _first, _count;

    private struct Entry
    {
        public Hash256 Content;

        /// <summary>Units of the session before it.</summary>
        public long Before;
        public long FirstBlock, Count, Blocks;
    }

    public bool IsFull => _count == Capacity;

    /// <summary>Units asked for in all.</summary>
    public long Units { get; private set; }

    /// <param name="blocks">Of the whole content.</param>
    public void Add(in Hash256 content, long blocks, long firstBlock, long count)
    {
        Invariant.Require(!IsFull && count > 0, "requests: more than may wait, or nothing");
        _entries[(_first + _count++) % Capacity] =
            new Entry { Content = content, Blocks = blocks, Before = Units, FirstBlock = firstBlock, Count = count };
        Units = checked(Units + count);
    }

    /// <summary>Which block a unit is, and whether it is the first of its request, which is proved from the content's id.</summary>
    public (Hash256 Content, long Block, long Blocks, bool IsFirst) Find(long unit)
    {
        for (int i = 0; i < _count; i++)
        {
            ref readonly Entry entry = ref _entries[(_first + i) % Capacity];
            if (unit > entry.Before + entry.Count) continue;
            Invariant.Require(unit > entry.Before, "requests: a unit that was given up");
            return (entry.Content, entry.FirstBlock + (unit - entry.Before - 1), entry.Blocks, unit == entry.Before + 1);
        }

        Invariant.Break("requests: a unit that nobody asked for");
        return default;
    }

    /// <summary>Gives up requests whose units are all up to and with this one.</summary>
    public void Forget(long unit)
    {
        while (_count > 0 && _entries[_first].Before + _entries[_first].Count <= unit)
        {
            _first = (_first + 1) % Capacity;
            _count--;
        }
    }

    public void Clear()
    {
        _first = _count = 0;
        Units = 0;
    }
}
