using System;
using System.Numerics;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// BLAKE3 of bytes that come in pieces of any length. Holds 18 KiB, allocated once; <see cref="Reset"/> makes it as new. Reading
/// the output changes nothing: more may be added and read again.
/// </summary>
public sealed class Blake3Hasher
{
    /// <summary>Pieces are gathered to so many bytes, which the widest path hashes in parallel.</summary>
    private const int GatheredLength = 16 * Blake3Subtree.ChunkLength;

    /// <summary>Enough for 2^64 bytes of full subtrees.</summary>
    private const int MostSubtrees = 54;

    private readonly Blake3Mode _mode;

    /// <summary>Chaining values of full subtrees, the largest first: one for each bit of the chunks hashed.</summary>
    private readonly Hash256[] _subtrees = new Hash256[MostSubtrees];
    private readonly byte[] _gathered = new byte[GatheredLength];

    private int _depth;
    private ulong _chunks;

    /// <summary>Never 0 once something came: what is hashed into a subtree is always followed by a byte, so it is no root.</summary>
    private int _filled;

    /// <summary>A hasher of the plain mode.</summary>
    public Blake3Hasher()
        : this(Blake3Mode.Plain)
    {
    }

    internal Blake3Hasher(Blake3Mode mode) => _mode = mode;

    /// <summary>A hasher for message authentication codes.</summary>
    /// <param name="key">32 bytes.</param>
    /// <exception cref="ArgumentException">The key is not 32 bytes.</exception>
    public static Blake3Hasher Keyed(ReadOnlySpan<byte> key) => new(Blake3Mode.Keyed(key, Blake3Levels.Best));

    /// <summary>A hasher that derives keys from secret bytes.</summary>
    /// <param name="contextUtf8">What the key is for: a fixed text of the program, never data.</param>
    public static Blake3Hasher ForKeyDerivation(ReadOnlySpan<byte> contextUtf8) =>
        new(Blake3Mode.DeriveKey(contextUtf8, Blake3Levels.Best));

    /// <summary>Adds bytes.</summary>
    public void Update(ReadOnlySpan<byte> data)
    {
        if (_filled > 0)
        {
            int taken = Math.Min(GatheredLength - _filled, data.Length);
            data[..taken].CopyTo(_gathered.AsSpan(_filled));
            _filled += taken;
            data = data[taken..];
            if (data.IsEmpty) return;
            Push(_gathered);
            _filled = 0;
        }

        while (data.Length > GatheredLength)
        {
            int length = LongestSubtree(data.Length);
            Push(data[..length]);
            data = data[length..];
        }

        data.CopyTo(_gathered);
        _filled = data.Length;
    }

    /// <summary>The hash of all bytes so far.</summary>
    public Hash256 Finish() => Root().ToHash();

    /// <summary>Extended output for all bytes so far, from byte <paramref name="position"/> of it on.</summary>
    public void Finish(Span<byte> output, ulong position = 0) => Root().Read(position, output);

    /// <summary>Forgets all bytes; the mode stays.</summary>
    public void Reset()
    {
        _depth = 0;
        _chunks = 0;
        _filled = 0;
    }

    /// <summary>The longest full subtree that may begin here and is followed by at least one byte, in bytes.</summary>
    private int LongestSubtree(int length)
    {
        int longest = Blake3Subtree.LeftLength(length);
        int aligned = BitOperations.TrailingZeroCount(_chunks);
        return aligned < 31 - BitOperations.Log2(Blake3Subtree.ChunkLength)
            ? Math.Min(longest, Blake3Subtree.ChunkLength << aligned)
            : longest;
    }

    private void Push(ReadOnlySpan<byte> subtree)
    {
        Hash256 value = Blake3Subtree.ChainingValue(subtree, _chunks, _mode);
        ulong length = (ulong)(subtree.Length / Blake3Subtree.ChunkLength);
        _chunks += length;
        // As in a binary counter: each carry joins two subtrees of equal size.
        for (ulong bit = length; (_chunks & bit) == 0; bit <<= 1)
            value = Blake3Subtree.Join(_subtrees[--_depth], value, _mode, Blake3Flags.None);
        _subtrees[_depth++] = value;
    }

    private Blake3Output Root()
    {
        ReadOnlySpan<byte> rest = _gathered.AsSpan(0, _filled);
        if (_depth == 0) return Blake3Subtree.Root(rest, _mode);
        Hash256 right = Blake3Subtree.ChainingValue(rest, _chunks, _mode);
        for (int i = _depth - 1; i > 0; i--)
            right = Blake3Subtree.Join(_subtrees[i], right, _mode, Blake3Flags.None);
        return Blake3Output.OfParent(_subtrees[0], right, _mode);
    }
}
