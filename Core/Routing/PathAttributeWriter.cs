using System;
using System.Buffers.Binary;

namespace Fleek.Core.Routing;

/// <summary>
/// Builds the attributes of a route, in the order in which they are added; AS numbers have four bytes. The room is kept when it
/// is cleared.
/// </summary>
public sealed class PathAttributeWriter
{
    private const byte WellKnown = PathAttributeType.Transitive, Optional = PathAttributeType.Optional;
    private const int LongestSegment = byte.MaxValue;

    private byte[] _bytes = new byte[512];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Origin(RouteOrigin origin) => Value(WellKnown, PathAttributeType.Origin, 1)[0] = (byte)origin;

    /// <summary>A path of one sequence, nearest AS first; a long one is cut into segments of 255.</summary>
    public void Path(ReadOnlySpan<uint> sequence)
    {
        int segments = (sequence.Length + LongestSegment - 1) / LongestSegment;
        Span<byte> value = Value(WellKnown, PathAttributeType.AsPath, segments * 2 + sequence.Length * AsPath.WideBytes);
        for (int at = 0; !sequence.IsEmpty; sequence = sequence[Math.Min(LongestSegment, sequence.Length)..])
            at += Segment(value[at..], AsSegmentKind.Sequence, sequence[..Math.Min(LongestSegment, sequence.Length)]);
    }

    /// <summary>A path of a sequence and a set behind it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The sequence or the set has more than 255 numbers.</exception>
    public void Path(ReadOnlySpan<uint> sequence, ReadOnlySpan<uint> set)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence.Length, LongestSegment, nameof(sequence));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(set.Length, LongestSegment, nameof(set));
        Span<byte> value = Value(WellKnown, PathAttributeType.AsPath, 4 + (sequence.Length + set.Length) * AsPath.WideBytes);
        int at = Segment(value, AsSegmentKind.Sequence, sequence);
        Segment(value[at..], AsSegmentKind.Set, set);
    }

    /// <summary>NEXT_HOP, of IPv4.</summary>
    public void NextHop(IpAddress address) =>
        address.WriteTo(Value(WellKnown, PathAttributeType.NextHop, Width(address, IpFamily.IPv4)));

    /// <summary>MP_REACH_NLRI as a RIB has it: the next hop alone.</summary>
    public void RibNextHop(IpAddress address)
    {
        Span<byte> value = Value(Optional, PathAttributeType.MpReach, 1 + address.Width / 8);
        value[0] = (byte)(address.Width / 8);
        address.WriteTo(value[1..]);
    }

    public void Med(uint med) => Number(Optional, PathAttributeType.Med, med);

    public void LocalPreference(uint preference) => Number(WellKnown, PathAttributeType.LocalPreference, preference);

    public void AtomicAggregate() => Value(WellKnown, PathAttributeType.AtomicAggregate, 0);

    public void Aggregator(uint asn, IpAddress address)
    {
        int bytes = Width(address, IpFamily.IPv4);
        Span<byte> value = Value((byte)(Optional | WellKnown), PathAttributeType.Aggregator, AsPath.WideBytes + bytes);
        BinaryPrimitives.WriteUInt32BigEndian(value, asn);
        address.WriteTo(value[AsPath.WideBytes..]);
    }

    public void Communities(ReadOnlySpan<uint> communities) => Numbers(PathAttributeType.Communities, communities);

    /// <summary>Large communities, three numbers each.</summary>
    /// <exception cref="ArgumentException">Their number is no multiple of three.</exception>
    public void LargeCommunities(ReadOnlySpan<uint> numbers)
    {
        if (numbers.Length % 3 != 0) throw new ArgumentException("a large community has three numbers", nameof(numbers));
        Numbers(PathAttributeType.LargeCommunities, numbers);
    }

    public void ExtendedCommunities(ReadOnlySpan<ulong> communities)
    {
        Span<byte> value = Value(
            (byte)(Optional | WellKnown), PathAttributeType.ExtendedCommunities, communities.Length * PathAttributes.ExtendedCommunityBytes);
        for (int i = 0; i < communities.Length; i++)
            BinaryPrimitives.WriteUInt64BigEndian(value[(i * PathAttributes.ExtendedCommunityBytes)..], communities[i]);
    }

    public void OnlyToCustomer(uint asn) => Number((byte)(Optional | WellKnown), PathAttributeType.OnlyToCustomer, asn);

    /// <summary>MP_REACH_NLRI of an update: a next hop and prefixes of one family, already as BGP sends them.</summary>
    internal void MpReach(IpFamily family, IpAddress nextHop, ReadOnlySpan<byte> prefixes)
    {
        int hop = nextHop.Width / 8;
        Span<byte> value = Value(Optional, PathAttributeType.MpReach, 5 + hop + prefixes.Length);
        value.Clear();
        value[1] = (byte)family;
        value[2] = 1;
        value[3] = (byte)hop;
        nextHop.WriteTo(value[4..]);
        prefixes.CopyTo(value[(5 + hop)..]);
    }

    /// <summary>MP_UNREACH_NLRI, likewise.</summary>
    internal void MpUnreach(IpFamily family, ReadOnlySpan<byte> prefixes)
    {
        Span<byte> value = Value(Optional, PathAttributeType.MpUnreach, 3 + prefixes.Length);
        value[0] = 0;
        value[1] = (byte)family;
        value[2] = 1;
        prefixes.CopyTo(value[3..]);
    }

    /// <summary>Attributes that are there already.</summary>
    internal void Raw(ReadOnlySpan<byte> attributes)
    {
        Grow(attributes.Length);
        attributes.CopyTo(_bytes.AsSpan(_length));
        _length += attributes.Length;
    }

    /// <summary>One attribute with a value that is there already.</summary>
    internal void Raw(byte flags, byte type, ReadOnlySpan<byte> value) => value.CopyTo(Value(flags, type, value.Length));

    private static int Width(IpAddress address, IpFamily wanted) => address.Family == wanted
        ? address.Width / 8
        : throw new ArgumentException($"the address must be of {wanted}", nameof(address));

    private static int Segment(Span<byte> into, AsSegmentKind kind, ReadOnlySpan<uint> numbers)
    {
        into[0] = (byte)kind;
        into[1] = (byte)numbers.Length;
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(into[(2 + i * AsPath.WideBytes)..], numbers[i]);
        return 2 + numbers.Length * AsPath.WideBytes;
    }

    private void Number(byte flags, byte type, uint number) => BinaryPrimitives.WriteUInt32BigEndian(Value(flags, type, sizeof(uint)), number);

    private void Numbers(byte type, ReadOnlySpan<uint> numbers)
    {
        Span<byte> value = Value((byte)(Optional | WellKnown), type, numbers.Length * sizeof(uint));
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(value[(i * sizeof(uint))..], numbers[i]);
    }

    /// <summary>Writes an attribute's header and gives the room for its value.</summary>
    private Span<byte> Value(byte flags, byte type, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ushort.MaxValue);
        bool extended = length > byte.MaxValue;
        Grow(length + 4);
        _bytes[_length++] = (byte)(flags | (extended ? PathAttributeType.ExtendedLength : 0));
        _bytes[_length++] = type;
        if (extended) _bytes[_length++] = (byte)(length >> 8);
        _bytes[_length++] = (byte)(length & 0xFF);
        _length += length;
        return _bytes.AsSpan(_length - length, length);
    }

    private void Grow(int more)
    {
        if (_bytes.Length - _length < more) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
