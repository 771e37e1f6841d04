using System;
using System.Runtime.CompilerServices;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// A compression not yet done: the last of a chunk, or a parent's. What it becomes depends on what follows: a chaining value
/// inside a tree, or the root of one, which may be read at any position and to any length.
/// </summary>
internal struct Blake3Output
{
    private Hash256 _chaining;
    private Block _block;
    private ulong _counter;
    private uint _length;
    private Blake3Flags _flags;

    /// <summary>The last block of a chunk, or the only one.</summary>
    /// <param name="tail">At most 64 bytes.</param>
    public static Blake3Output OfChunk(
        in Hash256 chaining, ReadOnlySpan<byte> tail, ulong counter, Blake3Flags flags)
    {
        Blake3Output output = default;
        output._chaining = chaining;
        tail.CopyTo(output._block);
        output._counter = counter;
        output._length = (uint)tail.Length;
        output._flags = flags;
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
        return output;
    }

    /// <summary>As a node inside a tree.</summary>
    public readonly Hash256 ToChainingValue() => Blake3Compression.Compress(_chaining, _block, _counter, _length, _flags);

    /// <summary>As the root: the first 32 bytes of output.</summary>
    public readonly Hash256 ToHash() => Blake3Compression.Compress(_chaining, _block, 0, _length, _flags | Blake3Flags.Root);

    /// <summary>As the root: output from byte <paramref name="position"/> on.</summary>
    public readonly void Read(ulong position, Span<byte> destination)
    {
        Span<byte> wide = stackalloc byte[Blake3Compression.BlockLength];
        while (!destination.IsEmpty)
        {
            int skipped = (int)(position % Blake3Compression.BlockLength);
            int taken = Math.Min(Blake3Compression.BlockLength - skipped, destination.Length);
            ulong number = position / Blake3Compression.BlockLength;
            Blake3Compression.CompressWide(_chaining, _block, number, _length, _flags | Blake3Flags.Root, wide);
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
