using System;
using System.Buffers.Binary;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// One record of a node's log: kind 1 byte, length of the body 2, body, and the first 4 bytes of BLAKE3 over all before them. The
/// checksum tells a record that was cut off by a crash from one that was written; it is no defence against who can write the log.
/// </summary>
/// <param name="kind">One of the kinds.</param>
/// <param name="body">Where it lies in the log; nothing is copied.</param>
public readonly ref struct NodeRecord(NodeRecordKind kind, ReadOnlySpan<byte> body)
{
    /// <summary>Bytes of a record beside its body.</summary>
    public const int Overhead = HeaderLength + ChecksumLength;

    /// <summary>No record is longer, in bytes.</summary>
    public const int MaxLength = Overhead + NodeRecordScope.BodyLength;

    private const int HeaderLength = 3;
    private const int ChecksumLength = 4;

    public NodeRecordKind Kind => kind;

    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>In bytes.</summary>
    public int Length => Overhead + Body.Length;

    /// <summary>Reads the record at the front of a log; the answer is why there is none, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> log, out NodeRecord record)
    {
        record = default;
        WireReader reader = new(log);
        NodeRecordKind kind = (NodeRecordKind)reader.Byte();
        if (!reader.Failed && LengthOf(kind) == 0) return FrameError.UnknownType;
        int length = reader.UInt16();
        if (!reader.Failed && LengthOf(kind) != length) return FrameError.LengthOutOfBounds;
        ReadOnlySpan<byte> body = reader.Take(length);
        uint checksum = (uint)reader.UInt32();
        if (reader.Failed) return reader.Error;
        if (checksum != ChecksumOf(log[..(HeaderLength + length)])) return FrameError.WrongChecksum;
        record = new NodeRecord(kind, body);
        return FrameError.None;
    }

    /// <summary>Writes what stands before a body; the body follows in the same writer.</summary>
    internal static WireWriter Begin(Span<byte> destination, NodeRecordKind kind)
    {
        WireWriter writer = new(destination);
        writer.Byte((byte)kind);
        writer.UInt16(LengthOf(kind));
        return writer;
    }

    /// <summary>Writes what stands behind a body, and returns the length of the record in bytes.</summary>
    internal static int End(ref WireWriter writer)
    {
        writer.UInt32(ChecksumOf(writer.Written));
        return writer.Length;
    }

    /// <summary>The length of every body of a kind in bytes; 0 if there is no such kind.</summary>
    private static int LengthOf(NodeRecordKind kind) => kind switch
    {
        NodeRecordKind.Anchor => NodeRecordAnchor.BodyLength,
        NodeRecordKind.Ticket => NodeRecordTicket.BodyLength,
        NodeRecordKind.FinalTicket => NodeRecordFinalTicket.BodyLength,
        NodeRecordKind.UnitTicket => NodeRecordUnitTicket.BodyLength,
        NodeRecordKind.Scope => NodeRecordScope.BodyLength,
        _ => 0,
    };

    private static uint ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Hash256.Length];
        Blake3.Hash(bytes, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}
