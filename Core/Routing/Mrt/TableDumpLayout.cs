using System;
using System.Buffers.Binary;

namespace Fleek.Core.Routing.Mrt;

/// <summary>
/// How entries of a TABLE_DUMP record lie (RFC 6396, 4.2). Collectors of 1999 and 2000 put many of them into one record, and gave
/// as its length that of the entries alone, without the four bytes of view and sequence before them.
/// </summary>
/// <param name="Family">None for a subtype that does not exist.</param>
/// <param name="AsnBytes">Bytes of an AS number.</param>
internal readonly record struct TableDumpLayout(IpFamily Family, int AsnBytes)
{
    /// <summary>View and sequence, before the first entry.</summary>
    public const int FrontBytes = 4;

    /// <summary>Length, status and time of change between prefix and peer; the length of the attributes at the end.</summary>
    private const int MiddleBytes = 6, AttributeLengthBytes = 2;

    public int AddressBytes => IpAddress.WidthOf(Family) / 8;

    /// <summary>Bytes of an entry before its attributes.</summary>
    public int EntryBytes => 2 * AddressBytes + MiddleBytes + AsnBytes + AttributeLengthBytes;

    public static TableDumpLayout Of(ushort subtype) => subtype switch
    {
        1 => new(IpFamily.IPv4, AsPath.NarrowBytes),
        2 => new(IpFamily.IPv6, AsPath.NarrowBytes),
        3 => new(IpFamily.IPv4, AsPath.WideBytes),
        4 => new(IpFamily.IPv6, AsPath.WideBytes),
        _ => default,
    };

    /// <summary>Bytes that a record's body really has.</summary>
    /// <param name="data">What follows the header.</param>
    /// <param name="length">As the header gives it.</param>
    /// <param name="last">No more data will come.</param>
    public int BodyBytes(ReadOnlySpan<byte> data, int length, bool last)
    {
        int front = FrontBytes + EntryBytes;
        if (Family == IpFamily.None || length < front || data.Length < front) return length;
        if (front + AttributeBytes(data, FrontBytes) == length) return length;

        // Several entries, or damage. Without the bytes behind it, it cannot be told whether the length leaves out the front.
        int longer = length + FrontBytes;
        if (data.Length < longer) return last ? length : longer;
        int at = FrontBytes;
        while (at < length && at + EntryBytes <= longer) at += EntryBytes + AttributeBytes(data, at);
        return at == longer ? longer : length;
    }

    private int AttributeBytes(ReadOnlySpan<byte> data, int entry) =>
        BinaryPrimitives.ReadUInt16BigEndian(data[(entry + EntryBytes - AttributeLengthBytes)..]);
}
