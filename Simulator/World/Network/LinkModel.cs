using Fleek.Core.FairExchange;
using Fleek.Core.Wire;

namespace Fleek.Sim.World.Network;

/// <summary>One direction of a lane: a FIFO with its own rate.</summary>
internal struct LinkState
{
    /// <summary>When the last message has left, and when it arrives; nanoseconds.</summary>
    public long FreeAtNs, LastArrivalNs;
}

/// <summary>
/// When a message arrives: after the sender's cryptography, its place behind earlier messages of the lane, its transmission at the
/// lane's rate, propagation, and the receiver's cryptography. Lanes share nothing, and nothing is lost.
/// </summary>
internal sealed class LinkModel
{
    private readonly bool _instant;
    private readonly long[] _sendNs, _transmitNs, _receiveNs;

    /// <param name="instant">Messages arrive at once, whatever they cost: for checks against closed forms.</param>
    /// <param name="bitsPerSecond">Rate of one lane; 0 is unlimited.</param>
    public LinkModel(bool instant, long bitsPerSecond, long chunkBytes)
    {
        _instant = instant;
        MessageKind[] kinds = Enum.GetValues<MessageKind>();
        _sendNs = new long[kinds.Length];
        _transmitNs = new long[kinds.Length];
        _receiveNs = new long[kinds.Length];
        foreach (MessageKind kind in kinds)
        {
            _sendNs[(int)kind] = ModelledCryptography.SendCost(kind).Nanoseconds;
            _receiveNs[(int)kind] = ModelledCryptography.ReceiveCost(kind).Nanoseconds;
            Int128 bits = WireSize.Of(kind, chunkBytes) * 8;
            _transmitNs[(int)kind] = bitsPerSecond == 0 ? 0 : (long)(bits * 1_000_000_000 / bitsPerSecond);
        }
    }

    /// <summary>Sends a message now and returns when it arrives; never before an earlier one of the same direction.</summary>
    public long ArrivalNs(MessageKind kind, long nowNs, long propagationNs, ref LinkState link)
    {
        if (_instant) return nowNs;
        int k = (int)kind;
        long departs = Math.Max(nowNs + _sendNs[k], link.FreeAtNs);
        link.FreeAtNs = departs + _transmitNs[k];
        link.LastArrivalNs = Math.Max(link.FreeAtNs + propagationNs + _receiveNs[k], link.LastArrivalNs);
        return link.LastArrivalNs;
    }
}
