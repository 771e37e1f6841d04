using Fleek.Core.Endpoints;

namespace Fleek.Sim.World.Exchange;

/// <summary>Who gets what a simulated lane delivers.</summary>
internal interface IExchangeSink
{
    /// <summary>A block, verified plain text, in order within its lane; its bytes are used again once this returns.</summary>
    void Deliver(ExchangeLane lane, in EndpointEffect delivery, ReadOnlySpan<byte> plain);
}
