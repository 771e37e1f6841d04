using System;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Core.Gateway;

/// <summary>Whether what a client says that it received can have come through its access link.</summary>
/// <param name="BitsPerSecond">Of the link; zero believes everything.</param>
public readonly record struct AccessLink(long BitsPerSecond)
{
    /// <summary>Bits of one chunk.</summary>
    public const long UnitBits = ContentBlock.Bytes * 8L;

    /// <summary>Most whole chunks that a span carries, and one more that had begun.</summary>
    public long MaxUnits(Duration span)
    {
        if (BitsPerSecond == 0) return long.MaxValue;
        Int128 bits = (Int128)Math.Max(span.Nanoseconds, 0) * BitsPerSecond / 1_000_000_000;
        return (long)Int128.Min(long.MaxValue, (bits / UnitBits) + 1);
    }

    public bool Carries(Int128 units, Duration span) => units <= MaxUnits(span);
}
