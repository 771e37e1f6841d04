using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// One of BLAKE3's three modes (plain, keyed, key derivation): the words that every chunk and every parent begins with, and the
/// flags that all compressions bear; and the instructions that they may use.
/// </summary>
internal readonly struct Blake3Mode(Hash256 key, Blake3Flags flags, Blake3Level level)
{
    /// <summary>The first 32 bits of the fractional parts of the square roots of the first eight primes, as in SHA-256.</summary>
    public static readonly Hash256 InitialValue = new(
        0xBB67AE856A09E667, 0xA54FF53A3C6EF372, 0x9B05688C510E527F, 0x5BE0CD191F83D9AB);

    public static readonly Blake3Mode Plain = new(InitialValue, Blake3Flags.None, Blake3Levels.Best);

    public readonly Hash256 Key = key;

    public readonly Blake3Flags Flags = flags;

    public readonly Blake3Level Level = level;

    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static Blake3Mode Keyed(ReadOnlySpan<byte> key, Blake3Level level)
    {
        if (key.Length != Hash256.Length) throw new ArgumentException("a key of BLAKE3 has 32 bytes", nameof(key));
        return new Blake3Mode(Hash256.FromBytes(key), Blake3Flags.KeyedHash, level);
    }

    /// <summary>The mode of key derivation: its key is the hash of the context.</summary>
    public static Blake3Mode DeriveKey(ReadOnlySpan<byte> contextUtf8, Blake3Level level)
    {
        Blake3Mode context = new(InitialValue, Blake3Flags.DeriveKeyContext, level);
        return new Blake3Mode(Blake3Subtree.RootHash(contextUtf8, context), Blake3Flags.DeriveKeyMaterial, level);
    }
}
