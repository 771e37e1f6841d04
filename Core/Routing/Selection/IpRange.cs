using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Selection;

/// <summary>Addresses from a first to a last one, both included, of one family.</summary>
public readonly record struct IpRange(IpAddress First, IpAddress Last)
{
    /// <summary>All addresses of a prefix.</summary>
    public static IpRange Of(IpPrefix prefix)
    {
        UInt128 host = IpPrefix.MaskOf(prefix.Network.Width) & ~IpPrefix.MaskOf(prefix.Length);
        return new IpRange(prefix.Network, new IpAddress(prefix.Bits | host, prefix.Family));
    }

    /// <summary>The fewest prefixes that hold these addresses and no others, in rising order; none if the last is before the first.</summary>
    public IEnumerable<IpPrefix> Prefixes()
    {
        if (First.Family != Last.Family) yield break;
        int width = First.Width;
        UInt128 at = First.Bits, last = Last.Bits | ~IpPrefix.MaskOf(width);
        while (at <= last)
        {
            int length = LongestBlock(at, last, width);
            yield return IpPrefix.Of(new IpAddress(at, First.Family), length);
            UInt128 end = at | ~IpPrefix.MaskOf(length);
            if (end == UInt128.MaxValue) yield break;
            at = end + UInt128.One;
        }
    }

    /// <summary>Length of the largest block that begins at an address and ends no later than the last.</summary>
    private static int LongestBlock(UInt128 at, UInt128 last, int width)
    {
        int length = width;
        while (length > 0)
        {
            UInt128 mask = IpPrefix.MaskOf(length - 1);
            if ((at & mask) != at || (at | ~mask) > last) break;
            length--;
        }

        return length;
    }
}
