using System;

namespace Fleek.Core.Primitives;

/// <summary>An Ed25519 public key (RFC 8032): a payer, a device or a node. Any 32 bytes are one; what they sign decides.</summary>
public readonly record struct PublicKey(Hash256 Bytes)
{
    /// <summary>The length of a key in bytes.</summary>
    public const int Length = Hash256.Length;

    /// <summary>The key that the first 32 bytes are.</summary>
    public static PublicKey FromBytes(ReadOnlySpan<byte> bytes) => new(Hash256.FromBytes(bytes));

    /// <summary>Reads 64 hexadecimal digits of either case; anything else is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> hex, out PublicKey key)
    {
        bool isKey = Hash256.TryParse(hex, out Hash256 bytes);
        key = new PublicKey(bytes);
        return isKey;
    }

    public void CopyTo(Span<byte> destination) => Bytes.CopyTo(destination);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Bytes.ToString();
}
