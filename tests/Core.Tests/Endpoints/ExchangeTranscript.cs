using System.Globalization;
using System.Text;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>What happened in a world, a line for each frame that arrived and for all that broke, to be read by people.</summary>
internal sealed class ExchangeTranscript(ExchangeWorld world)
{
    private readonly StringBuilder _lines = new();

    public void Arrived(ExchangeConnection connection, bool up, byte[] frame)
    {
        string client = connection.Client is { } c ? $"client {c.Index}" : "somebody";
        string node = $"node {connection.Node.Index}";
        Say($"{(up ? client : node)} -> {(up ? node : client)} on {connection.Id}: {Frame(frame)}");
    }

    public void Say(string what) => _lines.Append(CultureInfo.InvariantCulture, $"{world.Ticks,8} {what}").AppendLine();

    public override string ToString() => _lines.ToString();

    private static string Frame(byte[] frame)
    {
        if (!FrameHeader.TryRead(frame, out FrameHeader header, out _)) return "no frame";
        ReadOnlySpan<byte> body = frame.AsSpan(FrameHeader.Length);
        return header.Type switch
        {
            FrameType.Hello when HelloFrame.TryRead(body, out HelloFrame f) == FrameError.None => $"HELLO epoch {f.Epoch}, lane {f.Lane}",
            FrameType.Welcome when WelcomeFrame.TryRead(body, out WelcomeFrame f) == FrameError.None => $"WELCOME {f.State}",
            FrameType.Resumed when ResumedFrame.TryRead(body, out ResumedFrame f) == FrameError.None =>
                $"RESUMED {f.Kind}, unit {f.Unit}, {(f.Kind == HeldTicket.Final ? f.Final.Cumulative : f.Cumulative)}",
            FrameType.Request when RequestFrame.TryRead(body, out RequestFrame f) == FrameError.None => $"REQUEST of {f.Count}",
            FrameType.Anchor when AnchorFrame.TryRead(body, out AnchorFrame f) == FrameError.None =>
                $"ANCHOR base {f.Anchor.Anchor.BaseCumulative}, from {f.Anchor.Anchor.Start}",
            FrameType.Chunk when ChunkFrame.TryRead(body, out ChunkFrame f) == FrameError.None =>
                $"CHUNK {f.Unit}{(f.IsSigned ? ", signed" : "")}",
            FrameType.Pay when PayFrame.TryRead(body, out PayFrame f) == FrameError.None => $"PAY {f.Unit}",
            FrameType.PaySigned when PaySignedFrame.TryRead(body, out PaySignedFrame f) == FrameError.None =>
                $"PAY-SIGNED {f.Unit}, {f.Cumulative}",
            FrameType.Key when KeyFrame.TryRead(body, out KeyFrame f) == FrameError.None => $"KEY {f.Unit}",
            FrameType.KeyRequest when KeyRequestFrame.TryRead(body, out KeyRequestFrame f) == FrameError.None => $"KEYREQ {f.Unit}",
            FrameType.KeyResponse when KeyResponseFrame.TryRead(body, out KeyResponseFrame f) == FrameError.None => $"KEYRES {f.Unit}",
            FrameType.Close when CloseFrame.TryRead(body, out CloseFrame f) == FrameError.None => $"CLOSE {f.Ticket.Cumulative}",
            FrameType.End when EndFrame.TryRead(body, out EndFrame f) == FrameError.None => $"END {f.Unit}",
            FrameType.Refuse when RefuseFrame.TryRead(body, out RefuseFrame f) == FrameError.None => $"REFUSE {f.Reason}, unit {f.Unit}",
            _ => header.Type.ToString(),
        };
    }
}
