using System;
using System.Buffers.Binary;

namespace Fleek.Core.Routing.Mrt;

/// <summary>
/// Whether prefixes or entries have path identifiers before them, told by their bytes. Collectors have written them (RFC 7911)
/// into records whose subtype says that there are none, long before and after RFC 8050 gave them subtypes of their own.
/// </summary>
internal static class AddPathLayout
{
    private const int PathIdBytes = 4;

    /// <summary>Bytes before the length of the attributes: index of the peer and time.</summary>
    private const int EntryFrontBytes = 6;

    /// <summary>Whether as many RIB entries fill the bytes exactly.</summary>
    public static bool EntriesFit(ReadOnlySpan<byte> bytes, int count, bool addPath)
    {
        int front = EntryFrontBytes + (addPath ? PathIdBytes : 0);
        for (int i = 0; i < count; i++)
        {
            if (bytes.Length < front + sizeof(ushort)) return false;
            int entry = front + sizeof(ushort) + BinaryPrimitives.ReadUInt16BigEndian(bytes[front..]);
            if (entry > bytes.Length) return false;
            bytes = bytes[entry..];
        }

        return bytes.IsEmpty;
    }

    /// <summary>
    /// Whether prefixes should be read with identifiers. What the subtype says holds, unless the bytes are no list of prefixes
    /// then and are one otherwise. An identifier below 2^24 begins with a zero byte, which is a default route in a plain list: two
    /// of those in one message are a sign too.
    /// </summary>
    public static bool Holds(ReadOnlySpan<byte> bytes, IpFamily family, bool addPath)
    {
        if (PrefixesFit(bytes, family, addPath, out int defaults) && defaults < 2) return addPath;
        return PrefixesFit(bytes, family, !addPath, out int others) && others < 2 ? !addPath : addPath;
    }

    private static bool PrefixesFit(ReadOnlySpan<byte> bytes, IpFamily family, bool addPath, out int defaults)
    {
        int front = addPath ? PathIdBytes : 0, width = IpAddress.WidthOf(family);
        defaults = 0;
        while (!bytes.IsEmpty)
        {
            if (bytes.Length <= front) return false;
            int length = bytes[front];
            int entry = front + 1 + (length + 7 >> 3);
            if (length > width || entry > bytes.Length) return false;
            if (length == 0) defaults++;
            bytes = bytes[entry..];
        }

        return true;
    }
}
