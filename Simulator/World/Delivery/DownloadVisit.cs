using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Delivery;

/// <summary>One object, over a connection to the gateway that is open: an offer first, or through the tunnel.</summary>
internal sealed class DownloadVisit(DeliveryWorld world, DeliverySpec spec, int place, DeliveredContent content)
    : Visit(world, spec, place)
{
    protected override void Start()
    {
        if (IsDirect) OpenSession(() => Want(content, End));
        else Want(content, End);
    }
}
