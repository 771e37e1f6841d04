using System;
using System.Buffers.Binary;
using Fleek.Core.Wire;

namespace Fleek.Core.Routing.Mrt;

public sealed partial class MrtReader
{
    private const byte Unicast = 1, Multicast = 2, Both = 3;
    private const int MostPeers = 1 << 16;

    /// <summary>Bits of a peer's type in the peer table: RFC 6396, 4.3.1.</summary>
    private const int PeerIsIPv6 = 1, PeerAsIsWide = 2;

    private void TableDump(in MrtHeader record, ReadOnlySpan<byte> body)
    {
        TableDumpLayout layout = TableDumpLayout.Of(record.Subtype);
        if (layout.Family == IpFamily.None)
        {
            Skip(record, SkipReason.UnknownSubtype);
            return;
        }

        WireReader reader = new(body);
        reader.Take(TableDumpLayout.FrontBytes);
        do
        {
            ReadOnlySpan<byte> address = reader.Take(layout.AddressBytes);
            int length = reader.Byte();
            reader.Byte();
            uint originated = (uint)reader.UInt32();
            IpAddress peer = IpAddress.FromBytes(reader.Take(layout.AddressBytes));
            uint peerAs = layout.AsnBytes == AsPath.WideBytes ? (uint)reader.UInt32() : (uint)reader.UInt16();
            ReadOnlySpan<byte> bytes = reader.Take(reader.UInt16());
            if (reader.Failed)
            {
                Skip(record, SkipReason.CutRecord);
                return;
            }

            if (!IpPrefix.TryRead(layout.Family, length, address, out IpPrefix prefix))
            {
                Skip(record, SkipReason.BadPrefix);
                continue;
            }

            ReadAttributes(record, bytes, layout.AsnBytes, out PathAttributes attributes);
            RouteElement element = new()
            {
                Record = record, Kind = RouteKind.Rib, PeerAddress = peer, PeerAs = peerAs, Prefix = prefix,
                NextHop = NextHopOf(attributes), Safi = Unicast, OriginatedSeconds = originated,
            };
            Give(element, attributes);
        }
        while (!reader.Rest.IsEmpty);
    }

    private void TableDumpV2(in MrtHeader record, ReadOnlySpan<byte> body)
    {
        switch (record.Subtype)
        {
            case TableDumpV2Subtype.PeerIndexTable:
                PeerTable(record, body, located: false);
                break;
            case TableDumpV2Subtype.GeoPeerTable:
                PeerTable(record, body, located: true);
                break;
            case TableDumpV2Subtype.IPv4Unicast or TableDumpV2Subtype.IPv4UnicastAddPath:
                Rib(record, body, IpFamily.IPv4, Unicast);
                break;
            case TableDumpV2Subtype.IPv4Multicast or TableDumpV2Subtype.IPv4MulticastAddPath:
                Rib(record, body, IpFamily.IPv4, Multicast);
                break;
            case TableDumpV2Subtype.IPv6Unicast or TableDumpV2Subtype.IPv6UnicastAddPath:
                Rib(record, body, IpFamily.IPv6, Unicast);
                break;
            case TableDumpV2Subtype.IPv6Multicast or TableDumpV2Subtype.IPv6MulticastAddPath:
                Rib(record, body, IpFamily.IPv6, Multicast);
                break;
            case TableDumpV2Subtype.Generic or TableDumpV2Subtype.GenericAddPath:
                GenericRib(record, body);
                break;
            default:
                Skip(record, SkipReason.UnknownSubtype);
                break;
        }
    }

