using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.Live.Sockets.Impairment;

/// <summary>What a link does to a connection, by the values that the simulator has for it.</summary>
public sealed record LinkValues
{
    /// <summary>From this end to the peer, one way.</summary>
    public Duration DelayOut { get; init; }

    /// <summary>From the peer to this end.</summary>
    public Duration DelayBack { get; init; }

    /// <summary>Rate of each direction; 0 is without limit.</summary>
    public long BitsPerSecondOut { get; init; }

    public long BitsPerSecondBack { get; init; }

    /// <summary>Loss, jitter and the least retransmission timeout, as a scenario's keys say them; null where the link is perfect.</summary>
    public LinkFaultsSpec? Faults { get; init; }

    /// <summary>Decides what is lost and how delays vary.</summary>
    public ulong Seed { get; init; }

    /// <summary>Most bytes that are under way in one direction; more wait at the sender.</summary>
    public int MostUnderWay { get; init; } = 64 << 20;

    /// <summary>The same delay both ways.</summary>
    public static LinkValues OfRoundTrip(Duration roundTrip) =>
        new() { DelayOut = new(roundTrip.Nanoseconds / 2), DelayBack = new(roundTrip.Nanoseconds - (roundTrip.Nanoseconds / 2)) };
}
