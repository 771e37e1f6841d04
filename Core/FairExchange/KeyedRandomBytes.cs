using System;
using System.Buffers.Binary;
using Fleek.Core.Primitives;

namespace Fleek.Core.FairExchange;

/// <summary>
/// Bytes of a keyed random stream, for simulations and tests: anybody who knows the key knows them. The incarnation counts an entity's
/// restarts, durably, so that no restart repeats what was drawn before.
/// </summary>
public sealed class KeyedRandomBytes(ulong seed, long entity, int incarnation) : IRandomBytes
{
    private RandomStream _stream = new(seed, StreamPurpose.Nonces, entity, incarnation);

    public void Fill(Span<byte> bytes)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (!bytes.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, _stream.NextBits());
            int length = Math.Min(bytes.Length, word.Length);
            word[..length].CopyTo(bytes);
            bytes = bytes[length..];
        }
    }
}