    /// <summary>PEER_INDEX_TABLE, or GEO_PEER_TABLE, which has the same peers and where they stand.</summary>
    private void PeerTable(in MrtHeader record, ReadOnlySpan<byte> body, bool located)
    {
        WireReader reader = new(body);
        reader.Take(IpAddress.IPv4Bytes);
        reader.Take(reader.UInt16());
        if (located) reader.Take(2 * sizeof(float));
        int count = reader.UInt16();
        _peers.Clear();
        _tables++;
        for (int i = 0; i < count && i < MostPeers; i++)
        {
            int type = reader.Byte();
            IpAddress id = IpAddress.FromBytes(reader.Take(IpAddress.IPv4Bytes));
            IpAddress address = IpAddress.FromBytes(
                reader.Take((type & PeerIsIPv6) != 0 ? IpAddress.IPv6Bytes : IpAddress.IPv4Bytes));
            uint asn = (type & PeerAsIsWide) != 0 ? (uint)reader.UInt32() : (uint)reader.UInt16();
            float latitude = located ? Degrees(ref reader) : float.NaN;
            float longitude = located ? Degrees(ref reader) : float.NaN;
            if (reader.Failed) break;
            _peers.Add(new MrtPeer(address, asn, id, latitude, longitude));
        }

        if (reader.Failed) Skip(record, SkipReason.CutRecord);
        else Statistics.WithoutRoutes++;
    }

    private static float Degrees(ref WireReader reader) =>
        reader.Take(sizeof(float)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadSingleBigEndian(bytes) : float.NaN;

    private void GenericRib(in MrtHeader record, ReadOnlySpan<byte> body)
    {
        const int SequenceBytes = 4;
        WireReader reader = new(body);
        ReadOnlySpan<byte> sequence = reader.Take(SequenceBytes);
        var family = (IpFamily)Math.Min(reader.UInt16(), byte.MaxValue);
        byte safi = reader.Byte();
        if (reader.Failed) Skip(record, SkipReason.CutRecord);
        else if (family is not (IpFamily.IPv4 or IpFamily.IPv6) || safi is < Unicast or > Both) Skip(record, SkipReason.UnknownFamily);
        else RibEntries(record, reader.Rest, family, safi);
    }

    private void Rib(in MrtHeader record, ReadOnlySpan<byte> body, IpFamily family, byte safi)
    {
        const int SequenceBytes = 4;
        if (body.Length < SequenceBytes) Skip(record, SkipReason.CutRecord);
        else RibEntries(record, body[SequenceBytes..], family, safi);
    }

    /// <summary>A prefix and its entries.</summary>
    private void RibEntries(in MrtHeader record, ReadOnlySpan<byte> bytes, IpFamily family, byte safi)
    {
        WireReader reader = new(bytes);
        int length = reader.Byte();
        ReadOnlySpan<byte> address = reader.Take(length + 7 >> 3);
        int count = reader.UInt16();
        if (reader.Failed)
        {
            Skip(record, SkipReason.CutRecord);
            return;
        }

        if (!IpPrefix.TryRead(family, length, address, out IpPrefix prefix, out UInt128 stray))
        {
            Skip(record, SkipReason.BadPrefix);
            return;
        }

        bool addPath = record.Subtype >= TableDumpV2Subtype.IPv4UnicastAddPath;
        if (!AddPathLayout.EntriesFit(reader.Rest, count, addPath) && AddPathLayout.EntriesFit(reader.Rest, count, !addPath))
        {
            addPath ^= _options.RecognisesAddPath;
            Statistics.HiddenAddPath++;
        }

        for (int i = 0; i < count; i++)
        {
            int index = reader.UInt16();
            uint originated = (uint)reader.UInt32();
            uint? pathId = addPath ? (uint)reader.UInt32() : null;
            ReadOnlySpan<byte> attributeBytes = reader.Take(reader.UInt16());
            if (reader.Failed)
            {
                Skip(record, SkipReason.CutRecord);
                return;
            }

            if (index >= _peers.Count)
            {
                Skip(record, SkipReason.UnknownPeer);
                continue;
            }

            MrtPeer peer = _peers[index];
            ReadAttributes(record, attributeBytes, AsPath.WideBytes, out PathAttributes attributes);
            RouteElement element = new()
            {
                Record = record, Kind = RouteKind.Rib, PeerAddress = peer.Address, PeerAs = peer.As, Prefix = prefix,
                NextHop = NextHopOf(attributes), PathId = pathId, Safi = safi, OriginatedSeconds = originated, StrayBits = stray,
                Table = _tables,
            };
            Give(element, attributes);
        }

        if (!reader.Rest.IsEmpty) Skip(record, SkipReason.CutRecord);
    }

    private static IpAddress NextHopOf(in PathAttributes attributes) =>
        MpReach.TryRead(attributes.MpReach, out MpReach reach) ? reach.NextHop : attributes.NextHop;
}
