using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// The compression of one block with the rows of the state as vectors: the four steps of a half round are one. What counts is
/// how long a step waits for the one before, so that of the four rows the second, which is ready last, never moves: the others
/// turn to bring columns or diagonals below each other, and the message comes in the order that this asks for.
/// </summary>
internal static class Blake3Rows
{
    private const int Rounds = 7;

    /// <summary>With AVX-512: one instruction orders a round's message, and rotates are instructions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PermuteAvx512(
        in Hash256 chaining, ReadOnlySpan<byte> block, ulong counter, uint length, Blake3Flags flags,
        out Hash256 low, out Hash256 high)
    {
        Start(chaining, counter, length, flags,
            out Vector128<uint> a, out Vector128<uint> b, out Vector128<uint> c, out Vector128<uint> d);

        // Even words of the columns, odd ones, then those of the diagonals, which begin with the last.
        Vector512<uint> message = Avx512F.PermuteVar16x32(
            Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(block[..Blake3Compression.BlockLength])).AsUInt32(),
            Vector512.Create(0u, 2, 4, 6, 1, 3, 5, 7, 14, 8, 10, 12, 15, 9, 11, 13));
        // The message permutation of the paper's table 2, in that order.
        Vector512<uint> permutation = Vector512.Create(1u, 5, 7, 2, 3, 10, 0, 15, 12, 4, 11, 13, 9, 14, 6, 8);
        for (int round = 0; round < Rounds; round++)
        {
            Mix(ref a, ref b, ref c, ref d, message.GetLower().GetLower(), message.GetLower().GetUpper());
            Turn(ref a, ref c, ref d);
            Mix(ref a, ref b, ref c, ref d, message.GetUpper().GetLower(), message.GetUpper().GetUpper());
            TurnBack(ref a, ref c, ref d);
            message = Avx512F.PermuteVar16x32(message, permutation);
        }

        low = Join(a, b);
        high = Join(c, d);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Mix(
            ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d,
            Vector128<uint> x, Vector128<uint> y)
        {
            a = a + x + b;
            d = Avx512F.VL.RotateRight(d ^ a, 16);
            c += d;
            b = Avx512F.VL.RotateRight(b ^ c, 12);
            a = a + y + b;
            d = Avx512F.VL.RotateRight(d ^ a, 8);
            c += d;
            b = Avx512F.VL.RotateRight(b ^ c, 7);
        }
    }

    /// <summary>With SSSE3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PermuteSsse3(
        in Hash256 chaining, ReadOnlySpan<byte> block, ulong counter, uint length, Blake3Flags flags,
        out Hash256 low, out Hash256 high)
    {
        Start(chaining, counter, length, flags,
            out Vector128<uint> a, out Vector128<uint> b, out Vector128<uint> c, out Vector128<uint> d);

        ref byte start = ref MemoryMarshal.GetReference(block[..Blake3Compression.BlockLength]);
        Vector128<uint> m0 = Vector128.LoadUnsafe(ref start).AsUInt32(), m1 = Vector128.LoadUnsafe(ref start, 16).AsUInt32();
        Vector128<uint> m2 = Vector128.LoadUnsafe(ref start, 32).AsUInt32(), m3 = Vector128.LoadUnsafe(ref start, 48).AsUInt32();

        // Even and odd words of the columns; those of the diagonals begin with the last.
        Vector128<uint> x = Pick(m0, m1, 0b10_00_10_00), y = Pick(m0, m1, 0b11_01_11_01);
        Vector128<uint> z = Sse2.Shuffle(Pick(m2, m3, 0b10_00_10_00), 0b10_01_00_11);
        Vector128<uint> w = Sse2.Shuffle(Pick(m2, m3, 0b11_01_11_01), 0b10_01_00_11);
        for (int round = 0; ; round++)
        {
            Mix(ref a, ref b, ref c, ref d, x, y);
            Turn(ref a, ref c, ref d);
            Mix(ref a, ref b, ref c, ref d, z, w);
            TurnBack(ref a, ref c, ref d);
            if (round == Rounds - 1) break;

            // The message permutation in that order: (x1 y1 y3 x2), (x3 z2 x0 w3), (w0 y0 z3 w1), (z1 w2 y2 z0).
            Vector128<uint> nextX = Sse2.Shuffle(Pick(x, y, 0b11_01_10_01), 0b01_11_10_00);
            Vector128<uint> nextY = Sse2.Shuffle(Pick(x, Sse2.UnpackHigh(z, w), 0b11_00_00_11), 0b11_01_10_00);
            Vector128<uint> nextZ = Sse2.Shuffle(Pick(w, Pick(y, z, 0b11_11_00_00), 0b10_00_01_00), 0b01_11_10_00);
            Vector128<uint> nextW = Sse2.Shuffle(Pick(z, Sse2.UnpackHigh(w, y), 0b01_00_00_01), 0b01_11_10_00);
            (x, y, z, w) = (nextX, nextY, nextZ, nextW);
        }

        low = Join(a, b);
        high = Join(c, d);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Mix(
            ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d,
            Vector128<uint> x, Vector128<uint> y)
        {
            a = a + x + b;
            d = Blake3Lanes4.RotateRight16(d ^ a);
            c += d;
            b = Blake3Lanes4.RotateRight12(b ^ c);
            a = a + y + b;
            d = Blake3Lanes4.RotateRight8(d ^ a);
            c += d;
            b = Blake3Lanes4.RotateRight7(b ^ c);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start(
        in Hash256 chaining, ulong counter, uint length, Blake3Flags flags,
        out Vector128<uint> a, out Vector128<uint> b, out Vector128<uint> c, out Vector128<uint> d)
    {
        ref Vector128<uint> rows = ref Unsafe.As<Hash256, Vector128<uint>>(ref Unsafe.AsRef(in chaining));
        a = rows;
        b = Unsafe.Add(ref rows, 1);
        c = Vector128.Create(0x6A09E667u, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A);
        d = Vector128.Create(counter, length | ((ulong)flags << 32)).AsUInt32();
    }

    /// <summary>Brings diagonals below each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref Vector128<uint> a, ref Vector128<uint> c, ref Vector128<uint> d)
    {
        a = Sse2.Shuffle(a, 0b10_01_00_11);
        c = Sse2.Shuffle(c, 0b00_11_10_01);
        d = Sse2.Shuffle(d, 0b01_00_11_10);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnBack(ref Vector128<uint> a, ref Vector128<uint> c, ref Vector128<uint> d)
    {
        a = Sse2.Shuffle(a, 0b00_11_10_01);
        c = Sse2.Shuffle(c, 0b10_01_00_11);
        d = Sse2.Shuffle(d, 0b01_00_11_10);
    }

    /// <summary>Two words of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Pick(Vector128<uint> a, Vector128<uint> b, [ConstantExpected] byte which) =>
        Sse.Shuffle(a.AsSingle(), b.AsSingle(), which).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Hash256 Join(Vector128<uint> first, Vector128<uint> second)
    {
        Unsafe.SkipInit(out Hash256 joined);
        ref Vector128<uint> rows = ref Unsafe.As<Hash256, Vector128<uint>>(ref joined);
        rows = first;
        Unsafe.Add(ref rows, 1) = second;
        return joined;
    }
}
