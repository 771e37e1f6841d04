using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// The compression of many inputs of equal length in parallel, each in a lane of its own: chunks, or parents, whose input is two
/// chaining values in a row.
/// </summary>
/// <typeparam name="TVector">One word of each input.</typeparam>
/// <typeparam name="TLanes">The operations on it.</typeparam>
internal static class Blake3Wide<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : struct, IBlake3Lanes<TVector>
{
    private const int MessageWords = 16;
    private const int ChainingWords = 8;
    private const int RowWords = 4;
    private const int Rounds = 7;
    private const int MostLanes = 16;

    /// <summary>In bytes; there are 32 registers of it.</summary>
    private const int WidestVector = 64;

    /// <summary>
    /// Which message word each step of each round takes, times 8: the permutation of the paper's table 2, applied again and again.
    /// The factor makes a load's address need no instruction of its own.
    /// </summary>
    private static ReadOnlySpan<byte> Schedule =>
    [
        0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120,
        16, 48, 24, 80, 56, 0, 32, 104, 8, 88, 96, 40, 72, 112, 120, 64,
        24, 32, 80, 96, 104, 16, 56, 112, 48, 40, 72, 0, 88, 120, 64, 8,
        80, 56, 96, 72, 112, 24, 104, 120, 32, 0, 88, 16, 40, 64, 8, 48,
        96, 104, 72, 88, 120, 80, 112, 64, 56, 16, 40, 24, 0, 8, 48, 32,
        72, 112, 88, 40, 64, 96, 120, 8, 104, 24, 0, 80, 16, 48, 32, 56,
        88, 120, 40, 0, 8, 72, 64, 48, 112, 80, 16, 96, 24, 32, 56, 104,
    ];

