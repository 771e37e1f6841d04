using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>An OFFER as values that outlive a buffer and can be compared.</summary>
internal sealed record OfferParts(
    Nonce AskNonce, int Number, SignedAccessToken Token, SignedGrant Grant, Hash256 Manifest, Credits RenewAt, Credits SessionLeft,
    string NodesHex, Signature Signature)
{
    public OfferFrame Frame => new()
    {
        AskNonce = AskNonce,
        Number = Number,
        Token = Token,
        Grant = Grant,
        Manifest = Manifest,
        RenewAt = RenewAt,
        SessionLeft = SessionLeft,
        Nodes = Convert.FromHexString(NodesHex),
        Signature = Signature,
    };

    public static OfferParts Of(in OfferFrame frame) => new(
        frame.AskNonce, frame.Number, frame.Token, frame.Grant, frame.Manifest, frame.RenewAt, frame.SessionLeft,
        Convert.ToHexString(frame.Nodes), frame.Signature);

    public static FrameError Read(ReadOnlySpan<byte> body, out OfferParts parts)
    {
        FrameError error = OfferFrame.TryRead(body, out OfferFrame frame);
        parts = Of(frame);
        return error;
    }
}
