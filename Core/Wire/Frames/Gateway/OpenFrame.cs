using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// OPEN: the primary side of a session, which pays, comes to a node and says under which grant the token's device is served. Sent again
/// with each renewal.
/// </summary>
/// <param name="GrantId">The grant that pays from now on; earlier ones stay good.</param>
/// <param name="Signature">By the token's payer, over the node's key, its challenge, the token and the grant id.</param>
public readonly record struct OpenFrame(SignedAccessToken Token, Hash256 GrantId, Signature Signature)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = SignedAccessToken.Length + Hash256.Length + Primitives.Signature.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out OpenFrame frame)
    {
        WireReader reader = new(body);
        frame = new OpenFrame(SignedAccessToken.Read(ref reader), reader.Hash(), reader.Signature());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Open, BodyLength);
        Token.Write(ref writer);
        writer.Hash(GrantId);
        writer.Signature(Signature);
        return writer.Length;
    }
}
