namespace Fleek.Sim.World.Delivery;

/// <summary>A way on which contents come to a client.</summary>
internal interface IDeliveryWay
{
    /// <summary>Wants a content from a block on; each block is given when it is there, in order.</summary>
    void Fetch(DeliveredContent content, int firstBlock, BlockSink sink);
}
