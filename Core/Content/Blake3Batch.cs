using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>Chaining values of many nodes of one kind, as wide as a level allows.</summary>
internal static class Blake3Batch
{
    /// <summary>
    /// So many chaining values behind the last one wanted may be overwritten: lanes without an input write too.
    /// </summary>
    public const int Slack = 16;

    /// <summary>Hashes whole chunks that lie one behind the other.</summary>
    /// <param name="chunks">A multiple of the chunk's length.</param>
    /// <param name="counter">The first one's number.</param>
    /// <param name="values">Room for a chaining value per chunk and <see cref="Slack"/> more.</param>
    public static void HashChunks(ReadOnlySpan<byte> chunks, ulong counter, in Blake3Mode mode, Span<Hash256> values)
    {
        int count = chunks.Length / Blake3Subtree.ChunkLength;
        Invariant.Require(values.Length >= count + Slack, "a batch has room for its lanes");
        Compress(
            ref MemoryMarshal.GetReference(chunks), count, Blake3Subtree.ChunkLength, mode, counter, 1,
            mode.Flags, Blake3Flags.ChunkStart, Blake3Flags.ChunkEnd, ref Start(values));
    }

    /// <summary>Joins neighbours: value i becomes the parent of 2i and 2i + 1, for all pairs at the front.</summary>
    /// <param name="values">The pairs and <see cref="Slack"/> more.</param>
    public static void HashParents(Span<Hash256> values, int pairs, in Blake3Mode mode)
    {
        Invariant.Require(values.Length >= Math.Max(2 * pairs, pairs + Slack), "a batch has room for its lanes");
        Compress(
            ref Start(values), pairs, Blake3Compression.BlockLength, mode, 0, 0,
            mode.Flags | Blake3Flags.Parent, Blake3Flags.None, Blake3Flags.None, ref Start(values));
    }

    private static ref byte Start(Span<Hash256> values) => ref Unsafe.As<Hash256, byte>(ref MemoryMarshal.GetReference(values));

    private static void Compress(
        ref byte input, int count, int length, in Blake3Mode mode, ulong counter, uint counterStep,
        Blake3Flags flags, Blake3Flags first, Blake3Flags last, ref byte output)
    {
        int blocks = length / Blake3Compression.BlockLength;
        while (count > 0)
        {
            int done;
            if (mode.Level >= Blake3Level.Vector512 && count > Blake3Lanes8.Count)
            {
                done = Math.Min(count, Blake3Lanes16.Count);
                Blake3Wide<Vector512<uint>, Blake3Lanes16>.Compress(
                    ref input, done, length, blocks, mode.Key, counter, counterStep, flags, first, last, ref output);
            }
            else if (mode.Level >= Blake3Level.Vector256 && count > Blake3Lanes4.Count)
            {
                done = Math.Min(count, Blake3Lanes8.Count);
                Blake3Wide<Vector256<uint>, Blake3Lanes8>.Compress(
                    ref input, done, length, blocks, mode.Key, counter, counterStep, flags, first, last, ref output);
            }
            else if (mode.Level >= Blake3Level.Vector128 && count > 1)
            {
                done = Math.Min(count, Blake3Lanes4.Count);
                Blake3Wide<Vector128<uint>, Blake3Lanes4>.Compress(
                    ref input, done, length, blocks, mode.Key, counter, counterStep, flags, first, last, ref output);
            }
            else
            {
                done = 1;
                ReadOnlySpan<byte> one = MemoryMarshal.CreateReadOnlySpan(ref input, length);
                CompressOne(one, mode.Key, counter, flags, first, last, mode.Level)
                    .CopyTo(MemoryMarshal.CreateSpan(ref output, Hash256.Length));
            }

            unchecked
            {
                counter += (ulong)done * counterStep;
            }

            count -= done;
            input = ref Unsafe.Add(ref input, done * length);
            output = ref Unsafe.Add(ref output, done * Hash256.Length);
        }
    }

    private static Hash256 CompressOne(
        ReadOnlySpan<byte> input, in Hash256 key, ulong counter,
        Blake3Flags flags, Blake3Flags first, Blake3Flags last, Blake3Level level)
    {
        Hash256 chaining = key;
        Blake3Flags now = flags | first;
        while (!input.IsEmpty)
        {
            if (input.Length == Blake3Compression.BlockLength) now |= last;
            chaining = Blake3Compression.Compress(chaining, input, counter, Blake3Compression.BlockLength, now, level);
            input = input[Blake3Compression.BlockLength..];
            now = flags;
        }

        return chaining;
    }
}
