using System;
using System.Buffers.Binary;
using System.Globalization;

namespace Fleek.Core.Routing;

/// <summary>A block of addresses: those whose first <see cref="Length"/> bits are its own. Bits beyond the length are zero.</summary>
public readonly record struct IpPrefix : IComparable<IpPrefix>
{
    private IpPrefix(UInt128 bits, byte length, IpFamily family) => (Bits, Length, Family) = (bits, length, family);

    /// <summary>As in <see cref="IpAddress.Bits"/>.</summary>
    public UInt128 Bits { get; }

    /// <summary>In bits.</summary>
    public byte Length { get; }

    public IpFamily Family { get; }

    /// <summary>Its first address.</summary>
    public IpAddress Network => new(Bits, Family);

    public static bool operator <(IpPrefix a, IpPrefix b) => a.CompareTo(b) < 0;

    public static bool operator >(IpPrefix a, IpPrefix b) => a.CompareTo(b) > 0;

    public static bool operator <=(IpPrefix a, IpPrefix b) => a.CompareTo(b) <= 0;

    public static bool operator >=(IpPrefix a, IpPrefix b) => a.CompareTo(b) >= 0;

    /// <summary>The block that holds an address; bits beyond the length are dropped.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not one of the family's.</exception>
    public static IpPrefix Of(IpAddress address, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, address.Width);
        return new IpPrefix(address.Bits & MaskOf(length), (byte)length, address.Family);
    }

    /// <summary>Reads the bytes that BGP sends for a prefix: as many as the length needs (RFC 4271, 4.3).</summary>
    /// <returns>False if the length is not one of the family's or bytes are missing.</returns>
    public static bool TryRead(IpFamily family, int length, ReadOnlySpan<byte> bytes, out IpPrefix prefix) =>
        TryRead(family, length, bytes, out prefix, out _);

    /// <summary>The same, with what was dropped.</summary>
    /// <param name="stray">Bits beyond the length, in the bytes that it needs.</param>
    internal static bool TryRead(IpFamily family, int length, ReadOnlySpan<byte> bytes, out IpPrefix prefix, out UInt128 stray)
    {
        (prefix, stray) = (default, UInt128.Zero);
        int count = length + 7 >> 3;
        if (length < 0 || length > IpAddress.WidthOf(family) || bytes.Length < count) return false;
        UInt128 bits;
        if (bytes.Length >= 4 && count <= 4)
        {
            bits = new UInt128((ulong)BinaryPrimitives.ReadUInt32BigEndian(bytes) << 32, 0);
        }
        else
        {
            Span<byte> padded = stackalloc byte[IpAddress.IPv6Bytes];
            padded.Clear();
            bytes[..count].CopyTo(padded);
            bits = BinaryPrimitives.ReadUInt128BigEndian(padded);
        }

        UInt128 mask = MaskOf(length);
        prefix = new IpPrefix(bits & mask, (byte)length, family);
        if ((length & 7) != 0) stray = bits & ~mask & MaskOf(count << 3);
        return true;
    }

    /// <summary>Reads `address/length`; bits beyond the length are dropped.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpPrefix prefix)
    {
        prefix = default;
        int slash = text.IndexOf('/');
        if (slash < 0 || !IpAddress.TryParse(text[..slash], out IpAddress address)) return false;
        if (!byte.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out byte length)) return false;
        if (length > address.Width) return false;
        prefix = Of(address, length);
        return true;
    }

    /// <summary>As many ones from the highest bit.</summary>
    public static UInt128 MaskOf(int length) => length switch
    {
        0 => UInt128.Zero,
        <= 64 => new UInt128(ulong.MaxValue << 64 - length, 0),
        _ => new UInt128(ulong.MaxValue, ulong.MaxValue << 128 - length),
    };

    /// <summary>Writes the length and as many bytes as it needs, as BGP sends them.</summary>
    /// <param name="into">Room for 17.</param>
    /// <returns>How many bytes were written.</returns>
    public int WriteTo(Span<byte> into)
    {
        Span<byte> address = stackalloc byte[IpAddress.IPv6Bytes];
        BinaryPrimitives.WriteUInt128BigEndian(address, Bits);
        int bytes = Length + 7 >> 3;
        into[0] = Length;
        address[..bytes].CopyTo(into[1..]);
        return 1 + bytes;
    }

    public bool Contains(IpAddress address) => address.Family == Family && (address.Bits & MaskOf(Length)) == Bits;

    /// <summary>Whether the other is this one or a part of it.</summary>
    public bool Covers(IpPrefix other) => other.Length >= Length && Contains(other.Network);

    /// <summary>By family, then address, then length: a block stands before its parts.</summary>
    public int CompareTo(IpPrefix other)
    {
        if (Family != other.Family) return Family.CompareTo(other.Family);
        int bits = Bits.CompareTo(other.Bits);
        return bits != 0 ? bits : Length.CompareTo(other.Length);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Network}/{Length}");
}
