using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Delivery;

/// <summary>What one download is to others, counted in a visit of production endpoints that has everything to itself.</summary>
/// <param name="Seconds">From its begin to its end.</param>
/// <param name="TransferSeconds">Its content on the client's link.</param>
/// <param name="GatewayBytes">On the wire, from the gateway.</param>
/// <param name="NodeBytes">On the wire, from the node to the client.</param>
internal readonly record struct OneVisit(double Seconds, double TransferSeconds, double GatewayBytes, double NodeBytes)
{
    public static OneVisit Of(Scenario scenario, DeliverySpec load, ulong seed, CancellationToken cancel)
    {
        const int nodes = 4; // one serves it; more are there for the gateway to draw from
        DeliverySpec spec = load with { Workload = DeliveryWorkload.Download, Visits = 1, ArrivalsPerSecond = 1, Contents = 1 };
        using DeliveryWorld world = new(scenario with { Nodes = Math.Min(nodes, scenario.Nodes), Delivery = spec }, spec, seed);
        VisitPlan plan = new(world, spec, seed);
        Visit visit = plan.Visits[0];
        plan.Schedule();
        world.Timeline.Run(cancel);
        world.Settle();
        Invariant.Require(visit.Whole is not null, "load: a download that does not end");
        bool isDirect = spec.Path == DeliveryPath.Coordinator;
        double transfer = load.SizeBytes * 8.0 / (isDirect ? load.DirectRate : load.TunnelRate);
        return new OneVisit(
            visit.Whole!.Value.Seconds, transfer, visit.Client.GatewayBytes, visit.Client.AllBytes - visit.Client.FromGatewayBytes);
    }
}
