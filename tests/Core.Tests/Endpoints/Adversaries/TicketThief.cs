using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A device with lanes at several nodes, which pays one node with what it has signed for another.</summary>
internal sealed class TicketThief(Random random)
{
    private readonly List<(ExchangeConnection Connection, byte[] Frame)> _signed = [];

    public IEnumerable<byte[]> Twist(ExchangeConnection connection, byte[] frame)
    {
        if ((FrameType)frame[1] is not (FrameType.Pay or FrameType.PaySigned or FrameType.Close or FrameType.Anchor)) return [frame];
        _signed.Add((connection, frame));
        if (random.Next(3) > 0) return [frame];
        List<byte[]> others = [.. _signed.Where(s => s.Connection != connection && s.Frame[1] == frame[1]).Select(s => s.Frame)];
        return others.Count == 0 ? [frame] : [others[random.Next(others.Count)]];
    }
}
