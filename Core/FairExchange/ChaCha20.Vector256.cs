using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fleek.Core.FairExchange;

/// <content>
/// Columns for AVX2: each vector holds the same word of eight blocks, turned into blocks when they are stored.
/// </content>
public static partial class ChaCha20
{
    private const int EightBlocks = 8 * BlockBytes;

    /// <summary>Ciphers eight blocks at a time from <paramref name="done"/> on and returns how far it came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ApplyVector256(ref uint state, ref byte input, ref byte output, int done, int bytes)
    {
        for (; bytes - done >= EightBlocks; done += EightBlocks)
        {
            Vector256<uint> counters = Vector256.Create(Unsafe.Add(ref state, CounterWord)) + Vector256<uint>.Indices;
            Vector256<uint> x0 = Vector256.Create(state), x1 = Vector256.Create(Unsafe.Add(ref state, 1));
            Vector256<uint> x2 = Vector256.Create(Unsafe.Add(ref state, 2)), x3 = Vector256.Create(Unsafe.Add(ref state, 3));
            Vector256<uint> x4 = Vector256.Create(Unsafe.Add(ref state, 4)), x5 = Vector256.Create(Unsafe.Add(ref state, 5));
            Vector256<uint> x6 = Vector256.Create(Unsafe.Add(ref state, 6)), x7 = Vector256.Create(Unsafe.Add(ref state, 7));
            Vector256<uint> x8 = Vector256.Create(Unsafe.Add(ref state, 8)), x9 = Vector256.Create(Unsafe.Add(ref state, 9));
            Vector256<uint> x10 = Vector256.Create(Unsafe.Add(ref state, 10)), x11 = Vector256.Create(Unsafe.Add(ref state, 11));
            Vector256<uint> x12 = counters, x13 = Vector256.Create(Unsafe.Add(ref state, 13));
            Vector256<uint> x14 = Vector256.Create(Unsafe.Add(ref state, 14)), x15 = Vector256.Create(Unsafe.Add(ref state, 15));
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

            x0 += Vector256.Create(state);
            x1 += Vector256.Create(Unsafe.Add(ref state, 1));
            x2 += Vector256.Create(Unsafe.Add(ref state, 2));
            x3 += Vector256.Create(Unsafe.Add(ref state, 3));
            Transpose(ref x0, ref x1, ref x2, ref x3);
            x4 += Vector256.Create(Unsafe.Add(ref state, 4));
            x5 += Vector256.Create(Unsafe.Add(ref state, 5));
            x6 += Vector256.Create(Unsafe.Add(ref state, 6));
            x7 += Vector256.Create(Unsafe.Add(ref state, 7));
            Transpose(ref x4, ref x5, ref x6, ref x7);
            x8 += Vector256.Create(Unsafe.Add(ref state, 8));
            x9 += Vector256.Create(Unsafe.Add(ref state, 9));
            x10 += Vector256.Create(Unsafe.Add(ref state, 10));
            x11 += Vector256.Create(Unsafe.Add(ref state, 11));
            Transpose(ref x8, ref x9, ref x10, ref x11);
            x12 += counters;
            x13 += Vector256.Create(Unsafe.Add(ref state, 13));
            x14 += Vector256.Create(Unsafe.Add(ref state, 14));
            x15 += Vector256.Create(Unsafe.Add(ref state, 15));
            Transpose(ref x12, ref x13, ref x14, ref x15);

            ref byte from = ref Unsafe.Add(ref input, done);
            ref byte to = ref Unsafe.Add(ref output, done);
            Store(x0, x4, x8, x12, ref from, ref to, 0);
            Store(x1, x5, x9, x13, ref from, ref to, 1);
            Store(x2, x6, x10, x14, ref from, ref to, 2);
            Store(x3, x7, x11, x15, ref from, ref to, 3);
            unchecked { Unsafe.Add(ref state, CounterWord) += 8; }
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(ref Vector256<uint> a, ref Vector256<uint> b, ref Vector256<uint> c, ref Vector256<uint> d)
    {
        a += b;
        d = Rotate16(d ^ a);
        c += d;
        b ^= c;
        b = (b << 12) | (b >> 20);
        a += b;
        d = Rotate8(d ^ a);
        c += d;
        b ^= c;
        b = (b << 7) | (b >> 25);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotate16(Vector256<uint> x)
    {
        Vector256<byte> from = Vector256.Create(
            (byte)2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
        return Avx2.Shuffle(x.AsByte(), from).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotate8(Vector256<uint> x)
    {
        Vector256<byte> from = Vector256.Create(
            (byte)3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14, 3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14);
        return Avx2.Shuffle(x.AsByte(), from).AsUInt32();
    }

    /// <summary>
    /// From four words of 8 blocks to quarters of blocks: lane L of the j-th then has the words of block 4 L + j.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector256<uint> a, ref Vector256<uint> b, ref Vector256<uint> c, ref Vector256<uint> d)
    {
        Vector256<ulong> ab = Avx2.UnpackLow(a, b).AsUInt64(), cd = Avx2.UnpackLow(c, d).AsUInt64();
        Vector256<ulong> abHigh = Avx2.UnpackHigh(a, b).AsUInt64(), cdHigh = Avx2.UnpackHigh(c, d).AsUInt64();
        a = Avx2.UnpackLow(ab, cd).AsUInt32();
        b = Avx2.UnpackHigh(ab, cd).AsUInt32();
        c = Avx2.UnpackLow(abHigh, cdHigh).AsUInt32();
        d = Avx2.UnpackHigh(abHigh, cdHigh).AsUInt32();
    }

    /// <summary>Joins the quarters of blocks j and 4 + j and stores them over the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        Vector256<uint> q0, Vector256<uint> q1, Vector256<uint> q2, Vector256<uint> q3, ref byte from, ref byte to, nuint j)
    {
        Xor(Avx2.Permute2x128(q0, q1, 0x20), ref from, ref to, BlockBytes * j);
        Xor(Avx2.Permute2x128(q2, q3, 0x20), ref from, ref to, (BlockBytes * j) + 32);
        Xor(Avx2.Permute2x128(q0, q1, 0x31), ref from, ref to, BlockBytes * (4 + j));
        Xor(Avx2.Permute2x128(q2, q3, 0x31), ref from, ref to, (BlockBytes * (4 + j)) + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Xor(Vector256<uint> stream, ref byte input, ref byte output, nuint at) =>
        (stream.AsByte() ^ Vector256.LoadUnsafe(ref input, at)).StoreUnsafe(ref output, at);
}
