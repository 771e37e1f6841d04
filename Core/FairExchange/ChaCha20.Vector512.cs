using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fleek.Core.FairExchange;

/// <content>
/// Columns for AVX-512: each vector holds the same word of sixteen blocks, turned into blocks when they are stored.
/// </content>
public static partial class ChaCha20
{
    private const int SixteenBlocks = 16 * BlockBytes;

    /// <summary>Ciphers sixteen blocks at a time from the start on and returns how far it came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ApplyVector512(ref uint state, ref byte input, ref byte output, int bytes)
    {
        int done = 0;
        for (; bytes - done >= SixteenBlocks; done += SixteenBlocks)
        {
            Vector512<uint> counters = Vector512.Create(Unsafe.Add(ref state, CounterWord)) + Vector512<uint>.Indices;
            Vector512<uint> x0 = Vector512.Create(state), x1 = Vector512.Create(Unsafe.Add(ref state, 1));
            Vector512<uint> x2 = Vector512.Create(Unsafe.Add(ref state, 2)), x3 = Vector512.Create(Unsafe.Add(ref state, 3));
            Vector512<uint> x4 = Vector512.Create(Unsafe.Add(ref state, 4)), x5 = Vector512.Create(Unsafe.Add(ref state, 5));
            Vector512<uint> x6 = Vector512.Create(Unsafe.Add(ref state, 6)), x7 = Vector512.Create(Unsafe.Add(ref state, 7));
            Vector512<uint> x8 = Vector512.Create(Unsafe.Add(ref state, 8)), x9 = Vector512.Create(Unsafe.Add(ref state, 9));
            Vector512<uint> x10 = Vector512.Create(Unsafe.Add(ref state, 10)), x11 = Vector512.Create(Unsafe.Add(ref state, 11));
            Vector512<uint> x12 = counters, x13 = Vector512.Create(Unsafe.Add(ref state, 13));
            Vector512<uint> x14 = Vector512.Create(Unsafe.Add(ref state, 14)), x15 = Vector512.Create(Unsafe.Add(ref state, 15));
            for (int round = 0; round < DoubleRounds; round++)
            {
                Quarter(ref x0, ref x4, ref x8, ref x12);
                Quarter(ref x1, ref x5, ref x9, ref x13);
                Quarter(ref x2, ref x6, ref x10, ref x14);
                Quarter(ref x3, ref x7, ref x11, ref x15);
                Quarter(ref x0, ref x5, ref x10, ref x15);
                Quarter(ref x1, ref x6, ref x11, ref x12);
                Quarter(ref x2, ref x7, ref x8, ref x13);
                Quarter(ref x3, ref x4, ref x9, ref x14);
            }

            x0 += Vector512.Create(state);
            x1 += Vector512.Create(Unsafe.Add(ref state, 1));
            x2 += Vector512.Create(Unsafe.Add(ref state, 2));
            x3 += Vector512.Create(Unsafe.Add(ref state, 3));
            Transpose(ref x0, ref x1, ref x2, ref x3);
            x4 += Vector512.Create(Unsafe.Add(ref state, 4));
            x5 += Vector512.Create(Unsafe.Add(ref state, 5));
            x6 += Vector512.Create(Unsafe.Add(ref state, 6));
            x7 += Vector512.Create(Unsafe.Add(ref state, 7));
            Transpose(ref x4, ref x5, ref x6, ref x7);
            x8 += Vector512.Create(Unsafe.Add(ref state, 8));
            x9 += Vector512.Create(Unsafe.Add(ref state, 9));
            x10 += Vector512.Create(Unsafe.Add(ref state, 10));
            x11 += Vector512.Create(Unsafe.Add(ref state, 11));
            Transpose(ref x8, ref x9, ref x10, ref x11);
            x12 += counters;
            x13 += Vector512.Create(Unsafe.Add(ref state, 13));
            x14 += Vector512.Create(Unsafe.Add(ref state, 14));
            x15 += Vector512.Create(Unsafe.Add(ref state, 15));
            Transpose(ref x12, ref x13, ref x14, ref x15);

            ref byte from = ref Unsafe.Add(ref input, done);
            ref byte to = ref Unsafe.Add(ref output, done);
            Store(x0, x4, x8, x12, ref from, ref to, 0);
            Store(x1, x5, x9, x13, ref from, ref to, 1);
            Store(x2, x6, x10, x14, ref from, ref to, 2);
            Store(x3, x7, x11, x15, ref from, ref to, 3);
            unchecked { Unsafe.Add(ref state, CounterWord) += 16; }
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(ref Vector512<uint> a, ref Vector512<uint> b, ref Vector512<uint> c, ref Vector512<uint> d)
    {
        a += b;
        d = Avx512F.RotateLeft(d ^ a, 16);
        c += d;
        b = Avx512F.RotateLeft(b ^ c, 12);
        a += b;
        d = Avx512F.RotateLeft(d ^ a, 8);
        c += d;
        b = Avx512F.RotateLeft(b ^ c, 7);
    }

    /// <summary>
    /// From four words of 16 blocks to quarters of blocks: lane L of the j-th then has the words of block 4 L + j.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector512<uint> a, ref Vector512<uint> b, ref Vector512<uint> c, ref Vector512<uint> d)
    {
        Vector512<ulong> ab = Avx512F.UnpackLow(a, b).AsUInt64(), cd = Avx512F.UnpackLow(c, d).AsUInt64();
        Vector512<ulong> abHigh = Avx512F.UnpackHigh(a, b).AsUInt64(), cdHigh = Avx512F.UnpackHigh(c, d).AsUInt64();
        a = Avx512F.UnpackLow(ab, cd).AsUInt32();
        b = Avx512F.UnpackHigh(ab, cd).AsUInt32();
        c = Avx512F.UnpackLow(abHigh, cdHigh).AsUInt32();
        d = Avx512F.UnpackHigh(abHigh, cdHigh).AsUInt32();
    }

    /// <summary>Joins the quarters of blocks j, 4 + j, 8 + j and 12 + j and stores them over the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector512<uint> q0, Vector512<uint> q1, Vector512<uint> q2, Vector512<uint> q3, ref byte from, ref byte to, nuint j)
    {
        Vector512<uint> low01 = Avx512F.Shuffle4x128(q0, q1, 0x44), high01 = Avx512F.Shuffle4x128(q0, q1, 0xEE);
        Vector512<uint> low23 = Avx512F.Shuffle4x128(q2, q3, 0x44), high23 = Avx512F.Shuffle4x128(q2, q3, 0xEE);
        Xor(Avx512F.Shuffle4x128(low01, low23, 0x88), ref from, ref to, BlockBytes * j);
        Xor(Avx512F.Shuffle4x128(low01, low23, 0xDD), ref from, ref to, BlockBytes * (4 + j));
        Xor(Avx512F.Shuffle4x128(high01, high23, 0x88), ref from, ref to, BlockBytes * (8 + j));
        Xor(Avx512F.Shuffle4x128(high01, high23, 0xDD), ref from, ref to, BlockBytes * (12 + j));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Xor(Vector512<uint> stream, ref byte input, ref byte output, nuint at) =>
        (stream.AsByte() ^ Vector512.LoadUnsafe(ref input, at)).StoreUnsafe(ref output, at);
}
