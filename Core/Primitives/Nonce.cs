using System;

namespace Fleek.Core.Primitives;

/// <summary>16 bytes that are used once. Where they come from is the driver's business: the operating system, or a keyed stream.</summary>
public readonly record struct Nonce(ulong High, ulong Low)
{
    /// <summary>The length of a nonce in bytes.</summary>
    public const int Length = 16;

    public static Nonce FromBytes(ReadOnlySpan<byte> bytes) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[sizeof(ulong)..]));

    public void CopyTo(Span<byte> destination)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(destination[sizeof(ulong)..], Low);
    }
}
