using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>REVOKE: the payer ends a session at a node, before its token's time is over.</summary>
/// <param name="Signature">By the session's payer, over ledger and session.</param>
public readonly record struct RevokeFrame(Hash256 Chain, Hash256 Session, Signature Signature)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = (2 * Hash256.Length) + Primitives.Signature.Length;

    private const int MessageLength = Domain.Length + (2 * Hash256.Length);

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out RevokeFrame frame)
    {
        WireReader reader = new(body);
        frame = new RevokeFrame(reader.Hash(), reader.Hash(), reader.Signature());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Revoke, BodyLength);
        writer.Hash(Chain);
        writer.Hash(Session);
        writer.Signature(Signature);
        return writer.Length;
    }

    /// <summary>The same with the payer's signature.</summary>
    public RevokeFrame SignedBy(ISigner payer)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        WriteMessage(message);
        return this with { Signature = payer.Sign(message) };
    }

    public bool IsSignedBy(in PublicKey payer, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        WriteMessage(message);
        return verifier.Verify(payer, message, Signature);
    }

    private void WriteMessage(Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Revoke);
        writer.Hash(Chain);
        writer.Hash(Session);
    }
}
