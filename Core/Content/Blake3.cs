using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// BLAKE3 of bytes that are all in memory; <see cref="Blake3Hasher"/> takes them in pieces. Nothing here allocates.
/// Source: O'Connor, Aumasson, Neves, Wilcox-O'Hearn, "BLAKE3: one function, fast everywhere" (2020).
/// </summary>
public static class Blake3
{
    /// <summary>The hash: content ids, and links of hash chains.</summary>
    public static Hash256 Hash(ReadOnlySpan<byte> data) => Blake3Subtree.RootHash(data, Blake3Mode.Plain);

    /// <summary>Extended output: the hash, prolonged to the length of <paramref name="output"/>.</summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> output) =>
        Blake3Subtree.Root(data, Blake3Mode.Plain).Read(0, output);

    /// <summary>A message authentication code.</summary>
    /// <param name="key">32 bytes.</param>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static Hash256 KeyedHash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) =>
        Blake3Subtree.RootHash(data, Blake3Mode.Keyed(key, Blake3Levels.Best));

    /// <summary>A key from other secret bytes.</summary>
    /// <param name="contextUtf8">What the key is for: a fixed text of the program, never data.</param>
    /// <param name="material">Secret bytes, of any length.</param>
    /// <param name="output">The key, of any length.</param>
    public static void DeriveKey(ReadOnlySpan<byte> contextUtf8, ReadOnlySpan<byte> material, Span<byte> output) =>
        Blake3Subtree.Root(material, Blake3Mode.DeriveKey(contextUtf8, Blake3Levels.Best)).Read(0, output);
}
