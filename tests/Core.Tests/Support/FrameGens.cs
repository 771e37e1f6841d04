using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Frames that a peer could send, of every type: as values, and as the bytes that the codec writes.</summary>
internal static class FrameGens
{
    public static readonly Gen<HelloParts> Hello =
        Gen.Select(
            Gen.Select(WireGens.Key, WireGens.SignedGrant, WireGens.Number, WireGens.UInt16),
            Gen.Select(Gen.Enum<ExchangeMode>(), Gen.Enum<TicketKind>(), WireGens.PositiveUInt16, WireGens.PositiveUInt16),
            Gen.Select(
                WireGens.Nonce, Gen.UInt, Gen.Byte.Array[NodeScope.MaxDepth * Hash256.Length], Gen.Int[0, NodeScope.MaxDepth]),
            WireGens.Signature)
        .Select((who, terms, path, signature) => new HelloParts(
            who.Item1, who.Item2, who.Item3, who.Item4, terms.Item1, terms.Item2, terms.Item3, terms.Item4, path.Item1,
            path.Item2 & ((1u << path.Item4) - 1), path.Item3[..(path.Item4 * Hash256.Length)], signature));

    public static readonly Gen<WelcomeFrame> Welcome =
        Gen.Select(
            Gen.Select(WireGens.Key, WireGens.Number, WireGens.UInt16, WireGens.Amount),
            Gen.Select(WireGens.PositiveUInt16, WireGens.PositiveUInt16, Gen.Enum<LaneState>()),
            Gen.Select(WireGens.Nonce, WireGens.Signature))
        .Select((who, terms, end) => new WelcomeFrame(
            who.Item1, who.Item2, who.Item3, who.Item4, terms.Item1, terms.Item2, terms.Item3, end.Item1, end.Item2));

    public static readonly Gen<ResumeFrame> Resume =
        Gen.Select(WireGens.Hash, WireGens.Signature).Select((session, signature) => new ResumeFrame(session, signature));

    public static readonly Gen<ResumedFrame> Resumed = Gen.OneOf(
        Gen.Const(ResumedFrame.Nothing),
        Gen.Select(WireGens.SignedAnchor, WireGens.Number, WireGens.Hash)
            .Select((anchor, unit, ticket) => ResumedFrame.OfChain(anchor, unit, ticket)),
        Gen.Select(WireGens.FinalTicket, WireGens.Signature).Select((final, signature) => ResumedFrame.OfFinal(final, signature)),
        Gen.Select(WireGens.SignedAnchor, WireGens.Number, WireGens.Amount, WireGens.Signature)
            .Select((anchor, unit, cumulative, signature) => ResumedFrame.OfSigned(anchor, unit, cumulative, signature)));

    public static readonly Gen<RequestFrame> Request =
        Gen.Select(WireGens.Hash, WireGens.Number, WireGens.Positive)
        .Select((content, first, count) => new RequestFrame(content, Math.Min(first, long.MaxValue - count), count));

    public static readonly Gen<AnchorFrame> Anchor = WireGens.SignedAnchor.Select(anchor => new AnchorFrame(anchor));

    /// <summary>Small chunks; one of 64 is as large as a chunk can be.</summary>
    public static readonly Gen<ChunkParts> Chunk =
        Gen.Select(
            Gen.Select(WireGens.Positive, WireGens.Number, WireGens.Hash),
            Gen.Select(Gen.Bool, WireGens.Signature),
            Gen.Select(Gen.Byte.Array[0, 70], Gen.Byte.Array[0, 130], Gen.Byte.Array[0, 200], Gen.Int[0, 63]))
        .Select((header, signature, parts) => new ChunkParts(
            header.Item1, header.Item2, header.Item3, signature.Item1, signature.Item1 ? signature.Item2 : default,
            Sized(parts.Item1, parts.Item4, ChunkFrame.MaxProofBytes), Sized(parts.Item2, parts.Item4, ChunkFrame.MaxTreeBytes),
            Sized(parts.Item3, parts.Item4, ChunkFrame.MaxBytes)));

    public static readonly Gen<PayFrame> Pay =
        Gen.Select(WireGens.Positive, WireGens.Hash).Select((unit, ticket) => new PayFrame(unit, ticket));

    public static readonly Gen<PaySignedFrame> PaySigned =
        Gen.Select(WireGens.Positive, WireGens.Amount, WireGens.Signature)
        .Select((unit, cumulative, signature) => new PaySignedFrame(unit, cumulative, signature));

    public static readonly Gen<KeyFrame> Key =
        Gen.Select(WireGens.Positive, WireGens.Hash).Select((unit, key) => new KeyFrame(unit, key));

    public static readonly Gen<KeyRequestFrame> KeyRequest =
        Gen.Select(WireGens.Hash, WireGens.Positive, WireGens.Hash)
        .Select((session, unit, ticket) => new KeyRequestFrame(session, unit, ticket));

    public static readonly Gen<KeyResponseFrame> KeyResponse =
        Gen.Select(WireGens.Hash, WireGens.Positive, WireGens.Hash)
        .Select((session, unit, key) => new KeyResponseFrame(session, unit, key));

    public static readonly Gen<CloseFrame> Close =
        Gen.Select(WireGens.FinalTicket, WireGens.Signature).Select((ticket, signature) => new CloseFrame(ticket, signature));

    public static readonly Gen<EndFrame> End = WireGens.Number.Select(unit => new EndFrame(unit));

    public static readonly Gen<RefuseFrame> Refuse =
        Gen.Select(Gen.Enum<RefuseReason>().Where(reason => reason != RefuseReason.None), WireGens.Number)
        .Select((reason, unit) => new RefuseFrame(reason, unit));

    /// <summary>Frames of a type as bytes, header and body.</summary>
    public static Gen<byte[]> Encoded(FrameType type) => type switch
    {
        FrameType.Hello => Hello.Select(value => Bytes(to => value.Frame.Write(to))),
        FrameType.Welcome => Welcome.Select(value => Bytes(value.Write)),
        FrameType.Resume => Resume.Select(value => Bytes(value.Write)),
        FrameType.Resumed => Resumed.Select(value => Bytes(value.Write)),
        FrameType.Request => Request.Select(value => Bytes(value.Write)),
        FrameType.Anchor => Anchor.Select(value => Bytes(value.Write)),
        FrameType.Chunk => Chunk.Select(value => Bytes(to => value.Frame.Write(to))),
        FrameType.Pay => Pay.Select(value => Bytes(value.Write)),
        FrameType.PaySigned => PaySigned.Select(value => Bytes(value.Write)),
        FrameType.Key => Key.Select(value => Bytes(value.Write)),
        FrameType.KeyRequest => KeyRequest.Select(value => Bytes(value.Write)),
        FrameType.KeyResponse => KeyResponse.Select(value => Bytes(value.Write)),
        FrameType.Close => Close.Select(value => Bytes(value.Write)),
        FrameType.End => End.Select(value => Bytes(value.Write)),
        FrameType.Refuse => Refuse.Select(value => Bytes(value.Write)),
        _ => GatewayFrameGens.Encoded(type),
    };

    /// <summary>What a writer wrote.</summary>
    public static byte[] Bytes(Func<Span<byte>, int> write)
    {
        byte[] buffer = new byte[FrameHeader.MaxFrameLength];
        return buffer[..write(buffer)];
    }

    private static byte[] Sized(byte[] bytes, int draw, int most)
    {
        if (draw > 0) return bytes;
        Array.Resize(ref bytes, most);
        return bytes;
    }
}
