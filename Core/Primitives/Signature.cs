using System;

namespace Fleek.Core.Primitives;

/// <summary>An Ed25519 signature (RFC 8032) as a value of 64 bytes: R, then S.</summary>
public readonly record struct Signature(Hash256 R, Hash256 S)
{
    /// <summary>The length of a signature in bytes.</summary>
    public const int Length = 2 * Hash256.Length;

    /// <summary>The signature that the first 64 bytes are.</summary>
    public static Signature FromBytes(ReadOnlySpan<byte> bytes) =>
        new(Hash256.FromBytes(bytes), Hash256.FromBytes(bytes[Hash256.Length..]));

    public void CopyTo(Span<byte> destination)
    {
        R.CopyTo(destination);
        S.CopyTo(destination[Hash256.Length..]);
    }
}
