using System;
using System.Runtime.CompilerServices;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// The last compression of a root, not yet done: a chunk's last block, or a parent. It may be read at any position and to any
/// length: each block of output is the same compression with another counter.
/// </summary>
internal struct Blake3Output
{
    private Hash256 _chaining;
    private Block _block;
    private uint _length;
    private Blake3Flags _flags;
    private Blake3Level _level;

    /// <summary>The last block of a chunk, or the only one.</summary>
    /// <param name="tail">At most 64 bytes.</param>
    public static Blake3Output OfChunk(
        in Hash256 chaining, ReadOnlySpan<byte> tail, Blake3Flags flags, Blake3Level level)
    {
        Blake3Output output = default;
        output._chaining = chaining;
        tail.CopyTo(output._block);
        output._length = (uint)tail.Length;
        output._flags = flags;
        output._level = level;
        return output;
    }

    public static Blake3Output OfParent(in Hash256 left, in Hash256 right, in Blake3Mode mode)
    {
        Blake3Output output = default;
        output._chaining = mode.Key;
        left.CopyTo(output._block);
        right.CopyTo(output._block[Hash256.Length..]);
        output._length = Blake3Compression.BlockLength;
        output._flags = mode.Flags | Blake3Flags.Parent;
        output._level = mode.Level;
        return output;
    }

    /// <summary>As the root: the first 32 bytes of output.</summary>
    public readonly Hash256 ToHash() =>
        Blake3Compression.Compress(_chaining, _block, 0, _length, _flags | Blake3Flags.Root, _level);

    /// <summary>As the root: output from byte <paramref name="position"/> on.</summary>
    public readonly void Read(ulong position, Span<byte> destination)
    {
        Span<byte> wide = stackalloc byte[Blake3Compression.BlockLength];
        while (!destination.IsEmpty)
        {
            int skipped = (int)(position % Blake3Compression.BlockLength);
            int taken = Math.Min(Blake3Compression.BlockLength - skipped, destination.Length);
            ulong number = position / Blake3Compression.BlockLength;
            Blake3Compression.CompressWide(_chaining, _block, number, _length, _flags | Blake3Flags.Root, _level, wide);
            wide.Slice(skipped, taken).CopyTo(destination);
            destination = destination[taken..];
            unchecked
            {
                position += (ulong)taken;
            }
        }
    }

    [InlineArray(Blake3Compression.BlockLength)]
    private struct Block
    {
        private byte _first;
    }
}
