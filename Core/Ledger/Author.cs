using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>
/// Who stands for a transaction that costs its author something: signed together with a number that is used once, so that nobody
/// can send it again.
/// </summary>
/// <param name="Sequence">How many transactions of this author were applied before.</param>
public readonly record struct Author(PublicKey Key, long Sequence, Signature Signature)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = PublicKey.Length + 8 + Signature.Length;

    private const int MessageLength = Domain.Length + Hash256.Length + 1 + PublicKey.Length + 8 + Hash256.Length;

    /// <summary>Signs a transaction.</summary>
    /// <param name="body">BLAKE3 of what is encoded before the author.</param>
    public static Author Sign(ISigner signer, in Hash256 chain, LedgerTransactionKind kind, long sequence, in Hash256 body)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        Write(message, chain, kind, signer.Key, sequence, body);
        return new Author(signer.Key, sequence, signer.Sign(message));
    }

    public bool Signed(in Hash256 chain, LedgerTransactionKind kind, in Hash256 body, ISignatureVerifier verifier)
    {
        if (Sequence < 0) return false;
        Span<byte> message = stackalloc byte[MessageLength];
        Write(message, chain, kind, Key, Sequence, body);
        return verifier.Verify(Key, message, Signature);
    }

    public void Write(ref WireWriter writer)
    {
        writer.Key(Key);
        writer.UInt63(Sequence);
        writer.Signature(Signature);
    }

    public static Author Read(ref WireReader reader) => new(reader.Key(), reader.UInt63(), reader.Signature());

    private static void Write(
        Span<byte> message, in Hash256 chain, LedgerTransactionKind kind, in PublicKey key, long sequence, in Hash256 body)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.LedgerTransaction);
        writer.Hash(chain);
        writer.Byte((byte)kind);
        writer.Key(key);
        writer.UInt63(sequence);
        writer.Hash(body);
    }
}
