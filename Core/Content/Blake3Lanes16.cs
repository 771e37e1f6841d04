using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fleek.Core.Content;

/// <summary>16 inputs at once, with AVX-512F.</summary>
internal readonly struct Blake3Lanes16 : IBlake3Lanes<Vector512<uint>>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> All(uint word) => Vector512.Create(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Each(ReadOnlySpan<uint> words) => Vector512.Create(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Add(Vector512<uint> a, Vector512<uint> b) => Avx512F.Add(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Xor(Vector512<uint> a, Vector512<uint> b) => Avx512F.Xor(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> RotateRight16(Vector512<uint> a) => Avx512F.RotateRight(a, 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> RotateRight12(Vector512<uint> a) => Avx512F.RotateRight(a, 12);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> RotateRight8(Vector512<uint> a) => Avx512F.RotateRight(a, 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> RotateRight7(Vector512<uint> a) => Avx512F.RotateRight(a, 7);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadTransposed(ref byte block, ref nuint offsets, ref Vector512<uint> message)
    {
        Quad(ref block, ref offsets, out Vector512<uint> a0, out Vector512<uint> a1, out Vector512<uint> a2, out Vector512<uint> a3);
        Quad(ref block, ref Unsafe.Add(ref offsets, 4),
            out Vector512<uint> b0, out Vector512<uint> b1, out Vector512<uint> b2, out Vector512<uint> b3);
        Quad(ref block, ref Unsafe.Add(ref offsets, 8),
            out Vector512<uint> c0, out Vector512<uint> c1, out Vector512<uint> c2, out Vector512<uint> c3);
        Quad(ref block, ref Unsafe.Add(ref offsets, 12),
            out Vector512<uint> d0, out Vector512<uint> d1, out Vector512<uint> d2, out Vector512<uint> d3);
        StoreQuarters(a0, b0, c0, d0, ref message, 4);
        StoreQuarters(a1, b1, c1, d1, ref Unsafe.Add(ref message, 1), 4);
        StoreQuarters(a2, b2, c2, d2, ref Unsafe.Add(ref message, 2), 4);
        StoreQuarters(a3, b3, c3, d3, ref Unsafe.Add(ref message, 3), 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTransposed(ref Vector512<uint> words, ref byte output)
    {
        Quarters(words, Unsafe.Add(ref words, 1), Unsafe.Add(ref words, 2), Unsafe.Add(ref words, 3),
            out Vector512<uint> a0, out Vector512<uint> a1, out Vector512<uint> a2, out Vector512<uint> a3);
        Quarters(Unsafe.Add(ref words, 4), Unsafe.Add(ref words, 5), Unsafe.Add(ref words, 6), Unsafe.Add(ref words, 7),
            out Vector512<uint> b0, out Vector512<uint> b1, out Vector512<uint> b2, out Vector512<uint> b3);
        // Quarter k of a0 and b0 are the value of input 4k, of a1 and b1 that of the next: two values fill a vector.
        ref Vector512<uint> two = ref Unsafe.As<byte, Vector512<uint>>(ref output);
        StoreQuarters(a0, b0, a1, b1, ref two, 2);
        StoreQuarters(a2, b2, a3, b3, ref Unsafe.Add(ref two, 1), 2);
    }

    /// <summary>Reads four blocks; quarter k of vector j is then word 4k + j of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quad(
        ref byte block, ref nuint offsets,
        out Vector512<uint> q0, out Vector512<uint> q1, out Vector512<uint> q2, out Vector512<uint> q3) =>
        Quarters(
            Load(ref block, offsets), Load(ref block, Unsafe.Add(ref offsets, 1)),
            Load(ref block, Unsafe.Add(ref offsets, 2)), Load(ref block, Unsafe.Add(ref offsets, 3)),
            out q0, out q1, out q2, out q3);

    /// <summary>
    /// Reads a block and asks for the one that lies where the next 16 chunks have it: 16 streams in steps of 1 KiB are more than
    /// the processor foresees. Input from memory hashes a third faster for it, which is what the pointer is for; an address
    /// behind the input is never read.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector512<uint> Load(ref byte block, nuint offset)
    {
        Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.AddByteOffset(ref block, unchecked(offset + (16 * Blake3Subtree.ChunkLength)))));
        return Vector512.LoadUnsafe(ref block, offset).AsUInt32();
    }

    /// <summary>Transposes 4 by 4 words within each quarter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(
        Vector512<uint> r0, Vector512<uint> r1, Vector512<uint> r2, Vector512<uint> r3,
        out Vector512<uint> q0, out Vector512<uint> q1, out Vector512<uint> q2, out Vector512<uint> q3)
    {
        Vector512<ulong> low01 = Avx512F.UnpackLow(r0, r1).AsUInt64(), high01 = Avx512F.UnpackHigh(r0, r1).AsUInt64();
        Vector512<ulong> low23 = Avx512F.UnpackLow(r2, r3).AsUInt64(), high23 = Avx512F.UnpackHigh(r2, r3).AsUInt64();
        q0 = Avx512F.UnpackLow(low01, low23).AsUInt32();
        q1 = Avx512F.UnpackHigh(low01, low23).AsUInt32();
        q2 = Avx512F.UnpackLow(high01, high23).AsUInt32();
        q3 = Avx512F.UnpackHigh(high01, high23).AsUInt32();
    }

    /// <summary>Transposes 4 by 4 quarters: quarter k of each goes to the vector at k steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(
        Vector512<uint> a, Vector512<uint> b, Vector512<uint> c, Vector512<uint> d, ref Vector512<uint> to, int step)
    {
        Vector512<uint> abEven = Avx512F.Shuffle4x128(a, b, 0b10_00_10_00), abOdd = Avx512F.Shuffle4x128(a, b, 0b11_01_11_01);
        Vector512<uint> cdEven = Avx512F.Shuffle4x128(c, d, 0b10_00_10_00), cdOdd = Avx512F.Shuffle4x128(c, d, 0b11_01_11_01);
        to = Avx512F.Shuffle4x128(abEven, cdEven, 0b10_00_10_00);
        Unsafe.Add(ref to, step) = Avx512F.Shuffle4x128(abOdd, cdOdd, 0b10_00_10_00);
        Unsafe.Add(ref to, 2 * step) = Avx512F.Shuffle4x128(abEven, cdEven, 0b11_01_11_01);
        Unsafe.Add(ref to, 3 * step) = Avx512F.Shuffle4x128(abOdd, cdOdd, 0b11_01_11_01);
    }
}
