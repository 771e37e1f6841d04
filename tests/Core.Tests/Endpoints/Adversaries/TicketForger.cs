using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A client whose tickets lead nowhere, or are signed by nobody.</summary>
internal sealed class TicketForger(Random random)
{
    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        ReadOnlySpan<byte> body = frame.AsSpan(FrameHeader.Length);
        byte[] other = [.. frame];
        Hash256 noise = Blake3.Hash(BitConverter.GetBytes(random.Next()));
        if (random.Next(3) > 0) return [frame];
        switch ((FrameType)frame[1])
        {
            case FrameType.Pay when PayFrame.TryRead(body, out PayFrame pay) == FrameError.None:
                (pay with { Ticket = noise }).Write(other);
                break;
            case FrameType.PaySigned when PaySignedFrame.TryRead(body, out PaySignedFrame signed) == FrameError.None:
                (signed with { Signature = new Signature(noise, noise) }).Write(other);
                break;
            case FrameType.Close when CloseFrame.TryRead(body, out CloseFrame close) == FrameError.None:
                (close with { Signature = new Signature(noise, noise) }).Write(other);
                break;
            case FrameType.KeyRequest when KeyRequestFrame.TryRead(body, out KeyRequestFrame asked) == FrameError.None:
                (asked with { Ticket = noise }).Write(other);
                break;
        }

        return [other];
    }
}
