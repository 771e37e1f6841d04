using System;
using System.Buffers.Binary;

namespace Fleek.Core.Routing;

/// <summary>Finds the attributes in the bytes of a route. Of an attribute that comes twice the first counts (RFC 7606, 3).</summary>
internal sealed class PathAttributeReader
{
    private const int ShortHeaderBytes = 3, ExtendedHeaderBytes = 4;

    private readonly As4PathMerger _merger = new();

    /// <summary>Reads what is whole.</summary>
    /// <param name="bytes">The attributes, without the length before them.</param>
    /// <param name="asnBytes">Bytes of an AS number in AS_PATH and AGGREGATOR.</param>
    /// <param name="attributes">What was found.</param>
    /// <returns>False if an attribute was cut off.</returns>
    public bool Read(ReadOnlySpan<byte> bytes, int asnBytes, out PathAttributes attributes)
    {
        attributes = new PathAttributes { Bytes = bytes, IsPathWellFormed = true };
        ReadOnlySpan<byte> wide = default, wideAggregator = default, rest = bytes;
        ulong seen = 0;
        bool whole = true;
        while (!rest.IsEmpty)
        {
            int header = (rest[0] & PathAttributeType.ExtendedLength) != 0 ? ExtendedHeaderBytes : ShortHeaderBytes;
            whole = rest.Length >= header;
            if (!whole) break;
            int length = header == ShortHeaderBytes ? rest[2] : BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            whole = rest.Length - header >= length;
            if (!whole) break;
            byte type = rest[1];
            ReadOnlySpan<byte> value = rest.Slice(header, length);
            rest = rest[(header + length)..];
            if (type >= 64 || (seen >> type & 1) != 0) continue;
            seen |= 1UL << type;
            if (type == PathAttributeType.As4Path) wide = value;
            else if (type == PathAttributeType.As4Aggregator) wideAggregator = value;
            else Take(type, value, asnBytes, ref attributes);
        }

        if (asnBytes == AsPath.NarrowBytes) Widen(ref attributes, wide, wideAggregator);
        return whole;
    }

    private static void Take(byte type, ReadOnlySpan<byte> value, int asnBytes, ref PathAttributes into)
    {
        switch (type)
        {
            case PathAttributeType.Origin when value.Length == 1:
                into.Origin = (RouteOrigin)value[0];
                break;
            case PathAttributeType.AsPath:
                into.Path = new AsPath(value, asnBytes);
                into.IsPathWellFormed = into.Path.IsWellFormed;
                break;
            case PathAttributeType.NextHop when value.Length == IpAddress.IPv4Bytes:
                into.NextHop = IpAddress.FromBytes(value);
                break;
            case PathAttributeType.Med when value.Length == 4:
                into.Med = BinaryPrimitives.ReadUInt32BigEndian(value);
                break;
            case PathAttributeType.LocalPreference when value.Length == 4:
                into.LocalPreference = BinaryPrimitives.ReadUInt32BigEndian(value);
                break;
            case PathAttributeType.AtomicAggregate:
                into.IsAtomicAggregate = true;
                break;
            case PathAttributeType.Aggregator when value.Length == asnBytes + IpAddress.IPv4Bytes:
                into.AggregatorAs = asnBytes == AsPath.WideBytes
                    ? BinaryPrimitives.ReadUInt32BigEndian(value) : BinaryPrimitives.ReadUInt16BigEndian(value);
                into.AggregatorAddress = IpAddress.FromBytes(value[asnBytes..]);
                break;
            case PathAttributeType.MpReach:
                into.MpReach = value;
                break;
            case PathAttributeType.MpUnreach:
                into.MpUnreach = value;
                break;
            default:
                TakeOptional(type, value, ref into);
                break;
        }
    }

    private static void TakeOptional(byte type, ReadOnlySpan<byte> value, ref PathAttributes into)
    {
        switch (type)
        {
            case PathAttributeType.Communities:
                into.Communities = value;
                break;
            case PathAttributeType.ExtendedCommunities:
                into.ExtendedCommunities = value;
                break;
            case PathAttributeType.LargeCommunities:
                into.LargeCommunities = value;
                break;
            case PathAttributeType.OriginatorId when value.Length == IpAddress.IPv4Bytes:
                into.OriginatorId = IpAddress.FromBytes(value);
                break;
            case PathAttributeType.Clusters:
                into.Clusters = value;
                break;
            case PathAttributeType.OnlyToCustomer when value.Length == 4:
                into.OnlyToCustomer = BinaryPrimitives.ReadUInt32BigEndian(value);
                break;
        }
    }

    /// <summary>An aggregator that is not AS_TRANS was set by an old speaker later: both AS4 attributes are then stale.</summary>
    private void Widen(ref PathAttributes attributes, ReadOnlySpan<byte> wide, ReadOnlySpan<byte> wideAggregator)
    {
        if (attributes.AggregatorAs is { } aggregator && wideAggregator.Length == AsPath.WideBytes + IpAddress.IPv4Bytes)
        {
            if (aggregator != As4PathMerger.AsTrans) return;
            attributes.AggregatorAs = BinaryPrimitives.ReadUInt32BigEndian(wideAggregator);
            attributes.AggregatorAddress = IpAddress.FromBytes(wideAggregator[AsPath.WideBytes..]);
        }

        if (!wide.IsEmpty) attributes.Path = _merger.Merge(attributes.Path, new AsPath(wide, AsPath.WideBytes));
    }
}
