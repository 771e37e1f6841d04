using System;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// What a device signs in RESUME. The session's id covers the node's new nonce, so who can only repeat an old HELLO cannot sign
/// this, and is told nothing of the lane.
/// </summary>
public readonly record struct ResumeStatement(Hash256 Chain, Hash256 Session)
{
    private const int MessageLength = Domain.Length + (2 * Hash256.Length);

    public Signature Sign(ISigner device)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        WriteMessage(message);
        return device.Sign(message);
    }

    public bool IsSignedBy(in PublicKey device, in Signature signature, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        WriteMessage(message);
        return verifier.Verify(device, message, signature);
    }

    private void WriteMessage(Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Resume);
        writer.Hash(Chain);
        writer.Hash(Session);
    }
}
