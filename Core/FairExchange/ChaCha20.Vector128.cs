using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Fleek.Core.FairExchange;

/// <content>
/// Rows: each vector holds four words of one block, so that four quarter rounds are one, and diagonals are rotated rows.
/// </content>
public static partial class ChaCha20
{
    private const int TwoBlocks = 2 * BlockBytes;

    /// <summary>Ciphers pairs of blocks from <paramref name="done"/> on and returns how far it came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ApplyVector128(ref uint state, ref byte input, ref byte output, int done, int bytes)
    {
        Vector128<uint> a = Vector128.LoadUnsafe(ref state), b = Vector128.LoadUnsafe(ref state, 4);
        Vector128<uint> c = Vector128.LoadUnsafe(ref state, 8), d = Vector128.LoadUnsafe(ref state, CounterWord);
        Vector128<uint> one = Vector128.CreateScalar(1u);
        for (; bytes - done >= TwoBlocks; done += TwoBlocks)
        {
            Vector128<uint> d1 = d + one;
            Vector128<uint> x0 = a, x1 = b, x2 = c, x3 = d, y0 = a, y1 = b, y2 = c, y3 = d1;
            for (int round = 0; round < DoubleRounds; round++)
            {
                Rows(ref x0, ref x1, ref x2, ref x3);
                Rows(ref y0, ref y1, ref y2, ref y3);
                Skew(ref x1, ref x2, ref x3);
                Skew(ref y1, ref y2, ref y3);
                Rows(ref x0, ref x1, ref x2, ref x3);
                Rows(ref y0, ref y1, ref y2, ref y3);
                Skew(ref x3, ref x2, ref x1);
                Skew(ref y3, ref y2, ref y1);
            }

            nuint at = (nuint)done;
            Xor(x0 + a, ref input, ref output, at);
            Xor(x1 + b, ref input, ref output, at + 16);
            Xor(x2 + c, ref input, ref output, at + 32);
            Xor(x3 + d, ref input, ref output, at + 48);
            Xor(y0 + a, ref input, ref output, at + 64);
            Xor(y1 + b, ref input, ref output, at + 80);
            Xor(y2 + c, ref input, ref output, at + 96);
            Xor(y3 + d1, ref input, ref output, at + 112);
            d = d1 + one;
        }

        d.StoreUnsafe(ref state, CounterWord);
        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rows(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d)
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

    /// <summary>Turns rows by 1, 2 and 3 words: from columns to diagonals, and with b and d exchanged back again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Skew(ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d)
    {
        b = Vector128.Shuffle(b, Vector128.Create(1u, 2, 3, 0));
        c = Vector128.Shuffle(c, Vector128.Create(2u, 3, 0, 1));
        d = Vector128.Shuffle(d, Vector128.Create(3u, 0, 1, 2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Rotate16(Vector128<uint> x) => Vector128.Shuffle(
        x.AsByte(), Vector128.Create((byte)2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Rotate8(Vector128<uint> x) => Vector128.Shuffle(
        x.AsByte(), Vector128.Create((byte)3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14)).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Xor(Vector128<uint> stream, ref byte input, ref byte output, nuint at) =>
        (stream.AsByte() ^ Vector128.LoadUnsafe(ref input, at)).StoreUnsafe(ref output, at);
}
