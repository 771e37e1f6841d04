using System;
using System.Buffers.Binary;
using Fleek.Core.Wire;

namespace Fleek.Core.Routing.Mrt;

public sealed partial class MrtReader
{
    private const int MarkerBytes = 16;

    /// <summary>Types of BGP messages: RFC 4271, 4.1 and RFC 2918.</summary>
    private const byte MessageUpdate = 2, MessageRouteRefresh = 5, MessageOpen = 1;

    /// <summary>A state change as Zebra wrote it at times: two AS numbers and two states, no addresses.</summary>
    private const int ShortStateBytes = 8;

    private void Bgp4Mp(in MrtHeader record, ReadOnlySpan<byte> body)
    {
        bool wide = Bgp4MpSubtype.IsWide(record.Subtype);
        if (record.Subtype == Bgp4MpSubtype.Snapshot)
        {
            Statistics.WithoutRoutes++;
            return;
        }

        if (record.Subtype > Bgp4MpSubtype.MessageAs4LocalAddPath)
        {
            Skip(record, SkipReason.UnknownSubtype);
            return;
        }

        WireReader reader = new(body);
        uint peerAs = wide ? (uint)reader.UInt32() : (uint)reader.UInt16();
        reader.Take(wide ? AsPath.WideBytes : AsPath.NarrowBytes);
        bool isState = record.Subtype is Bgp4MpSubtype.StateChange or Bgp4MpSubtype.StateChangeAs4;
        RouteElement element = new()
        {
            Record = record, Kind = RouteKind.State, PeerAs = peerAs, PeerAddress = IpAddress.V4(0),
            IsLocal = Bgp4MpSubtype.IsLocal(record.Subtype),
        };
        if (isState && body.Length == ShortStateBytes)
        {
            State(record, element, ref reader);
            return;
        }

        reader.UInt16();
        var family = (IpFamily)Math.Min(reader.UInt16(), byte.MaxValue);
        int addressBytes = IpAddress.WidthOf(family) / 8;
        IpAddress peer = IpAddress.FromBytes(reader.Take(addressBytes));
        reader.Take(addressBytes);
        if (reader.Failed || addressBytes == 0)
        {
            Skip(record, reader.Failed ? SkipReason.CutRecord : SkipReason.UnknownFamily);
            return;
        }

        element = element with { PeerAddress = peer };
        if (isState) State(record, element, ref reader);
        else if (record.Subtype == Bgp4MpSubtype.Entry) Entry(record, element, ref reader);
        else Message(record, element, reader.Rest, wide ? AsPath.WideBytes : AsPath.NarrowBytes);
    }

    private void State(in MrtHeader record, in RouteElement element, ref WireReader reader)
    {
        var oldState = (ushort)reader.UInt16();
        var newState = (ushort)reader.UInt16();
        if (reader.Failed)
        {
            Skip(record, SkipReason.CutRecord);
            return;
        }

        PathAttributes none = new();
        Give(element with { Kind = RouteKind.State, OldState = oldState, NewState = newState }, none);
    }

    /// <summary>One route of a table, as BGP4MP had it before TABLE_DUMP_V2: RFC 6396, B.2.</summary>
    private void Entry(in MrtHeader record, in RouteElement element, ref WireReader reader)
    {
        reader.Take(2 * sizeof(ushort));
        uint originated = (uint)reader.UInt32();
        var family = (IpFamily)Math.Min(reader.UInt16(), byte.MaxValue);
        byte safi = reader.Byte();
        IpAddress nextHop = IpAddress.FromBytes(reader.Take(reader.Byte()));
        int length = reader.Byte();
        ReadOnlySpan<byte> address = reader.Take(length + 7 >> 3);
        ReadOnlySpan<byte> bytes = reader.Take(reader.UInt16());
        if (reader.Failed) Skip(record, SkipReason.CutRecord);
        else if (IpAddress.WidthOf(family) == 0 || safi is < Unicast or > Both) Skip(record, SkipReason.UnknownFamily);
        else if (!IpPrefix.TryRead(family, length, address, out IpPrefix prefix)) Skip(record, SkipReason.BadPrefix);
        else
        {
            ReadAttributes(record, bytes, AsPath.NarrowBytes, out PathAttributes attributes);
            RouteElement route = element with
            {
                Kind = RouteKind.Rib, Prefix = prefix, NextHop = nextHop, Safi = safi, OriginatedSeconds = originated,
            };
            Give(route, attributes);
        }
    }

    /// <summary>A BGP message with its marker; one that is longer than the record is read as far as it goes.</summary>
    private void Message(in MrtHeader record, in RouteElement element, ReadOnlySpan<byte> bytes, int asnBytes)
    {
        const int FrontBytes = MarkerBytes + sizeof(ushort) + 1;
        if (bytes.Length < FrontBytes)
        {
            Skip(record, SkipReason.CutRecord);
            return;
        }

        if (bytes[..MarkerBytes].ContainsAnyExcept(byte.MaxValue))
        {
            Skip(record, SkipReason.BadMarker);
            return;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[MarkerBytes..]);
        byte type = bytes[FrontBytes - 1];
        if (length < FrontBytes || length > bytes.Length) Skip(record, SkipReason.CutRecord);
        if (type is < MessageOpen or > MessageRouteRefresh) Skip(record, SkipReason.UnknownMessage);
        else if (type != MessageUpdate) Statistics.WithoutRoutes++;
        else Update(record, element, bytes[FrontBytes..Math.Max(FrontBytes, Math.Min(length, bytes.Length))], asnBytes);
    }

