using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// HELLO: a device opens a session of a lane, shows its grant and proves that the node may redeem it. The path's bytes stay where
/// they were read.
/// </summary>
public readonly ref struct HelloFrame
{
    /// <summary>In bytes: with an empty path.</summary>
    public const int MinBodyLength =
        PublicKey.Length + SignedGrant.Length + 8 + 2 + 1 + 1 + 2 + 2 + Nonce.Length + 4 + 1 + Signature.Length;

    /// <summary>In bytes: with the longest path.</summary>
    public const int MaxBodyLength = MinBodyLength + (NodeScope.MaxDepth * Hash256.Length);

    private const int MaxMessageLength = Domain.Length + MaxBodyLength - Signature.Length;

    /// <summary>Whom it is meant for.</summary>
    public required PublicKey Node { get; init; }

    public required SignedGrant Grant { get; init; }

    public required long Epoch { get; init; }

    /// <summary>From 0, 16 bits.</summary>
    public required int Lane { get; init; }

    public required ExchangeMode Mode { get; init; }

    public required TicketKind Tickets { get; init; }

    /// <summary>Most chunks sent and not paid that the client wants; at least 1, 16 bits.</summary>
    public required int Window { get; init; }

    /// <summary>Nodes that serve this payer at the same time, this one included; at least 1, 16 bits.</summary>
    public required int ServingNodes { get; init; }

    public required Nonce Nonce { get; init; }

    /// <summary>That the node is in the grant's scope.</summary>
    public required ScopePath Path { get; init; }

    /// <summary>By the grant's device, over all fields before.</summary>
    public Signature Signature { get; init; }

    /// <summary>In bytes.</summary>
    public int BodyLength => MinBodyLength + Path.Siblings.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out HelloFrame frame)
    {
        WireReader reader = new(body);
        frame = new HelloFrame
        {
            Node = reader.Key(),
            Grant = SignedGrant.Read(ref reader),
            Epoch = reader.UInt63(),
            Lane = reader.UInt16(),
            Mode = (ExchangeMode)reader.Choice((byte)ExchangeMode.PayBefore),
            Tickets = (TicketKind)reader.Choice((byte)TicketKind.Signed),
            Window = reader.PositiveUInt16(),
            ServingNodes = reader.PositiveUInt16(),
            Nonce = reader.Nonce(),
            Path = new ScopePath(ReadTurns(ref reader, out int depth), reader.Take(depth * Hash256.Length)),
            Signature = reader.Signature(),
        };
        FrameError error = reader.Finish();
        if (error != FrameError.None) frame = default;
        return error;
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Hello, BodyLength);
        WriteTerms(ref writer);
        writer.Signature(Signature);
        return writer.Length;
    }

    /// <summary>The device's signature over all fields before it; the present one does not matter.</summary>
    public Signature Sign(ISigner device)
    {
        Span<byte> message = stackalloc byte[MaxMessageLength];
        return device.Sign(message[..WriteMessage(message)]);
    }

    /// <summary>Whether <see cref="Signature"/> is the key's.</summary>
    public bool IsSignedBy(in PublicKey device, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[MaxMessageLength];
        return verifier.Verify(device, message[..WriteMessage(message)], Signature);
    }

    /// <summary>Turns and depth of a path, refused above their bounds before anything is taken.</summary>
    private static uint ReadTurns(ref WireReader reader, out int depth)
    {
        uint rightTurns = (uint)reader.UInt32();
        depth = reader.Byte();
        if (depth > NodeScope.MaxDepth) reader.Fail(FrameError.PartTooLong);
        else if (rightTurns >> depth != 0) reader.Fail(FrameError.StrayTurns);
        return rightTurns;
    }

    private int WriteMessage(Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.Hello);
        WriteTerms(ref writer);
        return writer.Length;
    }

    private void WriteTerms(ref WireWriter writer)
    {
        Invariant.Require(Path.Depth <= NodeScope.MaxDepth, "hello: a path deeper than any scope");
        writer.Key(Node);
        Grant.Write(ref writer);
        writer.UInt63(Epoch);
        writer.UInt16(Lane);
        writer.Byte((byte)Mode);
        writer.Byte((byte)Tickets);
        writer.UInt16(Window);
        writer.UInt16(ServingNodes);
        Nonce.CopyTo(writer.Take(Nonce.Length));
        writer.UInt32(Path.RightTurns);
        writer.Byte((byte)Path.Depth);
        writer.Bytes(Path.Siblings);
    }
}
