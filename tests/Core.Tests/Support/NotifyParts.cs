using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A NOTIFY as values that outlive a buffer and can be compared.</summary>
internal sealed record NotifyParts(Hash256 Session, int Number, bool WantsMore, string NotesHex, Signature Signature)
{
    public NotifyFrame Frame => new()
    {
        Session = Session,
        Number = Number,
        WantsMore = WantsMore,
        Notes = Convert.FromHexString(NotesHex),
        Signature = Signature,
    };

    public static FrameError Read(ReadOnlySpan<byte> body, out NotifyParts parts)
    {
        FrameError error = NotifyFrame.TryRead(body, out NotifyFrame frame);
        parts = new NotifyParts(frame.Session, frame.Number, frame.WantsMore, Convert.ToHexString(frame.Notes), frame.Signature);
        return error;
    }
}
