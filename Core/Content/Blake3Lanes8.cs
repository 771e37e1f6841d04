using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fleek.Core.Content;

/// <summary>8 inputs at once, with AVX2.</summary>
internal readonly struct Blake3Lanes8 : IBlake3Lanes<Vector256<uint>>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> All(uint word) => Vector256.Create(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Each(ReadOnlySpan<uint> words) => Vector256.Create(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Add(Vector256<uint> a, Vector256<uint> b) => Avx2.Add(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Xor(Vector256<uint> a, Vector256<uint> b) => Avx2.Xor(a, b);

    /// <summary>By whole bytes one shuffle does what two shifts and an or would.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight16(Vector256<uint> a) => Avx2.Shuffle(a.AsByte(), Vector256.Create(
        (byte)2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight12(Vector256<uint> a) =>
        Avx2.Or(Avx2.ShiftRightLogical(a, 12), Avx2.ShiftLeftLogical(a, 20));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight8(Vector256<uint> a) => Avx2.Shuffle(a.AsByte(), Vector256.Create(
        (byte)1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12, 1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> RotateRight7(Vector256<uint> a) =>
        Avx2.Or(Avx2.ShiftRightLogical(a, 7), Avx2.ShiftLeftLogical(a, 25));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadTransposed(ref byte block, ref nuint offsets, ref Vector256<uint> message)
    {
        Half(ref block, ref offsets, ref message);
        Half(ref Unsafe.Add(ref block, 32), ref offsets, ref Unsafe.Add(ref message, 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTransposed(ref Vector256<uint> words, ref byte output) =>
        Transpose(
            words, Unsafe.Add(ref words, 1), Unsafe.Add(ref words, 2), Unsafe.Add(ref words, 3),
            Unsafe.Add(ref words, 4), Unsafe.Add(ref words, 5), Unsafe.Add(ref words, 6), Unsafe.Add(ref words, 7),
            ref Unsafe.As<byte, Vector256<uint>>(ref output));

    /// <summary>Half a block of each input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(ref byte block, ref nuint offsets, ref Vector256<uint> message) =>
        Transpose(
            Load(ref block, offsets), Load(ref block, Unsafe.Add(ref offsets, 1)),
            Load(ref block, Unsafe.Add(ref offsets, 2)), Load(ref block, Unsafe.Add(ref offsets, 3)),
            Load(ref block, Unsafe.Add(ref offsets, 4)), Load(ref block, Unsafe.Add(ref offsets, 5)),
            Load(ref block, Unsafe.Add(ref offsets, 6)), Load(ref block, Unsafe.Add(ref offsets, 7)),
            ref message);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Load(ref byte block, nuint offset) => Vector256.LoadUnsafe(ref block, offset).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector256<uint> r0, Vector256<uint> r1, Vector256<uint> r2, Vector256<uint> r3,
        Vector256<uint> r4, Vector256<uint> r5, Vector256<uint> r6, Vector256<uint> r7, ref Vector256<uint> to)
    {
        Halves(r0, r1, r2, r3, out Vector256<uint> a0, out Vector256<uint> a1, out Vector256<uint> a2, out Vector256<uint> a3);
        Halves(r4, r5, r6, r7, out Vector256<uint> b0, out Vector256<uint> b1, out Vector256<uint> b2, out Vector256<uint> b3);
        to = Avx2.Permute2x128(a0, b0, 0x20);
        Unsafe.Add(ref to, 1) = Avx2.Permute2x128(a1, b1, 0x20);
        Unsafe.Add(ref to, 2) = Avx2.Permute2x128(a2, b2, 0x20);
        Unsafe.Add(ref to, 3) = Avx2.Permute2x128(a3, b3, 0x20);
        Unsafe.Add(ref to, 4) = Avx2.Permute2x128(a0, b0, 0x31);
        Unsafe.Add(ref to, 5) = Avx2.Permute2x128(a1, b1, 0x31);
        Unsafe.Add(ref to, 6) = Avx2.Permute2x128(a2, b2, 0x31);
        Unsafe.Add(ref to, 7) = Avx2.Permute2x128(a3, b3, 0x31);
    }

    /// <summary>Transposes 4 by 4 words within each half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halves(
        Vector256<uint> r0, Vector256<uint> r1, Vector256<uint> r2, Vector256<uint> r3,
        out Vector256<uint> q0, out Vector256<uint> q1, out Vector256<uint> q2, out Vector256<uint> q3)
    {
        Vector256<ulong> low01 = Avx2.UnpackLow(r0, r1).AsUInt64(), high01 = Avx2.UnpackHigh(r0, r1).AsUInt64();
        Vector256<ulong> low23 = Avx2.UnpackLow(r2, r3).AsUInt64(), high23 = Avx2.UnpackHigh(r2, r3).AsUInt64();
        q0 = Avx2.UnpackLow(low01, low23).AsUInt32();
        q1 = Avx2.UnpackHigh(low01, low23).AsUInt32();
        q2 = Avx2.UnpackLow(high01, high23).AsUInt32();
        q3 = Avx2.UnpackHigh(high01, high23).AsUInt32();
    }
}
