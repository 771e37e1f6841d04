using System;
using System.Buffers.Binary;

namespace Fleek.Core.Routing;

/// <summary>A part of an AS path: a view of the bytes it came in.</summary>
public readonly ref struct AsPathSegment
{
    private readonly ReadOnlySpan<byte> _numbers;
    private readonly int _asnBytes;

    internal AsPathSegment(AsSegmentKind kind, ReadOnlySpan<byte> numbers, int asnBytes)
    {
        Kind = kind;
        _numbers = numbers;
        _asnBytes = asnBytes;
    }

    public AsSegmentKind Kind { get; }

    public int Count => _numbers.Length / (_asnBytes == 0 ? 1 : _asnBytes);

    public bool IsConfederation => Kind is AsSegmentKind.ConfederationSequence or AsSegmentKind.ConfederationSet;

    /// <summary>What the segment adds to a path's length: RFC 4271, 9.1.2.2 and RFC 5065, 5.3.</summary>
    public int Hops => Kind switch { AsSegmentKind.Sequence => Count, AsSegmentKind.Set => 1, _ => 0 };

    /// <summary>An AS number, from 0.</summary>
    public uint this[int index] => _asnBytes == AsPath.WideBytes
        ? BinaryPrimitives.ReadUInt32BigEndian(_numbers[(index * AsPath.WideBytes)..])
        : BinaryPrimitives.ReadUInt16BigEndian(_numbers[(index * AsPath.NarrowBytes)..]);
}