    /// <summary>Writes the chaining values of <see cref="IBlake3Lanes{TVector}.Count"/> inputs.</summary>
    /// <param name="input">The first input; the others follow at <paramref name="stride"/>.</param>
    /// <param name="count">Inputs that there are; behind the last of them values are written that mean nothing.</param>
    /// <param name="stride">Bytes from one input to the next.</param>
    /// <param name="blocks">Blocks of 64 bytes in each input.</param>
    /// <param name="counter">The first chunk's number; 0 for parents.</param>
    /// <param name="counterStep">1 for chunks, 0 for parents.</param>
    /// <param name="flags">For all blocks.</param>
    /// <param name="first">Besides, for the first.</param>
    /// <param name="last">Besides, for the last.</param>
    /// <param name="output">Room for all lanes' values; may be where the input is.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress(
        ref byte input, int count, int stride, int blocks, in Hash256 key, ulong counter, uint counterStep,
        Blake3Flags flags, Blake3Flags first, Blake3Flags last, ref byte output)
    {
        unchecked
        {
            Span<nuint> offsets = stackalloc nuint[MostLanes];
            Span<uint> countersLow = stackalloc uint[MostLanes];
            Span<uint> countersHigh = stackalloc uint[MostLanes];
            for (int lane = 0; lane < MostLanes; lane++)
            {
                // Lanes without an input do the last one's work again.
                offsets[lane] = (nuint)(Math.Min(lane, count - 1) * stride);
                ulong number = counter + ((ulong)lane * counterStep);
                countersLow[lane] = (uint)number;
                countersHigh[lane] = (uint)(number >> 32);
            }

            TVector counterLow = TLanes.Each(countersLow), counterHigh = TLanes.Each(countersHigh);
            Span<byte> room = stackalloc byte[(MessageWords + ChainingWords + RowWords) * Unsafe.SizeOf<TVector>() + 64];
            ref TVector message = ref Aligned(room);
            ref TVector chaining = ref Unsafe.Add(ref message, MessageWords);
            ref TVector third = ref Unsafe.Add(ref chaining, ChainingWords);
            ref byte schedule = ref MemoryMarshal.GetReference(Schedule);

            TVector h0 = TLanes.All((uint)key.Word0), h1 = TLanes.All((uint)(key.Word0 >> 32));
            TVector h2 = TLanes.All((uint)key.Word1), h3 = TLanes.All((uint)(key.Word1 >> 32));
            TVector h4 = TLanes.All((uint)key.Word2), h5 = TLanes.All((uint)(key.Word2 >> 32));
            TVector h6 = TLanes.All((uint)key.Word3), h7 = TLanes.All((uint)(key.Word3 >> 32));

            Blake3Flags now = flags | first;
            for (int block = 0; block < blocks; block++)
            {
                if (block == blocks - 1) now |= last;
                TLanes.LoadTransposed(
                    ref Unsafe.Add(ref input, block * Blake3Compression.BlockLength),
                    ref MemoryMarshal.GetReference(offsets), ref message);

                TVector v8 = TLanes.All(0x6A09E667), v9 = TLanes.All(0xBB67AE85);
                TVector v10 = TLanes.All(0x3C6EF372), v11 = TLanes.All(0xA54FF53A);
                TVector v12 = counterLow, v13 = counterHigh;
                TVector v14 = TLanes.All(Blake3Compression.BlockLength), v15 = TLanes.All((uint)now);
                if (Unsafe.SizeOf<TVector>() == WidestVector)
                {
                    for (nuint at = 0; at < Rounds * MessageWords; at += MessageWords)
                    {
                        Round(
                            ref h0, ref h1, ref h2, ref h3, ref h4, ref h5, ref h6, ref h7,
                            ref v8, ref v9, ref v10, ref v11, ref v12, ref v13, ref v14, ref v15,
                            ref message, ref Unsafe.Add(ref schedule, at));
                    }
                }
                else
                {
                    // Narrower vectors have 16 registers, and the state alone fills them: its third row, which is used least, is kept in
                    // memory. Left to the compiler, what is spilled is another vector each time.
                    ref TVector m8 = ref third, m9 = ref Unsafe.Add(ref third, 1);
                    ref TVector m10 = ref Unsafe.Add(ref third, 2), m11 = ref Unsafe.Add(ref third, 3);
                    (m8, m9, m10, m11) = (v8, v9, v10, v11);
                    for (nuint at = 0; at < Rounds * MessageWords; at += MessageWords)
                    {
                        Round(
                            ref h0, ref h1, ref h2, ref h3, ref h4, ref h5, ref h6, ref h7,
                            ref m8, ref m9, ref m10, ref m11, ref v12, ref v13, ref v14, ref v15,
                            ref message, ref Unsafe.Add(ref schedule, at));
                    }

                    (v8, v9, v10, v11) = (m8, m9, m10, m11);
                }

                h0 = TLanes.Xor(h0, v8);
                h1 = TLanes.Xor(h1, v9);
                h2 = TLanes.Xor(h2, v10);
                h3 = TLanes.Xor(h3, v11);
                h4 = TLanes.Xor(h4, v12);
                h5 = TLanes.Xor(h5, v13);
                h6 = TLanes.Xor(h6, v14);
                h7 = TLanes.Xor(h7, v15);
                now = flags;
            }

            chaining = h0;
            Unsafe.Add(ref chaining, 1) = h1;
            Unsafe.Add(ref chaining, 2) = h2;
            Unsafe.Add(ref chaining, 3) = h3;
            Unsafe.Add(ref chaining, 4) = h4;
            Unsafe.Add(ref chaining, 5) = h5;
            Unsafe.Add(ref chaining, 6) = h6;
            Unsafe.Add(ref chaining, 7) = h7;
            TLanes.StoreTransposed(ref chaining, ref output);
        }
    }

    /// <summary>Mixes the columns of the state, a to d are its rows, and then the diagonals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(
        ref TVector a0, ref TVector a1, ref TVector a2, ref TVector a3, ref TVector b0, ref TVector b1, ref TVector b2, ref TVector b3,
        ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3, ref TVector d0, ref TVector d1, ref TVector d2, ref TVector d3,
        ref TVector message, ref byte schedule)
    {
        Mix(
            ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3, ref c0, ref c1, ref c2, ref c3, ref d0, ref d1, ref d2, ref d3,
            ref message, ref schedule);
        Mix(
            ref a0, ref a1, ref a2, ref a3, ref b1, ref b2, ref b3, ref b0, ref c2, ref c3, ref c0, ref c1, ref d3, ref d0, ref d1, ref d2,
            ref message, ref Unsafe.Add(ref schedule, 8));
    }

    /// <summary>Four quarter rounds that know nothing of each other, in lock-step: the processor then never waits for one of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mix(
        ref TVector a0, ref TVector a1, ref TVector a2, ref TVector a3, ref TVector b0, ref TVector b1, ref TVector b2, ref TVector b3,
        ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3, ref TVector d0, ref TVector d1, ref TVector d2, ref TVector d3,
        ref TVector message, ref byte schedule)
    {
        a0 = TLanes.Add(TLanes.Add(a0, Word(ref message, ref schedule, 0)), b0);
        a1 = TLanes.Add(TLanes.Add(a1, Word(ref message, ref schedule, 2)), b1);
        a2 = TLanes.Add(TLanes.Add(a2, Word(ref message, ref schedule, 4)), b2);
        a3 = TLanes.Add(TLanes.Add(a3, Word(ref message, ref schedule, 6)), b3);
        d0 = TLanes.RotateRight16(TLanes.Xor(d0, a0));
        d1 = TLanes.RotateRight16(TLanes.Xor(d1, a1));
        d2 = TLanes.RotateRight16(TLanes.Xor(d2, a2));
        d3 = TLanes.RotateRight16(TLanes.Xor(d3, a3));
        c0 = TLanes.Add(c0, d0);
        c1 = TLanes.Add(c1, d1);
        c2 = TLanes.Add(c2, d2);
        c3 = TLanes.Add(c3, d3);
        b0 = TLanes.RotateRight12(TLanes.Xor(b0, c0));
        b1 = TLanes.RotateRight12(TLanes.Xor(b1, c1));
        b2 = TLanes.RotateRight12(TLanes.Xor(b2, c2));
        b3 = TLanes.RotateRight12(TLanes.Xor(b3, c3));
        a0 = TLanes.Add(TLanes.Add(a0, Word(ref message, ref schedule, 1)), b0);
        a1 = TLanes.Add(TLanes.Add(a1, Word(ref message, ref schedule, 3)), b1);
        a2 = TLanes.Add(TLanes.Add(a2, Word(ref message, ref schedule, 5)), b2);
        a3 = TLanes.Add(TLanes.Add(a3, Word(ref message, ref schedule, 7)), b3);
        d0 = TLanes.RotateRight8(TLanes.Xor(d0, a0));
        d1 = TLanes.RotateRight8(TLanes.Xor(d1, a1));
        d2 = TLanes.RotateRight8(TLanes.Xor(d2, a2));
        d3 = TLanes.RotateRight8(TLanes.Xor(d3, a3));
        c0 = TLanes.Add(c0, d0);
        c1 = TLanes.Add(c1, d1);
        c2 = TLanes.Add(c2, d2);
        c3 = TLanes.Add(c3, d3);
        b0 = TLanes.RotateRight7(TLanes.Xor(b0, c0));
        b1 = TLanes.RotateRight7(TLanes.Xor(b1, c1));
        b2 = TLanes.RotateRight7(TLanes.Xor(b2, c2));
        b3 = TLanes.RotateRight7(TLanes.Xor(b3, c3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Word(ref TVector message, ref byte schedule, nuint i) =>
        Unsafe.AddByteOffset(ref message, unchecked(Unsafe.Add(ref schedule, i) * (nuint)(Unsafe.SizeOf<TVector>() / 8)));

    /// <summary>The first place in a room on the stack where no vector lies across two cache lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref TVector Aligned(Span<byte> room)
    {
        ref byte start = ref MemoryMarshal.GetReference(room);
        nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref start);
        return ref Unsafe.As<byte, TVector>(ref Unsafe.Add(ref start, unchecked(-address) & 63));
    }
}
