using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Faults;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World.Network.Transport;

/// <summary>
/// What TCP or QUIC make of a faulty link: every message arrives once and in order, only later. A lost message is sent again after a
/// timeout that doubles with each loss; what was lost behind it is sent again once it is acknowledged; copies are discarded; what
/// overtakes waits. All of it is decided when the message is first sent: no timers, no acknowledgements, no further events.
/// </summary>
/// <remarks>
/// Timeouts after RFC 6298: twice the round trip, and no less than a minimum, for which section 2.4 says 1 s; doubled (5.5) up to
/// 60 s (2.5); one timer for a connection (5), so that only the oldest loss backs off. docs/faults.md says what is left out.
/// </remarks>
internal sealed class ReliableTransport
{
    public static readonly Duration MaxTimeout = LinkLaw.LongestTimeout;

    /// <summary>More failures in a row than any link that is allowed here shows.</summary>
    private const int MaxAttempts = 60_000;

    private readonly LinkChain _link;
    private readonly CrashPlan _crashes;
    private readonly long _minTimeoutNs;

    /// <param name="link">What each transmission meets.</param>
    /// <param name="crashes">A node that is down sends nothing, and what reaches it then is lost.</param>
    /// <param name="minTimeout">Least wait before a message is sent again; positive, at most <see cref="MaxTimeout"/>.</param>
    public ReliableTransport(LinkChain link, CrashPlan crashes, Duration minTimeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minTimeout.Nanoseconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minTimeout.Nanoseconds, MaxTimeout.Nanoseconds);
        (_link, _crashes, _minTimeoutNs) = (link, crashes, minTimeout.Nanoseconds);
    }

    /// <summary>Sends the next message of a lane's direction.</summary>
    /// <param name="message">As it leaves for the first time; its message and attempt numbers are filled in here.</param>
    /// <param name="flight">From leaving to arriving where nothing goes wrong.</param>
    public Passage Send(
        Transmission message, Duration flight, LanePath path, ref TransportState state, Span<BehaviourState> behaviours)
    {
        message = message with { Message = state.Messages++ };
        long timeoutNs = LinkLaw.FirstTimeout(new(_minTimeoutNs), new(path.RoundTripNs)).Nanoseconds;
        long atNs = message.At.Nanoseconds;
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            Instant at = message.Direction == LaneDirection.Down ? _crashes.UpFrom(message.Node, new(atNs)) : new(atNs);
            atNs = at.Nanoseconds;
            LinkOutcome outcome = _link.Judge(message with { At = at, Attempt = attempt }, behaviours);
            Instant arrival = at + flight + outcome.Delay;
            if (!outcome.IsLost && !FindsNodeDown(message, arrival))
            {
                if (attempt > 0) state.RecoveredAtNs = Math.Max(state.RecoveredAtNs, arrival.Nanoseconds + path.BackNs);
                state.LastArrivalNs = Math.Max(state.LastArrivalNs, arrival.Nanoseconds);
                return new Passage(new(state.LastArrivalNs), attempt, outcome.Copies - 1);
            }

            if (atNs < state.RecoveredAtNs)
            {
                atNs = state.RecoveredAtNs; // an older loss holds the timer
                continue;
            }

            atNs += timeoutNs;
            timeoutNs = Math.Min(2 * timeoutNs, MaxTimeout.Nanoseconds);
        }

        Invariant.Break("transport: a link that lets nothing through");
        return default;
    }

    private bool FindsNodeDown(in Transmission message, Instant arrival) =>
        message.Direction == LaneDirection.Up && _crashes.IsDown(message.Node, arrival);
}
