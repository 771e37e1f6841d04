using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>
/// A token bucket that holds back what comes too fast: over any time t, no more than rate times t plus the burst passes. With a
/// burst of 0 it is a plain serialisation delay. First come, first served: what is judged later waits behind what was judged before.
/// </summary>
/// <remarks>The virtual scheduling form of the generic cell rate algorithm (ITU-T I.371), which needs one number of memory.</remarks>
internal sealed record RateLimit : ILinkBehaviour
{
    private const long NsPerSecond = 1_000_000_000;

    private readonly long _bitsPerSecond, _burstNs;

    /// <param name="bitsPerSecond">Positive.</param>
    /// <param name="burstBytes">What may pass at once after a pause; not negative.</param>
    public RateLimit(long bitsPerSecond, long burstBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bitsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(burstBytes);
        _bitsPerSecond = bitsPerSecond;
        _burstNs = TransmitNs(burstBytes);
    }

    public uint Purpose => StreamPurpose.LinkRate;

    /// <param name="memory">When the bucket would be full again.</param>
    public Verdict Judge(in Transmission transmission, ref RandomStream random, ref long memory)
    {
        long now = transmission.At.Nanoseconds;
        memory = Math.Max(memory, now) + TransmitNs(transmission.Bytes);
        long wait = memory - _burstNs - now;
        return wait > 0 ? Verdict.DeliverAfter(new Duration(wait)) : Verdict.Pass;
    }

    private long TransmitNs(long bytes) => (long)((Int128)bytes * 8 * NsPerSecond / _bitsPerSecond);
}
