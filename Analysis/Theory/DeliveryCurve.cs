using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Analysis.Theory;

/// <summary>The closed form of one object's time, through a tunnel or from a node, where windows do not have to grow first.</summary>
internal static class DeliveryCurve
{
    private const double BlockBytes = 262_144, ChunkOverheadBytes = 1_200, BitsPerByte = 8;

    /// <summary>The predicted value of a measure; null where no closed form applies.</summary>
    public static double? Predict(string measure, DeliverySpec spec)
    {
        bool applies = spec is { Workload: DeliveryWorkload.Download, SlowStart: false, InCities: false, IsReplicated: true }
            && spec.NodeFailsAfter.Nanoseconds == 0;
        if (measure != Measures.DeliveryTime || !applies) return null;
        return 1_000 * (spec.Path == DeliveryPath.Tunnel
            ? TunnelOrCoordinator.TunnelSeconds(
                spec.SizeBytes, spec.ClientGateway.Seconds, spec.GatewayNode.Seconds, spec.TunnelRate * WireShare("tcp"))
            : TunnelOrCoordinator.DirectSeconds(
                spec.SizeBytes, spec.ClientGateway.Seconds, spec.ClientNode.Seconds, RoundTrips(spec.Transport), DirectRate(spec)));
    }

    /// <summary>Until a client may send (docs/gateways.md); a test counts them.</summary>
    internal static int RoundTrips(string transport) => transport == "webrtc" ? 5 : 2;

    /// <summary>Bits of content a second that a lane bears, of one connection with its own window.</summary>
    internal static double DirectRate(DeliverySpec spec)
    {
        double link = Math.Min(spec.DirectRate, Cap(spec.Transport)) * WireShare(spec.Transport), rtt = spec.ClientNode.Seconds;
        double connection = rtt > 0 ? Math.Min(link, Window(spec.Transport) * BitsPerByte / rtt) : link;
        double chunk = (BlockBytes + ChunkOverheadBytes) * BitsPerByte;
        return WindowThroughput.BitsPerSecond(1, spec.Window, chunk, rtt, connection) * BlockBytes / (BlockBytes + ChunkOverheadBytes);
    }

    /// <summary>Content of a segment over the segment.</summary>
    internal static double WireShare(string transport) => transport switch
    {
        "tcp" => 1_448 / 1_500.0,
        "webrtc" => 1_172 / 1_265.0,
        _ => 1_200 / 1_264.0,
    };

    private static double Cap(string transport) => transport == "webrtc" ? 350e6 : double.PositiveInfinity;

    private static double Window(string transport) => transport == "webrtc" ? 262_144 : 6_291_456;
}
