using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Fleek.Core.FairExchange;

/// <content>One block at a time, and what is left over by wider paths.</content>
public static partial class ChaCha20
{
    private static void ApplyScalar(Span<uint> state, ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (input.IsEmpty) return;
        Span<byte> stream = stackalloc byte[BlockBytes];
        while (!input.IsEmpty)
        {
            KeyStream(state, stream);
            int bytes = Math.Min(BlockBytes, input.Length);
            for (int i = 0; i < bytes; i++) output[i] = (byte)(input[i] ^ stream[i]);
            input = input[bytes..];
            output = output[bytes..];
            // After the very last block of a key stream it wraps, and nothing comes after.
            unchecked { state[CounterWord]++; }
        }

        stream.Clear();
    }

    /// <summary>RFC 8439, 2.3: the 64 bytes of one block. The words are locals, so that they stay in registers.</summary>
    private static void KeyStream(ReadOnlySpan<uint> state, Span<byte> stream)
    {
        state = state[..StateWords];
        stream = stream[..BlockBytes];
        uint x0 = state[0], x1 = state[1], x2 = state[2], x3 = state[3];
        uint x4 = state[4], x5 = state[5], x6 = state[6], x7 = state[7];
        uint x8 = state[8], x9 = state[9], x10 = state[10], x11 = state[11];
        uint x12 = state[12], x13 = state[13], x14 = state[14], x15 = state[15];
        for (int round = 0; round < DoubleRounds; round++)
        {
            QuarterRound(ref x0, ref x4, ref x8, ref x12);
            QuarterRound(ref x1, ref x5, ref x9, ref x13);
            QuarterRound(ref x2, ref x6, ref x10, ref x14);
            QuarterRound(ref x3, ref x7, ref x11, ref x15);
            QuarterRound(ref x0, ref x5, ref x10, ref x15);
            QuarterRound(ref x1, ref x6, ref x11, ref x12);
            QuarterRound(ref x2, ref x7, ref x8, ref x13);
            QuarterRound(ref x3, ref x4, ref x9, ref x14);
        }

        Put(stream, 0, x0, state[0]);
        Put(stream, 4, x1, state[1]);
        Put(stream, 8, x2, state[2]);
        Put(stream, 12, x3, state[3]);
        Put(stream, 16, x4, state[4]);
        Put(stream, 20, x5, state[5]);
        Put(stream, 24, x6, state[6]);
        Put(stream, 28, x7, state[7]);
        Put(stream, 32, x8, state[8]);
        Put(stream, 36, x9, state[9]);
        Put(stream, 40, x10, state[10]);
        Put(stream, 44, x11, state[11]);
        Put(stream, 48, x12, state[12]);
        Put(stream, 52, x13, state[13]);
        Put(stream, 56, x14, state[14]);
        Put(stream, 60, x15, state[15]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Span<byte> stream, int at, uint mixed, uint initial) =>
        BinaryPrimitives.WriteUInt32LittleEndian(stream[at..], unchecked(mixed + initial));

    /// <summary>RFC 8439, 2.1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void QuarterRound(ref uint a, ref uint b, ref uint c, ref uint d)
    {
        unchecked
        {
            a += b;
            d = BitOperations.RotateLeft(d ^ a, 16);
            c += d;
            b = BitOperations.RotateLeft(b ^ c, 12);
            a += b;
            d = BitOperations.RotateLeft(d ^ a, 8);
            c += d;
            b = BitOperations.RotateLeft(b ^ c, 7);
        }
    }
}
