using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace Fleek.Core.Routing.Mrt;

/// <summary>
/// Writes MRT dumps that other programs read: tables as TABLE_DUMP_V2, updates as BGP4MP with AS numbers of four bytes (RFC 6396).
/// Records gather in <see cref="Written"/> until <see cref="Clear"/>.
/// </summary>
public sealed class MrtWriter
{
    private const int MarkerBytes = 16, LongestBodyFront = 64;

    private readonly PathAttributeWriter _attributes = new();
    private byte[] _bytes = new byte[4096];
    private int _length;
    private int _record;
    private uint _sequence;
    private int _entries;
    private int _entryCountAt;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>The peer table: it must come before the routes of a table, whose entries name peers by their place in it.</summary>
    /// <exception cref="ArgumentException">A name or a table that is too long, or a peer without an address.</exception>
    public void PeerTable(uint seconds, IpAddress collectorId, string view, IReadOnlyList<MrtPeer> peers)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(peers);
        if (view.Length > ushort.MaxValue / 4) throw new ArgumentException("the view's name is too long", nameof(view));
        if (peers.Count > ushort.MaxValue) throw new ArgumentException("a table has at most 65535 peers", nameof(peers));
        Begin(seconds, MrtType.TableDumpV2, TableDumpV2Subtype.PeerIndexTable);
        Id(collectorId);
        byte[] name = Encoding.UTF8.GetBytes(view);
        UInt16(name.Length);
        Bytes(name);
        UInt16(peers.Count);
        foreach (MrtPeer peer in peers)
        {
            if (peer.Address.Family == IpFamily.None) throw new ArgumentException("a peer has no address", nameof(peers));
            Byte((byte)(peer.Address.Family == IpFamily.IPv6 ? 3 : 2));
            Id(peer.BgpId);
            Address(peer.Address);
            UInt32(peer.As);
        }

