using System;
using System.Buffers.Binary;

namespace Fleek.Core.Routing;

/// <summary>
/// An IPv4 or IPv6 address. Bits stand to the left: the first bit of the address is the highest of <see cref="Bits"/> in both
/// families, so that prefixes of both are compared by the same masks.
/// </summary>
/// <param name="Bits">The address, its first bit the highest; below the 32 of IPv4 all are zero.</param>
public readonly record struct IpAddress(UInt128 Bits, IpFamily Family) : IComparable<IpAddress>
{
    public const int IPv4Bytes = 4, IPv6Bytes = 16;

    /// <summary>0 if there is no address.</summary>
    public int Width => WidthOf(Family);

    public static bool operator <(IpAddress a, IpAddress b) => a.CompareTo(b) < 0;

    public static bool operator >(IpAddress a, IpAddress b) => a.CompareTo(b) > 0;

    public static bool operator <=(IpAddress a, IpAddress b) => a.CompareTo(b) <= 0;

    public static bool operator >=(IpAddress a, IpAddress b) => a.CompareTo(b) >= 0;

    public static IpAddress V4(uint address) => new(new UInt128((ulong)address << 32, 0), IpFamily.IPv4);

    public static IpAddress V6(UInt128 address) => new(address, IpFamily.IPv6);

    /// <summary>From 4 or 16 bytes in network order; no address from any other number.</summary>
    public static IpAddress FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        IPv4Bytes => V4(BinaryPrimitives.ReadUInt32BigEndian(bytes)),
        IPv6Bytes => V6(BinaryPrimitives.ReadUInt128BigEndian(bytes)),
        _ => default,
    };

    /// <summary>Bits of an address of a family.</summary>
    public static int WidthOf(IpFamily family) => family switch { IpFamily.IPv4 => 32, IpFamily.IPv6 => 128, _ => 0 };

    /// <summary>Reads dotted decimals, or RFC 4291's colons with `::` and a dotted end.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpAddress address) => IpText.TryParse(text, out address);

    /// <summary>Writes the bytes in network order.</summary>
    /// <param name="into">Room for 4 or 16.</param>
    /// <returns>How many were written.</returns>
    public int WriteTo(Span<byte> into)
    {
        if (Family == IpFamily.IPv6) BinaryPrimitives.WriteUInt128BigEndian(into, Bits);
        else if (Family == IpFamily.IPv4) BinaryPrimitives.WriteUInt32BigEndian(into, V4Bits);
        return Width / 8;
    }

    public int CompareTo(IpAddress other) => Family != other.Family ? Family.CompareTo(other.Family) : Bits.CompareTo(other.Bits);

    /// <summary>Dotted decimals, or the shortest text of RFC 5952.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[IpText.LongestBytes];
        return System.Text.Encoding.ASCII.GetString(text[..IpText.Write(this, text)]);
    }

    /// <summary>The 32 bits of an IPv4 address.</summary>
    public uint V4Bits => (uint)(ulong)(Bits >> 96);
}
