using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// OFFER: a gateway's answer to ASK, ATTACH or a NOTIFY that wanted more: what the device may spend, where, and when there is more. The
/// nodes' bytes stay where they were read.
/// </summary>
public readonly ref struct OfferFrame
{
    /// <summary>Most nodes that one session is assigned.</summary>
    public const int MaxNodes = 16;

    /// <summary>In bytes: without a node.</summary>
    public const int MinBodyLength =
        Nonce.Length + 4 + SignedAccessToken.Length + SignedGrant.Length + Hash256.Length + 8 + 8 + 1 + Signature.Length;

    /// <summary>In bytes: with as many nodes as there may be.</summary>
    public const int MaxBodyLength = MinBodyLength + (MaxNodes * NodeEntry.Length);

    private const int MaxMessageLength = Domain.Length + MaxBodyLength - Signature.Length;

    /// <summary>Of the ASK that began the session.</summary>
    public required Nonce AskNonce { get; init; }

    /// <summary>Which grant of the session this is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Binds who pays and who receives.</summary>
    public required SignedAccessToken Token { get; init; }

    public required SignedGrant Grant { get; init; }

    /// <summary>The site's present manifest.</summary>
    public required Hash256 Manifest { get; init; }

    /// <summary>The next grant is given once one node's notified amount has reached this.</summary>
    public required Credits RenewAt { get; init; }

    /// <summary>What the session may be granted beside this.</summary>
    public required Credits SessionLeft { get; init; }

    /// <summary>A <see cref="NodeEntry"/> for each node of the grant's scope, in the scope's order.</summary>
    public required ReadOnlySpan<byte> Nodes { get; init; }

    /// <summary>By the gateway, over all fields before.</summary>
    public Signature Signature { get; init; }

    public int Count => Nodes.Length / NodeEntry.Length;

    /// <summary>In bytes.</summary>
    public int BodyLength => MinBodyLength + Nodes.Length;

    /// <summary>One of the nodes.</summary>
    public NodeEntry this[int index]
    {
        get
        {
            WireReader reader = new(Nodes.Slice(index * NodeEntry.Length, NodeEntry.Length));
            return NodeEntry.Read(ref reader);
        }
    }

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out OfferFrame frame)
    {
        WireReader reader = new(body);
        frame = new OfferFrame
        {
            AskNonce = reader.Nonce(),
            Number = reader.Units(),
            Token = SignedAccessToken.Read(ref reader),
            Grant = SignedGrant.Read(ref reader),
            Manifest = reader.Hash(),
            RenewAt = reader.Amount(),
            SessionLeft = reader.Amount(),
            Nodes = NodeEntry.TakeAll(ref reader),
            Signature = reader.Signature(),
        };
        FrameError error = reader.Finish();
        if (error != FrameError.None) frame = default;
        return error;
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Offer, BodyLength);
        WriteTerms(ref writer);
        writer.Signature(Signature);
        return writer.Length;
    }

    /// <summary>The gateway's signature over all fields before it; the present one does not matter.</summary>
    public Signature Sign(ISigner gateway)
    {
        Span<byte> message = stackalloc byte[MaxMessageLength];
        return gateway.Sign(message[..WriteMessage(message)]);
    }

    public bool IsSignedBy(in PublicKey gateway, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[MaxMessageLength];
        return verifier.Verify(gateway, message[..WriteMessage(message)], Signature);
    }

    private int WriteMessage(Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Offer);
        WriteTerms(ref writer);
        return writer.Length;
    }

    private void WriteTerms(ref WireWriter writer)
    {
        AskNonce.CopyTo(writer.Take(Nonce.Length));
        writer.UInt32(Number);
        Token.Write(ref writer);
        Grant.Write(ref writer);
        writer.Hash(Manifest);
        writer.Amount(RenewAt);
        writer.Amount(SessionLeft);
        writer.Byte((byte)Count);
        writer.Bytes(Nodes);
    }
}
