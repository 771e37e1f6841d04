using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;

namespace Fleek.Core.Routing;

/// <summary>Addresses as text, in the form in which the C library prints them, and back.</summary>
public static class IpText
{
    /// <summary>Most bytes of an address's text.</summary>
    public const int LongestBytes = 46;

    private const int Groups = 8;

    /// <summary>Writes an address, and nothing for none.</summary>
    /// <param name="into">Room for <see cref="LongestBytes"/>.</param>
    /// <param name="leastZeros">
    /// How many zero groups of IPv6 become `::` at least: two by RFC 5952, one in the text of bgpdump.
    /// </param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(IpAddress address, Span<byte> into, int leastZeros = 2) => address.Family switch
    {
        IpFamily.IPv4 => WriteV4(address.V4Bits, into),
        IpFamily.IPv6 => WriteV6(address.Bits, into, leastZeros),
        _ => 0,
    };

    internal static bool TryParse(ReadOnlySpan<char> text, out IpAddress address)
    {
        address = default;
        if (text.Contains(':')) return TryParseV6(text, out address);
        if (!TryParseV4(text, out uint v4)) return false;
        address = IpAddress.V4(v4);
        return true;
    }

    private static int WriteV4(uint address, Span<byte> into)
    {
        int at = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            Utf8Formatter.TryFormat(address >> shift & 0xFF, into[at..], out int digits);
            at += digits;
            if (shift > 0) into[at++] = (byte)'.';
        }

        return at;
    }

    private static int WriteV6(UInt128 address, Span<byte> into, int leastZeros)
    {
        (int start, int length) = LongestZeros(address, leastZeros);
        bool dotted = start == 0 && (length == 6 || (length == 5 && Group(address, 5) == 0xFFFF));
        int at = 0;
        for (int group = 0; group < (dotted ? Groups - 2 : Groups); group++)
        {
            if (group >= start && group < start + length)
            {
                if (group == start) into[at++] = (byte)':';
                continue;
            }

            if (group > 0) into[at++] = (byte)':';
            Utf8Formatter.TryFormat(Group(address, group), into[at..], out int digits, new System.Buffers.StandardFormat('x'));
            at += digits;
        }

        if (dotted)
        {
            into[at++] = (byte)':';
            return at + WriteV4((uint)(address & uint.MaxValue), into[at..]);
        }

        if (length > 0 && start + length == Groups) into[at++] = (byte)':';
        return at;
    }

    /// <summary>The first longest run of zero groups; length 0 if there is none as long.</summary>
    private static (int Start, int Length) LongestZeros(UInt128 address, int least)
    {
        (int start, int length) = (-1, 0);
        for (int group = 0; group < Groups; group++)
        {
            int run = 0;
            while (group + run < Groups && Group(address, group + run) == 0) run++;
            if (run > length && run >= least) (start, length) = (group, run);
            group += run;
        }

        return (start, length);
    }

    private static ushort Group(UInt128 address, int group) => (ushort)(ulong)(address >> 16 * (Groups - 1 - group) & 0xFFFF);

    private static bool TryParseV4(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        for (int part = 0; part < IpAddress.IPv4Bytes; part++)
        {
            int dot = text.IndexOf('.');
            if (dot < 0 != (part == IpAddress.IPv4Bytes - 1)) return false;
            ReadOnlySpan<char> digits = dot < 0 ? text : text[..dot];
            if (digits.Length > 3 || !byte.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out byte value)) return false;
            address = address << 8 | value;
            text = dot < 0 ? default : text[(dot + 1)..];
        }

        return true;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out IpAddress address)
    {
        address = default;
        Span<byte> front = stackalloc byte[IpAddress.IPv6Bytes], back = stackalloc byte[IpAddress.IPv6Bytes];
        int gap = text.IndexOf("::", StringComparison.Ordinal);
        int frontBytes = ParseGroups(gap < 0 ? text : text[..gap], front, gap < 0);
        int backBytes = gap < 0 ? 0 : ParseGroups(text[(gap + 2)..], back, true);
        if (frontBytes < 0 || backBytes < 0) return false;
        int all = frontBytes + backBytes;
        if (gap < 0 ? all != IpAddress.IPv6Bytes : all > IpAddress.IPv6Bytes - 2) return false;
        front[frontBytes..].Clear();
        back[..backBytes].CopyTo(front[(IpAddress.IPv6Bytes - backBytes)..]);
        address = IpAddress.FromBytes(front);
        return true;
    }

    /// <summary>Groups between single colons; the last may be dotted where the text ends there.</summary>
    /// <returns>Bytes read, or -1.</returns>
    private static int ParseGroups(ReadOnlySpan<char> text, Span<byte> into, bool mayEndDotted)
    {
        int at = 0;
        while (!text.IsEmpty)
        {
            int colon = text.IndexOf(':');
            ReadOnlySpan<char> group = colon < 0 ? text : text[..colon];
            if (colon >= 0 && colon == text.Length - 1) return -1;
            if (mayEndDotted && colon < 0 && group.Contains('.'))
            {
                if (at > IpAddress.IPv6Bytes - 4 || !TryParseV4(group, out uint v4)) return -1;
                BinaryPrimitives.WriteUInt32BigEndian(into[at..], v4);
                return at + 4;
            }

            if (at == IpAddress.IPv6Bytes || group.Length > 4
                || !ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value)) return -1;
            BinaryPrimitives.WriteUInt16BigEndian(into[at..], value);
            at += 2;
            text = colon < 0 ? default : text[(colon + 1)..];
        }

        return at;
    }
}
