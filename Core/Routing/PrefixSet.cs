using System.Collections.Generic;

namespace Fleek.Core.Routing;

/// <summary>
/// Different prefixes. Those of IPv4 up to 24 bits, nearly all that there are, take a bit each of a map that holds every one there
/// can be in 4 MiB, page by page as they are met; longer ones and those of IPv6 are kept in hash tables.
/// </summary>
public sealed class PrefixSet
{
    private const int MappedLength = 24, PageBits = 15, WordBits = 6;

    private readonly HashSet<IpPrefix> _others = [];
    private readonly ulong[]?[] _pages = new ulong[]?[1 << MappedLength + 1 - PageBits];
    private int _mapped;

    public int Count => _mapped + _others.Count;

    /// <returns>True if it was not there.</returns>
    public bool Add(IpPrefix prefix)
    {
        if (prefix.Family != IpFamily.IPv4 || prefix.Length > MappedLength) return _others.Add(prefix);

        // The prefixes of a length stand behind all shorter ones: a one, and then their own bits.
        uint at = 1u << prefix.Length | (uint)((ulong)prefix.Network.V4Bits >> 32 - prefix.Length);
        ulong[] page = _pages[at >> PageBits] ??= new ulong[1 << PageBits - WordBits];
        ref ulong word = ref page[at >> WordBits & (1 << PageBits - WordBits) - 1];
        ulong bit = 1UL << (int)(at & (1 << WordBits) - 1);
        if ((word & bit) != 0) return false;
        word |= bit;
        _mapped++;
        return true;
    }
}
