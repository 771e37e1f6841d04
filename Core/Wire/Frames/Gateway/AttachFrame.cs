using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// ATTACH: the secondary side of a session, which receives, comes to a node, or comes back to its gateway. The signature is over the
/// challenge of this connection: a token alone attaches nobody.
/// </summary>
/// <param name="Signature">By the token's device, over the other side's key, its challenge and the token.</param>
public readonly record struct AttachFrame(SignedAccessToken Token, Signature Signature)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = SignedAccessToken.Length + Primitives.Signature.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out AttachFrame frame)
    {
        WireReader reader = new(body);
        frame = new AttachFrame(SignedAccessToken.Read(ref reader), reader.Signature());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Attach, BodyLength);
        Token.Write(ref writer);
        writer.Signature(Signature);
        return writer.Length;
    }
}
