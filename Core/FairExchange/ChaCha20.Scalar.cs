using System;
using System.Buffers.Binary;
using System.Numerics;

namespace Fleek.Core.FairExchange;

/// <content>One block at a time, and what is left over by wider paths.</content>
public static partial class ChaCha20
{
    private static void ApplyScalar(Span<uint> state, ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (input.IsEmpty) return;
        Span<uint> x = stackalloc uint[StateWords];
        Span<byte> stream = stackalloc byte[BlockBytes];
        while (!input.IsEmpty)
        {
            state.CopyTo(x);
            for (int round = 0; round < DoubleRounds; round++)
            {
                QuarterRound(ref x[0], ref x[4], ref x[8], ref x[12]);
                QuarterRound(ref x[1], ref x[5], ref x[9], ref x[13]);
                QuarterRound(ref x[2], ref x[6], ref x[10], ref x[14]);
                QuarterRound(ref x[3], ref x[7], ref x[11], ref x[15]);
                QuarterRound(ref x[0], ref x[5], ref x[10], ref x[15]);
                QuarterRound(ref x[1], ref x[6], ref x[11], ref x[12]);
                QuarterRound(ref x[2], ref x[7], ref x[8], ref x[13]);
                QuarterRound(ref x[3], ref x[4], ref x[9], ref x[14]);
            }

            for (int i = 0; i < StateWords; i++)
                BinaryPrimitives.WriteUInt32LittleEndian(stream[(4 * i)..], unchecked(x[i] + state[i]));
            int bytes = Math.Min(BlockBytes, input.Length);
            for (int i = 0; i < bytes; i++) output[i] = (byte)(input[i] ^ stream[i]);
            input = input[bytes..];
            output = output[bytes..];
            // After the very last block of a key stream it wraps, and nothing comes after.
            unchecked { state[CounterWord]++; }
        }

        x.Clear();
        stream.Clear();
    }

    /// <summary>RFC 8439, 2.1.</summary>
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
