using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>The compression function of BLAKE3 (paper, section 2.2) in general registers: the path that every machine has.</summary>
internal static class Blake3Scalar
{
    /// <summary>The compression as <see cref="Blake3Compression"/> describes it, before the halves of the state are joined.</summary>
    /// <param name="low">The first half of the state.</param>
    /// <param name="high">The second.</param>
    public static void Permute(
        in Hash256 chaining, ReadOnlySpan<byte> block, ulong counter, uint length, Blake3Flags flags,
        out Hash256 low, out Hash256 high)
    {
        unchecked
        {
            Hash256 start = Blake3Mode.InitialValue;
            uint v0 = (uint)chaining.Word0, v1 = (uint)(chaining.Word0 >> 32);
            uint v2 = (uint)chaining.Word1, v3 = (uint)(chaining.Word1 >> 32);
            uint v4 = (uint)chaining.Word2, v5 = (uint)(chaining.Word2 >> 32);
            uint v6 = (uint)chaining.Word3, v7 = (uint)(chaining.Word3 >> 32);
            uint v8 = (uint)start.Word0, v9 = (uint)(start.Word0 >> 32);
            uint v10 = (uint)start.Word1, v11 = (uint)(start.Word1 >> 32);
            uint v12 = (uint)counter, v13 = (uint)(counter >> 32), v14 = length, v15 = (uint)flags;

            block = block[..Blake3Compression.BlockLength];
            uint m0 = Word(block, 0), m1 = Word(block, 1), m2 = Word(block, 2), m3 = Word(block, 3);
            uint m4 = Word(block, 4), m5 = Word(block, 5), m6 = Word(block, 6), m7 = Word(block, 7);
            uint m8 = Word(block, 8), m9 = Word(block, 9), m10 = Word(block, 10), m11 = Word(block, 11);
            uint m12 = Word(block, 12), m13 = Word(block, 13), m14 = Word(block, 14), m15 = Word(block, 15);

            for (int round = 0; ; round++)
            {
                Mix(ref v0, ref v4, ref v8, ref v12, m0, m1);
                Mix(ref v1, ref v5, ref v9, ref v13, m2, m3);
                Mix(ref v2, ref v6, ref v10, ref v14, m4, m5);
                Mix(ref v3, ref v7, ref v11, ref v15, m6, m7);
                Mix(ref v0, ref v5, ref v10, ref v15, m8, m9);
                Mix(ref v1, ref v6, ref v11, ref v12, m10, m11);
                Mix(ref v2, ref v7, ref v8, ref v13, m12, m13);
                Mix(ref v3, ref v4, ref v9, ref v14, m14, m15);
                if (round == 6) break;

                // The message permutation (paper, table 2), along its cycles: the word that is overwritten is the next one needed.
                (m0, m2, m3, m10, m12, m9, m11, m5) = (m2, m3, m10, m12, m9, m11, m5, m0);
                (m1, m6, m4, m7, m13, m14, m15, m8) = (m6, m4, m7, m13, m14, m15, m8, m1);
            }

            low = new Hash256(Pair(v0, v1), Pair(v2, v3), Pair(v4, v5), Pair(v6, v7));
            high = new Hash256(Pair(v8, v9), Pair(v10, v11), Pair(v12, v13), Pair(v14, v15));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(ref uint a, ref uint b, ref uint c, ref uint d, uint x, uint y)
    {
        unchecked
        {
            a += b + x;
            d = BitOperations.RotateRight(d ^ a, 16);
            c += d;
            b = BitOperations.RotateRight(b ^ c, 12);
            a += b + y;
            d = BitOperations.RotateRight(d ^ a, 8);
            c += d;
            b = BitOperations.RotateRight(b ^ c, 7);
        }
    }

    private static uint Word(ReadOnlySpan<byte> block, int i) => BinaryPrimitives.ReadUInt32LittleEndian(block[(4 * i)..]);

    private static ulong Pair(uint low, uint high) => low | ((ulong)high << 32);
}
