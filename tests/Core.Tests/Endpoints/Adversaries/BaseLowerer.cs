using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A client that resumes a lane as if it had cost less, to be served again what its tickets already pay.</summary>
internal sealed class BaseLowerer(ISigner device, Random random)
{
    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        if ((FrameType)frame[1] != FrameType.Anchor) return [frame];
        AnchorFrame.TryRead(frame.AsSpan(FrameHeader.Length), out AnchorFrame sent);
        Anchor anchor = sent.Anchor.Anchor;
        if (anchor.BaseCumulative == Credits.Zero || random.Next(4) == 0) return [frame];
        Anchor lower = anchor with { BaseCumulative = random.Next(2) == 0 ? Credits.Zero : anchor.BaseCumulative - anchor.UnitPrice };
        byte[] other = [.. frame];
        new AnchorFrame(new SignedAnchor(lower, lower.Sign(device))).Write(other);
        return [other];
    }
}
