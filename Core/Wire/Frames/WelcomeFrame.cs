using System;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>WELCOME: the node accepts a session and names its terms.</summary>
/// <param name="Window">Most chunks sent and not paid; at least 1.</param>
/// <param name="HeaderInterval">m: every m-th header is signed; at least 1.</param>
/// <param name="Signature">By the node, over the HELLO that it answers and all fields before.</param>
public readonly record struct WelcomeFrame(
    PublicKey Node, long Epoch, int Lane, Credits UnitPrice, int Window, int HeaderInterval, LaneState State, Nonce Nonce,
    Signature Signature)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = SignedLength + Signature.Length;

    private const int SignedLength = PublicKey.Length + 8 + 2 + 8 + 2 + 2 + 1 + Nonce.Length;
    private const int MessageLength = Domain.Length + Hash256.Length + SignedLength;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out WelcomeFrame frame)
    {
        WireReader reader = new(body);
        frame = Read(ref reader);
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Welcome, BodyLength);
        WriteTerms(ref writer);
        writer.Signature(Signature);
        return writer.Length;
    }

    /// <summary>The node's signature over these terms, in answer to a HELLO; the present one does not matter.</summary>
    /// <param name="helloBody">As it came over the wire, without the frame's header.</param>
    public Signature Sign(ISigner node, ReadOnlySpan<byte> helloBody)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        WriteMessage(message, helloBody);
        return node.Sign(message);
    }

    /// <summary>Whether <see cref="Signature"/> is the key's, for the HELLO of this body.</summary>
    public bool IsSignedBy(in PublicKey node, ReadOnlySpan<byte> helloBody, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[MessageLength];
        WriteMessage(message, helloBody);
        return verifier.Verify(node, message, Signature);
    }

    private static WelcomeFrame Read(ref WireReader reader) => new(
        reader.Key(), reader.UInt63(), reader.UInt16(), reader.Amount(), reader.PositiveUInt16(), reader.PositiveUInt16(),
        (LaneState)reader.Choice((byte)LaneState.TicketHeld), reader.Nonce(), reader.Signature());

    private void WriteMessage(Span<byte> message, ReadOnlySpan<byte> helloBody)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Welcome);
        writer.Hash(Blake3.Hash(helloBody));
        WriteTerms(ref writer);
    }

    private void WriteTerms(ref WireWriter writer)
    {
        writer.Key(Node);
        writer.UInt63(Epoch);
        writer.UInt16(Lane);
        writer.Amount(UnitPrice);
        writer.UInt16(Window);
        writer.UInt16(HeaderInterval);
        writer.Byte((byte)State);
        Nonce.CopyTo(writer.Take(Nonce.Length));
    }
}
