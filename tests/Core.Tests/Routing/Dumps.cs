using System.Buffers.Binary;
using Fleek.Core.Routing.Mrt;

namespace Core.Tests.Routing;

/// <summary>Records made by hand, for forms that the writer does not write.</summary>
internal static class Dumps
{
    public static readonly byte[] Marker = [.. Enumerable.Repeat(byte.MaxValue, 16)];

    /// <summary>ORIGIN IGP, a path of AS 7 of four bytes, next hop 9.9.9.9.</summary>
    public static readonly byte[] Attributes = [0x40, 1, 1, 0, 0x40, 2, 6, 2, 1, 0, 0, 0, 7, 0x40, 3, 4, 9, 9, 9, 9];

    /// <summary>The same with AS numbers of two bytes.</summary>
    public static readonly byte[] NarrowAttributes = [0x40, 1, 1, 0, 0x40, 2, 4, 2, 1, 0, 7, 0x40, 3, 4, 9, 9, 9, 9];

    public static byte[] Record(int type, int subtype, params byte[] body)
    {
        byte[] record = new byte[12 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(record, 1_000_000);
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(4), (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(6), (ushort)subtype);
        BinaryPrimitives.WriteUInt32BigEndian(record.AsSpan(8), (uint)body.Length);
        body.CopyTo(record, 12);
        return record;
    }

    public static byte[] Length(byte[] bytes) => [(byte)(bytes.Length >> 8), (byte)bytes.Length];

    /// <summary>An update message with marker and length.</summary>
    public static byte[] Update(byte[] withdrawn, byte[] attributes, byte[] announced)
    {
        byte[] body = [2, .. Length(withdrawn), .. withdrawn, .. Length(attributes), .. attributes, .. announced];
        return [.. Marker, (byte)(body.Length + 18 >> 8), (byte)(body.Length + 18), .. body];
    }

    /// <summary>Peer AS 5 at 1.1.1.1, collector AS 6 at 2.2.2.2, AS numbers of two bytes or four.</summary>
    public static byte[] Session(bool wide) => wide
        ? [0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2]
        : [0, 5, 0, 6, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2];

    /// <summary>A peer table of one peer, AS 5 at 1.1.1.1.</summary>
    public static byte[] Peers() => Record(13, 1, 8, 8, 8, 8, 0, 0, 0, 1, 2, 3, 3, 3, 3, 1, 1, 1, 1, 0, 0, 0, 5);

    /// <summary>Lines of all elements, and the reader.</summary>
    public static (string[] Lines, MrtReader Reader) Read(byte[] dump, MrtReaderOptions? options = null)
    {
        BgpdumpText text = new();
        MrtReader reader = ElementList.Read(dump, text, options: options);
        return (System.Text.Encoding.ASCII.GetString(text.Lines).Split('\n', StringSplitOptions.RemoveEmptyEntries), reader);
    }
}
