using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.Live.Sockets.Impairment;

/// <summary>
/// When what is sent in one direction of a link arrives: behind what was sent before at the link's rate, a delay later, and in order. What is
/// lost comes a retransmission timeout later, and all behind it waits, as over TCP.
/// </summary>
/// <remarks>
/// The unit of loss and jitter is what is sent at once, at most a frame. A timeout is twice the round trip and no less than the scenario's
/// minimum, doubled with each loss in a row: as the simulator's links without TCP's quicker recovery.
/// </remarks>
/// <param name="back">Of the other direction, for the round trip.</param>
/// <param name="stream">Tells this direction's draws from those of others.</param>
internal sealed class DelayLine(LinkFaultsSpec? faults, Duration delay, Duration back, long bitsPerSecond, ulong seed, long stream)
{
    private RandomStream _loss = new(seed, StreamPurpose.LinkLoss, stream), _jitter = new(seed, StreamPurpose.LinkJitter, stream);
    private Instant _free = Instant.Zero, _last = Instant.Zero;

    public long Losses { get; private set; }

    public Instant ArrivalOf(Instant now, int bytes)
    {
        _free = Instant.Max(now, _free) + LinkLaw.TransmitTime(bytes, bitsPerSecond);
        Instant arrives = _free + delay;
        if (faults is not null)
        {
            Duration timeout = LinkLaw.FirstTimeout(faults.RetransmitAfter, delay + back);
            while (faults.Loss > 0 && _loss.NextUniform() < faults.Loss)
            {
                Losses++;
                arrives += timeout;
                timeout = new(Math.Min(timeout.Nanoseconds * 2, LinkLaw.LongestTimeout.Nanoseconds));
            }

            if (faults.Jitter > Duration.Zero)
                arrives += new Duration((long)(faults.Jitter.Nanoseconds * LinkLaw.JitterInMeans(faults.JitterLaw, ref _jitter)));
        }

        _last = Instant.Max(_last, arrives);
        return _last;
    }
}
