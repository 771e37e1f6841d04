using System;
using System.Buffers.Binary;

namespace Fleek.Core.Primitives;

/// <summary>
/// A 256-bit hash or chaining value as a value: 32 bytes, kept as four little-endian words. It is not ordered and not secret:
/// equality takes a time that depends on the bytes.
/// </summary>
public readonly struct Hash256 : IEquatable<Hash256>
{
    /// <summary>The length of a hash in bytes.</summary>
    public const int Length = 32;

    private readonly ulong _word0;
    private readonly ulong _word1;
    private readonly ulong _word2;
    private readonly ulong _word3;

    internal Hash256(ulong word0, ulong word1, ulong word2, ulong word3)
    {
        _word0 = word0;
        _word1 = word1;
        _word2 = word2;
        _word3 = word3;
    }

    /// <summary>Bytes 0 to 7, the first the lowest.</summary>
    internal ulong Word0 => _word0;

    /// <summary>Bytes 8 to 15.</summary>
    internal ulong Word1 => _word1;

    /// <summary>Bytes 16 to 23.</summary>
    internal ulong Word2 => _word2;

    /// <summary>Bytes 24 to 31.</summary>
    internal ulong Word3 => _word3;

    public static bool operator ==(in Hash256 left, in Hash256 right) => left.Equals(right);

    public static bool operator !=(in Hash256 left, in Hash256 right) => !left.Equals(right);

    /// <summary>The hash that the first 32 bytes are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public static Hash256 FromBytes(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Length];
        return new Hash256(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
    }

    /// <summary>Reads 64 hexadecimal digits of either case; anything else is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> hex, out Hash256 hash)
    {
        hash = default;
        if (hex.Length != 2 * Length) return false;
        Span<byte> bytes = stackalloc byte[Length];
        for (int i = 0; i < Length; i++)
        {
            int high = Digit(hex[2 * i]), low = Digit(hex[(2 * i) + 1]);
            if (high < 0 || low < 0) return false;
            bytes[i] = (byte)((high << 4) | low);
        }

        hash = FromBytes(bytes);
        return true;
    }

    /// <summary>Writes the 32 bytes to the front of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter.</exception>
    public void CopyTo(Span<byte> destination)
    {
        destination = destination[..Length];
        BinaryPrimitives.WriteUInt64LittleEndian(destination, _word0);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], _word1);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[16..], _word2);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[24..], _word3);
    }

    public bool Equals(Hash256 other) =>
        _word0 == other._word0 && _word1 == other._word1 && _word2 == other._word2 && _word3 == other._word3;

    public override bool Equals(object? obj) => obj is Hash256 other && Equals(other);

    /// <summary>The same in every process: the bits of a hash are spread as they are.</summary>
    public override int GetHashCode() => unchecked((int)(uint)(_word0 ^ (_word2 >> 32)));

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
