using System;
using System.Buffers.Binary;

namespace Fleek.Core.Routing.Rib;

/// <summary>
/// Attributes as a table has them (RFC 6396, 4.3.4), whatever message they came in: AS numbers of four bytes, the next hop alone of
/// MP_REACH_NLRI, nothing of what a message withdraws, known attributes in the order of their numbers and the others behind.
/// </summary>
internal sealed class TableAttributes
{
    private const int ShortHeaderBytes = 3, ExtendedHeaderBytes = 4;

    private readonly PathAttributeWriter _writer = new();
    private byte[] _widened = new byte[256];

    /// <summary>The last path cannot be written with AS numbers of four bytes.</summary>
    public bool IsTooLong { get; private set; }

    /// <param name="nextHop">The route's own, which MP_REACH_NLRI may give; none is left out.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Of(in PathAttributes attributes, IpAddress nextHop, IpFamily family)
    {
        _writer.Clear();
        if (attributes.Origin != RouteOrigin.None) _writer.Origin(attributes.Origin);
        Path(attributes);
        bool isNarrowHop = family == IpFamily.IPv4 && nextHop.Family == IpFamily.IPv4;
        if (isNarrowHop) _writer.NextHop(nextHop);
        if (attributes.Med is { } med) _writer.Med(med);
        if (attributes.LocalPreference is { } preference) _writer.LocalPreference(preference);
        if (attributes.IsAtomicAggregate) _writer.AtomicAggregate();
        if (attributes.AggregatorAs is { } aggregator) _writer.Aggregator(aggregator, attributes.AggregatorAddress);
        if (!isNarrowHop && nextHop.Family != IpFamily.None) _writer.RibNextHop(nextHop);
        Others(attributes.Bytes);
        return _writer.Written;
    }

    private void Path(in PathAttributes attributes)
    {
        AsPath path = attributes.Path;
        bool isAbsent = path.AsnBytes == 0;
        IsTooLong = false;
        if (isAbsent) return;
        ReadOnlySpan<byte> value = path.Bytes;
        if (path.AsnBytes == AsPath.NarrowBytes && attributes.IsPathWellFormed) value = Widened(path);
        IsTooLong = value.Length > ushort.MaxValue;
        if (!IsTooLong) _writer.Raw(PathAttributeType.Transitive, PathAttributeType.AsPath, value);
    }

    private ReadOnlySpan<byte> Widened(AsPath path)
    {
        if (_widened.Length < 2 * path.Bytes.Length) _widened = new byte[2 * path.Bytes.Length];
        int at = 0;
        foreach (AsPathSegment segment in path)
        {
            _widened[at++] = (byte)segment.Kind;
            _widened[at++] = (byte)segment.Count;
            for (int i = 0; i < segment.Count; i++, at += AsPath.WideBytes)
                BinaryPrimitives.WriteUInt32BigEndian(_widened.AsSpan(at), segment[i]);
        }

        return _widened.AsSpan(0, at);
    }

    /// <summary>Those that say the same in a table and in a message, as they came.</summary>
    private void Others(ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            int header = (rest[0] & PathAttributeType.ExtendedLength) != 0 ? ExtendedHeaderBytes : ShortHeaderBytes;
            if (rest.Length < header) return;
            int length = header == ShortHeaderBytes ? rest[2] : BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (rest.Length - header < length) return;
            if (!IsWrittenAnew(rest[1])) _writer.Raw(rest[..(header + length)]);
            rest = rest[(header + length)..];
        }
    }

    private static bool IsWrittenAnew(byte type) => type is >= PathAttributeType.Origin and <= PathAttributeType.Aggregator
        or PathAttributeType.MpReach or PathAttributeType.MpUnreach or PathAttributeType.As4Path or PathAttributeType.As4Aggregator;
}
