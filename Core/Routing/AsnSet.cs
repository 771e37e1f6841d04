using System.Collections.Generic;

namespace Fleek.Core.Routing;

/// <summary>Different AS numbers, a bit each: those in use stand close together, so a few pages hold them all.</summary>
public sealed class AsnSet
{
    private const int PageBits = 15, WordBits = 6;

    private readonly Dictionary<uint, ulong[]> _pages = [];
    private uint _lastPage;
    private ulong[]? _last;

    public int Count { get; private set; }

    /// <returns>True if it was not there.</returns>
    public bool Add(uint asn)
    {
        uint number = asn >> PageBits;
        if (_last is null || number != _lastPage)
        {
            if (!_pages.TryGetValue(number, out ulong[]? page)) _pages[number] = page = new ulong[1 << PageBits - WordBits];
            (_last, _lastPage) = (page, number);
        }

        ref ulong word = ref _last[asn >> WordBits & (1 << PageBits - WordBits) - 1];
        ulong bit = 1UL << (int)(asn & (1 << WordBits) - 1);
        if ((word & bit) != 0) return false;
        word |= bit;
        Count++;
        return true;
    }
}
