using Fleek.Sim.World.Network.Connections;

namespace Fleek.Sim.World.Delivery;

/// <summary>
/// The gateway as reverse proxy: it is the node's client, checks and pays each block, and hands it on as it comes. Its session with the node is
/// open before anybody asks.
/// </summary>
internal sealed class TunnelWay(Connection gateway, ExchangeSession node) : IDeliveryWay
{
    /// <summary>Of an HTTP request and of an answer's headers, compressed, as HTTP/2 has them.</summary>
    private const int RequestBytes = 120, HeaderBytes = 160;

    /// <summary>The gateway's session; what it paid on it.</summary>
    public ExchangeSession Node => node;

    public void Fetch(DeliveredContent content, int firstBlock, BlockSink sink) =>
        gateway.ToServer(RequestBytes, () => node.Fetch(content, firstBlock, (block, bytes) =>
            gateway.ToClient(bytes.Length + (block == firstBlock ? HeaderBytes : 0), () => sink(block, bytes))));
}