        End();
        _sequence = 0;
    }

    /// <summary>Begins the routes to a prefix; <see cref="RibEntry"/> adds them, <see cref="EndRib"/> ends.</summary>
    /// <param name="addPath">Whether the entries have path identifiers (RFC 8050).</param>
    /// <param name="multicast">Whether the routes are of the multicast table.</param>
    public void BeginRib(uint seconds, IpPrefix prefix, bool addPath = false, bool multicast = false)
    {
        ushort subtype = (prefix.Family == IpFamily.IPv6, multicast) switch
        {
            (false, false) => addPath ? TableDumpV2Subtype.IPv4UnicastAddPath : TableDumpV2Subtype.IPv4Unicast,
            (false, true) => addPath ? TableDumpV2Subtype.IPv4MulticastAddPath : TableDumpV2Subtype.IPv4Multicast,
            (true, false) => addPath ? TableDumpV2Subtype.IPv6UnicastAddPath : TableDumpV2Subtype.IPv6Unicast,
            (true, true) => addPath ? TableDumpV2Subtype.IPv6MulticastAddPath : TableDumpV2Subtype.IPv6Multicast,
        };
        Begin(seconds, MrtType.TableDumpV2, subtype);
        UInt32(_sequence);
        _sequence = unchecked(_sequence + 1);
        Prefix(prefix);
        _entries = 0;
        _entryCountAt = _length;
        UInt16(0);
    }

    /// <summary>One peer's route.</summary>
    /// <param name="pathId">Given if and only if the prefix was begun with path identifiers.</param>
    /// <param name="attributes">As <see cref="PathAttributeWriter"/> makes them.</param>
    public void RibEntry(int peer, uint originatedSeconds, uint? pathId, ReadOnlySpan<byte> attributes)
    {
        UInt16(peer);
        UInt32(originatedSeconds);
        if (pathId is { } id) UInt32(id);
        UInt16(attributes.Length);
        Bytes(attributes);
        _entries++;
    }

    public void EndRib()
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_entryCountAt), (ushort)_entries);
        End();
    }

    /// <summary>An announcement of prefixes of one family that share their attributes.</summary>
    /// <param name="nextHop">Of IPv6 prefixes: it goes into MP_REACH_NLRI. Of IPv4 ones it is among the attributes.</param>
    /// <exception cref="ArgumentException">The message would be longer than BGP's extended messages (RFC 8654).</exception>
    public void Announce(in MrtSession session, ReadOnlySpan<IpPrefix> prefixes, IpAddress nextHop, ReadOnlySpan<byte> attributes)
    {
        bool isIPv6 = prefixes.Length > 0 && prefixes[0].Family == IpFamily.IPv6;
        byte[] list = List(prefixes);
        _attributes.Clear();
        if (isIPv6) _attributes.MpReach(IpFamily.IPv6, nextHop, list);
        _attributes.Raw(attributes);
        Update(session, [], _attributes.Written, isIPv6 ? [] : list);
    }

    /// <summary>A withdrawal of prefixes of one family.</summary>
    /// <exception cref="ArgumentException">As <see cref="Announce"/>.</exception>
    public void Withdraw(in MrtSession session, ReadOnlySpan<IpPrefix> prefixes)
    {
        bool isIPv6 = prefixes.Length > 0 && prefixes[0].Family == IpFamily.IPv6;
        byte[] list = List(prefixes);
        _attributes.Clear();
        if (isIPv6) _attributes.MpUnreach(IpFamily.IPv6, list);
        Update(session, isIPv6 ? [] : list, _attributes.Written, []);
    }

    /// <summary>A change of the session's state: RFC 4271, 8.2.2, from 1 for Idle.</summary>
    public void State(in MrtSession session, int oldState, int newState)
    {
        BeginMessage(session, Bgp4MpSubtype.StateChangeAs4);
        UInt16(oldState);
        UInt16(newState);
        End();
    }

    private static byte[] List(ReadOnlySpan<IpPrefix> prefixes)
    {
        byte[] bytes = new byte[prefixes.Length * (IpAddress.IPv6Bytes + 1)];
        int at = 0;
        foreach (IpPrefix prefix in prefixes)
        {
            if (prefix.Family != prefixes[0].Family) throw new ArgumentException("prefixes of one message are of one family", nameof(prefixes));
            at += prefix.WriteTo(bytes.AsSpan(at));
        }

        return bytes[..at];
    }

    private void Update(in MrtSession session, ReadOnlySpan<byte> withdrawn, ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> announced)
    {
        int length = MarkerBytes + 7 + withdrawn.Length + attributes.Length + announced.Length;
        if (length > ushort.MaxValue) throw new ArgumentException("too many prefixes for one message", nameof(announced));
        BeginMessage(session, Bgp4MpSubtype.MessageAs4);
        Grow(MarkerBytes);
        _bytes.AsSpan(_length, MarkerBytes).Fill(byte.MaxValue);
        _length += MarkerBytes;
        UInt16(length);
        Byte(2);
        UInt16(withdrawn.Length);
        Bytes(withdrawn);
        UInt16(attributes.Length);
        Bytes(attributes);
        Bytes(announced);
        End();
    }

    private void BeginMessage(in MrtSession session, ushort subtype)
    {
        if (session.PeerAddress.Family != session.LocalAddress.Family || session.PeerAddress.Family == IpFamily.None)
            throw new ArgumentException("a session's ends have addresses of one family", nameof(session));
        Begin(session.Seconds, session.Microseconds is null ? MrtType.Bgp4Mp : MrtType.Bgp4MpEt, subtype);
        if (session.Microseconds is { } microseconds) UInt32(microseconds);
        UInt32(session.PeerAs);
        UInt32(session.LocalAs);
        UInt16(0);
        UInt16((int)session.PeerAddress.Family);
        Address(session.PeerAddress);
        Address(session.LocalAddress);
    }

    private void Begin(uint seconds, MrtType type, ushort subtype)
    {
        _record = _length;
        UInt32(seconds);
        UInt16((ushort)type);
        UInt16(subtype);
        UInt32(0);
    }

    private void End() =>
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_record + 8), (uint)(_length - _record - MrtHeader.Bytes));

    private void Id(IpAddress address)
    {
        if (address.Family == IpFamily.IPv6) throw new ArgumentException("a BGP identifier is an IPv4 address", nameof(address));
        UInt32(address.V4Bits);
    }

    private void Address(IpAddress address)
    {
        Grow(LongestBodyFront);
        _length += address.WriteTo(_bytes.AsSpan(_length));
    }

    private void Prefix(IpPrefix prefix)
    {
        Grow(LongestBodyFront);
        _length += prefix.WriteTo(_bytes.AsSpan(_length));
    }

    private void Byte(byte value)
    {
        Grow(1);
        _bytes[_length++] = value;
    }

    private void UInt16(int value)
    {
        Grow(sizeof(ushort));
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_length), (ushort)value);
        _length += sizeof(ushort);
    }

    private void UInt32(uint value)
    {
        Grow(sizeof(uint));
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(uint);
    }

    private void Bytes(ReadOnlySpan<byte> bytes)
    {
        Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Grow(int more)
    {
        if (_bytes.Length - _length < more) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
