using System.Collections.Generic;

namespace Fleek.Core.Routing;

/// <summary>
/// Different prefixes. Of IPv4, the many, each takes eight bytes in one of many small tables: those grow one by one, and what a
/// table leaves behind is small too.
/// </summary>
public sealed class PrefixSet
{
    private const int Shards = 1 << 10, ShardBits = 10, FirstSlots = 16;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly HashSet<IpPrefix> _others = [];
    private readonly ulong[][] _slots = new ulong[Shards][];
    private readonly int[] _used = new int[Shards];
    private int _v4;

    public int Count => _v4 + _others.Count;

    /// <returns>True if it was not there.</returns>
    public bool Add(IpPrefix prefix)
    {
        if (prefix.Family != IpFamily.IPv4) return _others.Add(prefix);

        // The bit above the length tells a prefix from an empty slot.
        ulong key = (ulong)prefix.Network.V4Bits << 8 | 0x80 | prefix.Length;
        ulong hash = Mix(key);
        int shard = (int)(hash >> 64 - ShardBits);
        ulong[] slots = _slots[shard] ??= new ulong[FirstSlots];
        if (_used[shard] * 4 >= slots.Length * 3) slots = _slots[shard] = Grown(slots);
        if (!TryAdd(slots, key, hash)) return false;
        _used[shard]++;
        _v4++;
        return true;
    }

    private static ulong Mix(ulong key) => unchecked(key * Multiplier);

    private static bool TryAdd(ulong[] slots, ulong key, ulong hash)
    {
        int mask = slots.Length - 1;
        for (int at = (int)(hash >> 24 & (ulong)mask); ; at = at + 1 & mask)
        {
            if (slots[at] == key) return false;
            if (slots[at] != 0) continue;
            slots[at] = key;
            return true;
        }
    }

    private static ulong[] Grown(ulong[] old)
    {
        var slots = new ulong[old.Length * 2];
        foreach (ulong key in old)
            if (key != 0) TryAdd(slots, key, Mix(key));
        return slots;
    }
}
