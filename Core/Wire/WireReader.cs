using System;
using System.Buffers.Binary;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// Reads what <see cref="WireWriter"/> writes, from bytes that may be anything. After the first field that is missing or out of
/// range <see cref="Failed"/> is true and every further field reads as zero; nothing throws.
/// </summary>
public ref struct WireReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> _rest = source;

    /// <summary>Some field was cut off or out of its range.</summary>
    public readonly bool Failed => Error != FrameError.None;

    /// <summary>Why the first field that failed did.</summary>
    public FrameError Error { get; private set; }

    /// <summary>Everything was read, and nothing failed.</summary>
    public readonly bool IsComplete => !Failed && _rest.IsEmpty;

    /// <summary>Bytes not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Byte() => Take(1) is [byte value] ? value : (byte)0;

    public int UInt16() => Take(sizeof(ushort)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : 0;

    public long UInt32() => Take(sizeof(uint)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    /// <summary>A count, index or time; the top bit set is out of range.</summary>
    public long UInt63()
    {
        ReadOnlySpan<byte> bytes = Take(sizeof(ulong));
        if (bytes.IsEmpty) return 0;
        long value = unchecked((long)BinaryPrimitives.ReadUInt64BigEndian(bytes));
        if (value >= 0) return value;
        Fail();
        return 0;
    }

    /// <summary>A sum of money of 16 bytes; the top bit set is out of range.</summary>
    public Int128 UInt127()
    {
        ReadOnlySpan<byte> bytes = Take(16);
        if (bytes.IsEmpty) return 0;
        Int128 value = BinaryPrimitives.ReadInt128BigEndian(bytes);
        if (value >= 0) return value;
        Fail();
        return 0;
    }

    public Credits Amount() => new(UInt63());

    public Instant Time() => new(UInt63());

    public Hash256 Hash() => Take(Hash256.Length) is { IsEmpty: false } bytes ? Hash256.FromBytes(bytes) : default;

    public PublicKey Key() => new(Hash());

    public Signature Signature() =>
        Take(Primitives.Signature.Length) is { IsEmpty: false } bytes ? Primitives.Signature.FromBytes(bytes) : default;

    /// <summary>A count of 4 bytes that is used as a signed integer: above 2^31 - 1 is out of range.</summary>
    public int Units()
    {
        long value = UInt32();
        if (value <= int.MaxValue) return (int)value;
        Fail();
        return 0;
    }

    public Nonce Nonce() => Take(Primitives.Nonce.Length) is { IsEmpty: false } bytes ? Primitives.Nonce.FromBytes(bytes) : default;

    /// <summary>The next <paramref name="length"/> bytes, or none of them.</summary>
    public ReadOnlySpan<byte> Take(int length)
    {
        if (Failed || length < 0 || length > _rest.Length)
        {
            Fail(FrameError.Truncated);
            return default;
        }

        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    /// <summary>Marks the whole as malformed: a field is in its width but not among its values. The first reason stays.</summary>
    public void Fail(FrameError why = FrameError.FieldOutOfRange)
    {
        if (!Failed) Error = why;
    }

    /// <summary>The verdict on the whole, once all fields were read: a reason, or none.</summary>
    public readonly FrameError Finish() => Failed || _rest.IsEmpty ? Error : FrameError.TrailingBytes;
}
