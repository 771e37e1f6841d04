using Fleek.Core.FairExchange;
using Fleek.Core.Wire;

namespace Fleek.Sim.World.Network;

/// <summary>One direction of a lane: a FIFO with its own rate.</summary>
internal struct LinkState
{
    /// <summary>When the last message has left, and when it arrives; nanoseconds.</summary>
    public long FreeAtNs, LastArrivalNs;
}

/// <summary>What a message costs beside propagation: processor time before it leaves and after it arrives, and its transmission.</summary>
internal readonly record struct LinkCosts(long SendNs, long TransmitNs, long ReceiveNs);

/// <summary>
/// When a message arrives: after the sender's cryptography, its place behind earlier messages of the lane, its transmission at the
/// lane's rate, propagation, and the receiver's cryptography. Lanes share nothing, and nothing is lost.
/// </summary>
internal sealed class LinkModel
{
    private readonly LinkCosts[] _costs;

    /// <param name="instant">Messages arrive at once, whatever they cost: for checks against closed forms.</param>
    /// <param name="bitsPerSecond">Rate of one lane; 0 is unlimited.</param>
    /// <param name="costs">What cryptography costs each message.</param>
    public LinkModel(bool instant, long bitsPerSecond, long chunkBytes, CryptographyCosts costs)
    {
        IsInstant = instant;
        MessageKind[] kinds = Enum.GetValues<MessageKind>();
        _costs = new LinkCosts[kinds.Length];
        if (instant) return;
        Queues = bitsPerSecond > 0;
        foreach (MessageKind kind in kinds)
        {
            Int128 bits = WireSize.Of(kind, chunkBytes) * 8;
            long transmitNs = bitsPerSecond == 0 ? 0 : (long)(bits * 1_000_000_000 / bitsPerSecond);
            _costs[(int)kind] = new LinkCosts(
                costs.SendCost(kind).Nanoseconds, transmitNs, costs.ReceiveCost(kind).Nanoseconds);
        }
    }

    public bool IsInstant { get; }

    /// <summary>Messages wait for the transmission of earlier ones.</summary>
    public bool Queues { get; }

    public LinkCosts CostsOf(MessageKind kind) => _costs[(int)kind];

    /// <summary>Sends a message now and returns when it arrives; never before an earlier one of the same direction.</summary>
    public long ArrivalNs(MessageKind kind, long nowNs, long propagationNs, ref LinkState link)
    {
        if (IsInstant) return nowNs;
        ref readonly LinkCosts costs = ref _costs[(int)kind];
        long departs = Math.Max(nowNs + costs.SendNs, link.FreeAtNs);
        link.FreeAtNs = departs + costs.TransmitNs;
        link.LastArrivalNs = Math.Max(link.FreeAtNs + propagationNs + costs.ReceiveNs, link.LastArrivalNs);
        return link.LastArrivalNs;
    }
}