    /// <summary>The records of MRTd: a peer, the collector, and the message without the header that BGP puts before it.</summary>
    private void Bgp(in MrtHeader record, ReadOnlySpan<byte> body, IpFamily family)
    {
        if (record.Subtype is BgpSubtype.Null or BgpSubtype.Sync or BgpSubtype.Open or BgpSubtype.Notify or BgpSubtype.Keepalive)
        {
            Statistics.WithoutRoutes++;
            return;
        }

        if (record.Subtype is not (BgpSubtype.Update or BgpSubtype.PrefixUpdate or BgpSubtype.StateChange))
        {
            Skip(record, SkipReason.UnknownSubtype);
            return;
        }

        int addressBytes = IpAddress.WidthOf(family) / 8;
        WireReader reader = new(body);
        RouteElement element = new()
        {
            Record = record, Kind = RouteKind.State, PeerAs = (uint)reader.UInt16(),
            PeerAddress = IpAddress.FromBytes(reader.Take(addressBytes)),
        };
        if (record.Subtype == BgpSubtype.StateChange)
        {
            State(record, element, ref reader);
            return;
        }

        reader.Take(AsPath.NarrowBytes + addressBytes);
        if (reader.Failed) Skip(record, SkipReason.CutRecord);
        else Update(record, element, reader.Rest, AsPath.NarrowBytes);
    }

    /// <summary>RFC 4271, 4.3: prefixes withdrawn, attributes, prefixes announced; those of RFC 4760 are in the attributes.</summary>
    private void Update(in MrtHeader record, in RouteElement element, ReadOnlySpan<byte> bytes, int asnBytes)
    {
        WireReader reader = new(bytes);
        ReadOnlySpan<byte> withdrawn = reader.Take(reader.UInt16());
        ReadOnlySpan<byte> attributeBytes = reader.Take(reader.UInt16());
        if (reader.Failed)
        {
            Skip(record, SkipReason.CutRecord);
            return;
        }

        ReadAttributes(record, attributeBytes, asnBytes, out PathAttributes attributes);
        PathAttributes none = new();
        RouteElement withdrawal = element with { Kind = RouteKind.Withdraw, Safi = Unicast };
        Prefixes(withdrawal, none, withdrawn, IpFamily.IPv4);
        if (!attributes.MpUnreach.IsEmpty) Unreach(withdrawal, none, attributes.MpUnreach);

        RouteElement announcement = element with { Kind = RouteKind.Announce, NextHop = attributes.NextHop, Safi = Unicast };
        Prefixes(announcement, attributes, reader.Rest, IpFamily.IPv4);
        if (attributes.MpReach.IsEmpty) return;
        if (!MpReach.TryRead(attributes.MpReach, out MpReach reach)) Skip(record, SkipReason.CutAttributes);
        else if (IsRead(reach.Afi, reach.Safi))
            Prefixes(announcement with { NextHop = reach.NextHop, Safi = reach.Safi }, attributes, reach.Prefixes, (IpFamily)reach.Afi);
        else if (reach.Afi != 0) Skip(record, SkipReason.UnknownFamily);
    }

    private void Unreach(in RouteElement withdrawal, in PathAttributes none, ReadOnlySpan<byte> value)
    {
        WireReader reader = new(value);
        int afi = reader.UInt16();
        byte safi = reader.Byte();
        if (reader.Failed) Skip(withdrawal.Record, SkipReason.CutAttributes);
        else if (IsRead(afi, safi)) Prefixes(withdrawal with { Safi = safi }, none, reader.Rest, (IpFamily)afi);
        else Skip(withdrawal.Record, SkipReason.UnknownFamily);
    }

    private static bool IsRead(int afi, byte safi) => afi is (int)IpFamily.IPv4 or (int)IpFamily.IPv6 && safi is >= Unicast and <= Both;

    private void Prefixes(RouteElement element, in PathAttributes attributes, ReadOnlySpan<byte> bytes, IpFamily family)
    {
        if (bytes.IsEmpty) return;
        bool says = element.Record.Type is MrtType.Bgp4Mp or MrtType.Bgp4MpEt && Bgp4MpSubtype.IsAddPath(element.Record.Subtype);
        bool holds = AddPathLayout.Holds(bytes, family, says);
        if (holds != says) Statistics.HiddenAddPath++;
        bool addPath = _options.RecognisesAddPath ? holds : says;
        WireReader reader = new(bytes);
        while (!reader.Rest.IsEmpty)
        {
            uint? pathId = addPath ? (uint)reader.UInt32() : null;
            int length = reader.Byte();
            ReadOnlySpan<byte> rest = reader.Rest;
            reader.Take(length + 7 >> 3);
            if (reader.Failed || !IpPrefix.TryRead(family, length, rest, out IpPrefix prefix, out UInt128 stray))
            {
                Skip(element.Record, SkipReason.BadPrefix);
                return;
            }

            Give(element with { Prefix = prefix, PathId = pathId, StrayBits = stray }, attributes);
        }
    }
}
