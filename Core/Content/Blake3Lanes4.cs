using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Fleek.Core.Content;

/// <summary>4 inputs at once, with SSSE3 or, on ARM, AdvSimd.</summary>
internal readonly struct Blake3Lanes4 : IBlake3Lanes<Vector128<uint>>
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> All(uint word) => Vector128.Create(word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Each(ReadOnlySpan<uint> words) => Vector128.Create(words);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Add(Vector128<uint> a, Vector128<uint> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Xor(Vector128<uint> a, Vector128<uint> b) => a ^ b;

    /// <summary>By whole bytes one shuffle does what two shifts and an or would.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> RotateRight16(Vector128<uint> a) => Vector128.Shuffle(a.AsByte(), Vector128.Create(
        (byte)2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> RotateRight12(Vector128<uint> a) => (a >>> 12) | (a << 20);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> RotateRight8(Vector128<uint> a) => Vector128.Shuffle(a.AsByte(), Vector128.Create(
        (byte)1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> RotateRight7(Vector128<uint> a) => (a >>> 7) | (a << 25);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadTransposed(ref byte block, ref nuint offsets, ref Vector128<uint> message)
    {
        nuint second = Unsafe.Add(ref offsets, 1), third = Unsafe.Add(ref offsets, 2), fourth = Unsafe.Add(ref offsets, 3);
        for (int quarter = 0; quarter < 4; quarter++)
        {
            ref byte from = ref Unsafe.Add(ref block, 16 * quarter);
            ref Vector128<uint> to = ref Unsafe.Add(ref message, 4 * quarter);
            Transpose(
                Vector128.LoadUnsafe(ref from, offsets).AsUInt32(), Vector128.LoadUnsafe(ref from, second).AsUInt32(),
                Vector128.LoadUnsafe(ref from, third).AsUInt32(), Vector128.LoadUnsafe(ref from, fourth).AsUInt32(),
                ref to, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTransposed(ref Vector128<uint> words, ref byte output)
    {
        ref Vector128<uint> half = ref Unsafe.As<byte, Vector128<uint>>(ref output);
        Vector128<uint> w4 = Unsafe.Add(ref words, 4), w5 = Unsafe.Add(ref words, 5);
        Vector128<uint> w6 = Unsafe.Add(ref words, 6), w7 = Unsafe.Add(ref words, 7);
        Transpose(words, Unsafe.Add(ref words, 1), Unsafe.Add(ref words, 2), Unsafe.Add(ref words, 3), ref half, 2);
        Transpose(w4, w5, w6, w7, ref Unsafe.Add(ref half, 1), 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector128<uint> r0, Vector128<uint> r1, Vector128<uint> r2, Vector128<uint> r3, ref Vector128<uint> to, int step)
    {
        Vector128<ulong> low01 = ZipLow(r0, r1).AsUInt64(), high01 = ZipHigh(r0, r1).AsUInt64();
        Vector128<ulong> low23 = ZipLow(r2, r3).AsUInt64(), high23 = ZipHigh(r2, r3).AsUInt64();
        to = ZipLow(low01, low23).AsUInt32();
        Unsafe.Add(ref to, step) = ZipHigh(low01, low23).AsUInt32();
        Unsafe.Add(ref to, 2 * step) = ZipLow(high01, high23).AsUInt32();
        Unsafe.Add(ref to, 3 * step) = ZipHigh(high01, high23).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> ZipLow(Vector128<uint> a, Vector128<uint> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> ZipHigh(Vector128<uint> a, Vector128<uint> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> ZipLow(Vector128<ulong> a, Vector128<ulong> b) =>
        Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.ZipLow(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> ZipHigh(Vector128<ulong> a, Vector128<ulong> b) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.ZipHigh(a, b);
}
