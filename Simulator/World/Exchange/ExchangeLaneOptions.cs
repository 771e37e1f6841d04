using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World.Exchange;

/// <summary>One simulated lane.</summary>
/// <param name="Client">Grant, node, epoch, window.</param>
/// <param name="Link">Delay, loss and rate of its connections.</param>
/// <param name="Sink">Gets what is delivered.</param>
internal sealed record ExchangeLaneOptions(ClientOptions Client, ExchangeTerms Link, IExchangeSink Sink)
{
    /// <summary>After a connection that is gone before another one is made; null makes no other.</summary>
    public Duration? RetryAfter { get; init; }

    /// <summary>Keys that are so late are asked for again; null never asks.</summary>
    public Duration? KeysLateAfter { get; init; }

    /// <summary>Told of each connection, before anything passes on it.</summary>
    public Action? Began { get; init; }

    /// <summary>At the client's end of its connections: gives the frames that pass instead of one. Null lets all pass as they are.</summary>
    public Func<LaneDirection, byte[], IEnumerable<byte[]>>? Twist { get; init; }
}
