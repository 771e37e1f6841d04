using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fleek.Core.FairExchange;

/// <summary>
/// The ChaCha20 stream cipher of RFC 8439, section 2.4: what hides a chunk from a client until it has paid. Any part of a
/// block that begins at a multiple of 64 bytes can be ciphered alone, since the counter is the position: a dispute recomputes
/// one group of 16 KiB. It gives no authenticity; that is the business of hash trees and signed headers.
/// </summary>
public static partial class ChaCha20
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceBytes = 12;

    /// <summary>Bytes of the key stream that one value of the counter gives.</summary>
    public const int BlockBytes = 64;

    private const int StateWords = 16, CounterWord = 12, DoubleRounds = 10;

    /// <summary>The level that this machine has.</summary>
    internal static ChaCha20Level Best { get; } =
        !BitConverter.IsLittleEndian ? ChaCha20Level.Scalar
        : Avx512F.IsSupported ? ChaCha20Level.Vector512
        : Avx2.IsSupported ? ChaCha20Level.Vector256
        : Vector128.IsHardwareAccelerated ? ChaCha20Level.Vector128
        : ChaCha20Level.Scalar;

    /// <summary>
    /// Bytes that can follow from <paramref name="counter"/> on before it would wrap and repeat the key stream: 256 GiB from 0.
    /// </summary>
    public static long BytesLeft(uint counter) => ((1L << 32) - counter) * BlockBytes;

    /// <summary>
    /// Writes input XOR key stream: enciphers and deciphers. Allocates nothing. A key and nonce must never serve for two
    /// different inputs at the same counter.
    /// </summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="nonce">12 bytes.</param>
    /// <param name="counter">Number of the first 64-byte block of the key stream.</param>
    /// <param name="input">Any length up to <see cref="BytesLeft"/>; the last block may be short.</param>
    /// <param name="output">At least as long as the input; the input itself, or apart from it.</param>
    /// <exception cref="ArgumentException">A length is wrong, or output overlaps input without being the same.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The counter would wrap.</exception>
    public static void Apply(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, uint counter, ReadOnlySpan<byte> input, Span<byte> output) =>
        Apply(Best, key, nonce, counter, input, output);

    /// <summary>The same with vectors no wider than <paramref name="level"/>, which the machine must have.</summary>
    internal static void Apply(
        ChaCha20Level level, ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, uint counter,
        ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (key.Length != KeyBytes) throw new ArgumentException("a key has 32 bytes", nameof(key));
        if (nonce.Length != NonceBytes) throw new ArgumentException("a nonce has 12 bytes", nameof(nonce));
        if (output.Length < input.Length) throw new ArgumentException("shorter than the input", nameof(output));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(input.Length, BytesLeft(counter), nameof(input));
        output = output[..input.Length];
        if (input.Overlaps(output, out int offset) && offset != 0)
            throw new ArgumentException("overlaps the input at another place", nameof(output));

        Span<uint> state = stackalloc uint[StateWords];
        Initialise(state, key, nonce, counter);
        ref uint words = ref MemoryMarshal.GetReference(state);
        ref byte from = ref MemoryMarshal.GetReference(input);
        ref byte to = ref MemoryMarshal.GetReference(output);
        int done = 0;
        if (level >= ChaCha20Level.Vector512) done = ApplyVector512(ref words, ref from, ref to, input.Length);
        if (level >= ChaCha20Level.Vector256) done = ApplyVector256(ref words, ref from, ref to, done, input.Length);
        if (level >= ChaCha20Level.Vector128) done = ApplyVector128(ref words, ref from, ref to, done, input.Length);
        ApplyScalar(state, input[done..], output[done..]);
        // A key stream can be run backwards from its state: nothing of it stays on the stack.
        state.Clear();
    }

    /// <summary>RFC 8439, 2.3: four constants, the key, the counter, the nonce.</summary>
    private static void Initialise(Span<uint> state, ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, uint counter)
    {
        // "expand 32-byte k" in little-endian words.
        state[0] = 0x61707865;
        state[1] = 0x3320646e;
        state[2] = 0x79622d32;
        state[3] = 0x6b206574;
        for (int i = 0; i < 8; i++) state[4 + i] = BinaryPrimitives.ReadUInt32LittleEndian(key[(4 * i)..]);
        state[CounterWord] = counter;
        for (int i = 0; i < 3; i++) state[13 + i] = BinaryPrimitives.ReadUInt32LittleEndian(nonce[(4 * i)..]);
    }
}
