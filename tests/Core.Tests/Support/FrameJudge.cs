using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Reads a frame of any type, as a driver would, and writes it again; allocates nothing.</summary>
internal static class FrameJudge
{
    /// <summary>Reads bytes that should be one whole frame; <paramref name="written"/> bytes of the buffer are it.</summary>
    public static FrameError Judge(ReadOnlySpan<byte> frame, Span<byte> again, out int written)
    {
        written = 0;
        if (!FrameHeader.TryRead(frame, out FrameHeader header, out FrameError error)) return error;
        ReadOnlySpan<byte> body = frame[FrameHeader.Length..];
        return body.Length < header.BodyLength ? FrameError.Truncated
            : body.Length > header.BodyLength ? FrameError.TrailingBytes
            : JudgeBody(header.Type, body, again, out written);
    }

    /// <summary>Reads bytes that should be a body of a type.</summary>
    public static FrameError JudgeBody(FrameType type, ReadOnlySpan<byte> body, Span<byte> again, out int written)
    {
        FrameError error;
        written = 0;
        switch (type)
        {
            case FrameType.Hello:
                error = HelloFrame.TryRead(body, out HelloFrame hello);
                if (error == FrameError.None) written = hello.Write(again);
                return error;
            case FrameType.Welcome:
                error = WelcomeFrame.TryRead(body, out WelcomeFrame welcome);
                if (error == FrameError.None) written = welcome.Write(again);
                return error;
            case FrameType.Resume:
                error = ResumeFrame.TryRead(body, out ResumeFrame resume);
                if (error == FrameError.None) written = resume.Write(again);
                return error;
            case FrameType.Resumed:
                error = ResumedFrame.TryRead(body, out ResumedFrame resumed);
                if (error == FrameError.None) written = resumed.Write(again);
                return error;
            case FrameType.Request:
                error = RequestFrame.TryRead(body, out RequestFrame request);
                if (error == FrameError.None) written = request.Write(again);
                return error;
            case FrameType.Anchor:
                error = AnchorFrame.TryRead(body, out AnchorFrame anchor);
                if (error == FrameError.None) written = anchor.Write(again);
                return error;
            case FrameType.Chunk:
                error = ChunkFrame.TryRead(body, out ChunkFrame chunk);
                if (error == FrameError.None) written = chunk.Write(again);
                return error;
            case FrameType.Pay:
                error = PayFrame.TryRead(body, out PayFrame pay);
                if (error == FrameError.None) written = pay.Write(again);
                return error;
            case FrameType.PaySigned:
                error = PaySignedFrame.TryRead(body, out PaySignedFrame paySigned);
                if (error == FrameError.None) written = paySigned.Write(again);
                return error;
            case FrameType.Key:
                error = KeyFrame.TryRead(body, out KeyFrame key);
                if (error == FrameError.None) written = key.Write(again);
                return error;
            case FrameType.KeyRequest:
                error = KeyRequestFrame.TryRead(body, out KeyRequestFrame keyRequest);
                if (error == FrameError.None) written = keyRequest.Write(again);
                return error;
            case FrameType.KeyResponse:
                error = KeyResponseFrame.TryRead(body, out KeyResponseFrame keyResponse);
                if (error == FrameError.None) written = keyResponse.Write(again);
                return error;
            case FrameType.Close:
                error = CloseFrame.TryRead(body, out CloseFrame close);
                if (error == FrameError.None) written = close.Write(again);
                return error;
            case FrameType.End:
                error = EndFrame.TryRead(body, out EndFrame end);
                if (error == FrameError.None) written = end.Write(again);
                return error;
            case FrameType.Refuse:
                error = RefuseFrame.TryRead(body, out RefuseFrame refuse);
                if (error == FrameError.None) written = refuse.Write(again);
                return error;
            case FrameType.Challenge:
                error = ChallengeFrame.TryRead(body, out ChallengeFrame challenge);
                if (error == FrameError.None) written = challenge.Write(again);
                return error;
            case FrameType.Ask:
                error = AskFrame.TryRead(body, out AskFrame ask);
                if (error == FrameError.None) written = ask.Write(again);
                return error;
            case FrameType.Offer:
                error = OfferFrame.TryRead(body, out OfferFrame offer);
                if (error == FrameError.None) written = offer.Write(again);
                return error;
            case FrameType.Manifest:
                error = ManifestFrame.TryRead(body, out ManifestFrame manifest);
                if (error == FrameError.None) written = manifest.Write(again);
                return error;
            case FrameType.Attach:
                error = AttachFrame.TryRead(body, out AttachFrame attach);
                if (error == FrameError.None) written = attach.Write(again);
                return error;
            case FrameType.Open:
                error = OpenFrame.TryRead(body, out OpenFrame open);
                if (error == FrameError.None) written = open.Write(again);
                return error;
            case FrameType.Attached:
                error = AttachedFrame.TryRead(body, out AttachedFrame attached);
                if (error == FrameError.None) written = attached.Write(again);
                return error;
            case FrameType.Notify:
                error = NotifyFrame.TryRead(body, out NotifyFrame notify);
                if (error == FrameError.None) written = notify.Write(again);
                return error;
            case FrameType.Noted:
                error = NotedFrame.TryRead(body, out NotedFrame noted);
                if (error == FrameError.None) written = noted.Write(again);
                return error;
            case FrameType.Deny:
                error = DenyFrame.TryRead(body, out DenyFrame deny);
                if (error == FrameError.None) written = deny.Write(again);
                return error;
            case FrameType.Revoke:
                error = RevokeFrame.TryRead(body, out RevokeFrame revoke);
                if (error == FrameError.None) written = revoke.Write(again);
                return error;
            default:
                return FrameError.UnknownType;
        }
    }
}
