using System;
using System.Buffers.Binary;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// Writes fixed-width fields, integers in network byte order, into a buffer of the caller. The caller sizes it: writing past its
/// end is a bug and throws.
/// </summary>
public ref struct WireWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _destination[..Length];

    public void Byte(byte value) => _destination[Length++] = value;

    public void UInt16(int value) => BinaryPrimitives.WriteUInt16BigEndian(Take(sizeof(ushort)), checked((ushort)value));

    public void UInt32(long value) => BinaryPrimitives.WriteUInt32BigEndian(Take(sizeof(uint)), checked((uint)value));

    /// <summary>A count, index or time that is never negative: 8 bytes.</summary>
    public void UInt63(long value) => BinaryPrimitives.WriteUInt64BigEndian(Take(sizeof(ulong)), checked((ulong)value));

    public void Amount(Credits value) => UInt63(value.Units);

    public void Time(Instant value) => UInt63(value.Nanoseconds);

    public void Hash(in Hash256 value) => value.CopyTo(Take(Hash256.Length));

    public void Key(in PublicKey value) => value.CopyTo(Take(PublicKey.Length));

    public void Signature(in Signature value) => value.CopyTo(Take(Primitives.Signature.Length));

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>The next <paramref name="length"/> bytes, for the caller to fill.</summary>
    public Span<byte> Take(int length)
    {
        Span<byte> taken = _destination.Slice(Length, length);
        Length += length;
        return taken;
    }
}
