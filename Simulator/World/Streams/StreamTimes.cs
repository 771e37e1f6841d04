using Fleek.Core.FairExchange;
using Fleek.Core.Wire;
using Fleek.Scenarios.Workloads;
using Fleek.Sim.World.Network;

namespace Fleek.Sim.World.Streams;

/// <summary>
/// When each message of an undisturbed stream of constant rate is sent and arrives: the demand for chunk n at t sends REQUEST n,
/// which arrives at a = t + up and sends CHUNK n, which arrives at c = a + (sender's and receiver's cryptography) + down and sends
/// PAY n, which arrives at p = c + up and sends KEY n. Exact: the same whole nanoseconds as message by message.
/// </summary>
/// <remarks>
/// It holds on a lane of constant delay and unlimited rate whose window and anchors never bind (<see cref="NeverBinds"/>). Upward
/// messages then cost nothing but the delay. Downward a chunk waits for nothing, since no message costs more before it leaves or
/// after it arrives; a key waits for the chunk before it.
/// </remarks>
internal readonly ref struct StreamTimes
{
    private readonly ref readonly ConstantRate _rate;
    private readonly long _upNs, _downNs;
    private readonly LinkCosts _chunk, _key;

    public StreamTimes(in Lane lane, LinkModel links)
    {
        _rate = ref lane.Stream.Rate;
        _upNs = links.IsInstant ? 0 : lane.Up.DelayNs;
        _downNs = links.IsInstant ? 0 : lane.Down.DelayNs;
        _chunk = links.CostsOf(MessageKind.Chunk);
        _key = links.CostsOf(MessageKind.Key);
    }

    private long ChunkPathNs => _chunk.SendNs + _downNs + _chunk.ReceiveNs;

    public long RequestSent(long n) => _rate.At(n);

    public long RequestArrives(long n) => _rate.At(n) + _upNs;

    public long ChunkArrives(long n) => RequestArrives(n) + ChunkPathNs;

    public long PaymentArrives(long n) => ChunkArrives(n) + _upNs;

    /// <summary>From a chunk's sending to its payment's arrival: the same for all.</summary>
    public long UnpaidNs => ChunkPathNs + _upNs;

    /// <summary>The key leaves behind the last chunk sent before it, and arrives no earlier.</summary>
    public long KeyArrives(long n)
    {
        long paid = PaymentArrives(n), chunk = SentBefore(paid);
        long leaves = paid + _key.SendNs, earliest = 0;
        if (chunk > 0)
        {
            leaves = Math.Max(leaves, RequestArrives(chunk) + _chunk.SendNs);
            earliest = ChunkArrives(chunk);
        }

        return Math.Max(leaves + _downNs + _key.ReceiveNs, earliest);
    }

    /// <summary>As <see cref="RequestArrives"/>, or the other time if that is earlier; however far away the chunk is.</summary>
    public long RequestArrivesOr(long n, long otherNs) => _rate.At(n, otherNs - _upNs) + _upNs;

    public long PaymentArrivesOr(long n, long otherNs) => _rate.At(n, otherNs - UnpaidNs - _upNs) + UnpaidNs + _upNs;

    /// <summary>Sum of the times at which chunks from one after <paramref name="paid"/> to <paramref name="sent"/> were sent.</summary>
    public Int128 SentNs(long paid, long sent)
    {
        Int128 sum = 0;
        for (long n = paid + 1; n <= sent; n++) sum += RequestArrives(n);
        return sum;
    }

    public StreamCounts CountsBefore(long timeNs) => new(
        WantedBefore(timeNs), SentBefore(timeNs), ReceivedBefore(timeNs), PaidBefore(timeNs), KeyedBefore(timeNs));

    public long WantedBefore(long timeNs) => _rate.CountBefore(timeNs);

    public long SentBefore(long timeNs) => _rate.CountBefore(timeNs - _upNs);

    public long ReceivedBefore(long timeNs) => _rate.CountBefore(timeNs - _upNs - ChunkPathNs);

    public long PaidBefore(long timeNs) => _rate.CountBefore(timeNs - _upNs - ChunkPathNs - _upNs);

    public long KeyedBefore(long timeNs)
    {
        long n = _rate.CountBefore(timeNs - _upNs - ChunkPathNs - _upNs - _key.SendNs - _downNs - _key.ReceiveNs);
        while (n > 0 && KeyArrives(n) >= timeNs) n--;
        return n;
    }

    /// <summary>What the downward link remembers of the messages sent before a time.</summary>
    public LinkState DownLinkBefore(long timeNs)
    {
        LinkState link = default;
        long chunk = SentBefore(timeNs), key = PaidBefore(timeNs);
        if (chunk > 0)
        {
            link.FreeAtNs = RequestArrives(chunk) + _chunk.SendNs;
            link.LastArrivalNs = ChunkArrives(chunk);
        }

        if (key > 0)
        {
            link.FreeAtNs = Math.Max(link.FreeAtNs, PaymentArrives(key) + _key.SendNs);
            link.LastArrivalNs = Math.Max(link.LastArrivalNs, KeyArrives(key));
        }

        return link;
    }

    /// <summary>Each chunk's payment comes before the window or the anchors would hold a later chunk back.</summary>
    public bool NeverBinds(int windowChunks) =>
        _rate.Span(windowChunks) >= UnpaidNs && _rate.Span(AnchorSchedule.LeastAhead) >= UnpaidNs;
}
