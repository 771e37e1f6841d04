using System.Collections.Generic;

namespace Fleek.Core.Routing;

/// <summary>Different prefixes. Of IPv4, the many, each takes eight bytes in a table of at most 80 % load.</summary>
public sealed class PrefixSet
{
    private const int FirstSlots = 1 << 12;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly HashSet<IpPrefix> _others = [];
    private ulong[] _slots = new ulong[FirstSlots];
    private int _v4;

    public int Count => _v4 + _others.Count;

    /// <returns>True if it was not there.</returns>
    public bool Add(IpPrefix prefix)
    {
        if (prefix.Family != IpFamily.IPv4) return _others.Add(prefix);
        if (_v4 * 5L >= _slots.Length * 4L) Grow();

        // The bit above the length tells a prefix from an empty slot.
        ulong key = (ulong)prefix.Network.V4Bits << 8 | 0x80 | prefix.Length;
        if (!TryAdd(_slots, key)) return false;
        _v4++;
        return true;
    }

    private static bool TryAdd(ulong[] slots, ulong key)
    {
        int mask = slots.Length - 1;
        for (int at = (int)(unchecked(key * Multiplier) >> 33) & mask; ; at = at + 1 & mask)
        {
            if (slots[at] == key) return false;
            if (slots[at] != 0) continue;
            slots[at] = key;
            return true;
        }
    }

    private void Grow()
    {
        var slots = new ulong[_slots.Length * 2];
        foreach (ulong key in _slots)
            if (key != 0) TryAdd(slots, key);
        _slots = slots;
    }
}
