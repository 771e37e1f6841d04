using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Tests.World.Studies;

namespace Fleek.Tests.World.Delivery;

/// <summary>Sites behind a gateway, for tests.</summary>
internal static class Deliveries
{
    public static DeliverySpec Of(DeliveryWorkload workload, DeliveryPath path, string transport = "webtransport") =>
        new(workload, path, transport, 1)
        {
            ClientGateway = Duration.FromMilliseconds(80),
            ClientNode = Duration.FromMilliseconds(20),
            GatewayNode = Duration.FromMilliseconds(30),
            NodeNode = Duration.FromMilliseconds(60),
            DirectRate = 100_000_000,
            TunnelRate = 40_000_000,
            GatewayRate = 10_000_000_000,
            NodeRate = 10_000_000_000,
            ArrivalsPerSecond = 1,
            SizeBytes = 4 << 20,
        };

    public static DeliverySpec Download(DeliveryPath path, long bytes, string transport = "webtransport") =>
        Of(DeliveryWorkload.Download, path, transport) with { SizeBytes = bytes };

    public static Scenario Scenario(this DeliverySpec spec, int nodes = 4) =>
        StudyScenarios.Market(nodes, StudyScenarios.Zipf) with { Incentives = null, Delivery = spec };
}
