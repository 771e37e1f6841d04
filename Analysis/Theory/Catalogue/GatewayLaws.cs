namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>Content through a gateway, or from a node that it offers.</summary>
internal static class GatewayLaws
{
    private const double MebiByte = 1 << 20, Mega = 1e6;

    public static IReadOnlyList<Law> All { get; } = [Crossover()];

    private static Law Crossover() => new("tunnel-or-coordinator", "Time of an object through a gateway, and from a node that it offers")
    {
        Formula = "direct = RTT_cg + (t + 3) RTT_cn + 8 S / R_d; tunnel = RTT_cg + 2 RTT_gn + 8 S / R_t; "
            + "equal at S* = ((t + 3) RTT_cn - 2 RTT_gn) / (8 (1 / R_t - 1 / R_d))",
        Assumes = "Connections to the gateway and from gateway to node are open, windows at their most from the first byte on; rates are those of "
            + "content. What a message takes on its link is left out, so it holds where round trips are longer than that.",
        Source = "docs/gateways.md",
        Parameters =
        [
            new("size", "S", "MiB", 4, 0, 1e9, "Of the object"),
            new("client_gateway", "RTT_cg", "ms", 80, 0, 1e5, "Round trip between client and gateway"),
            new("client_node", "RTT_cn", "ms", 20, 0, 1e5, "Round trip between client and node", true),
            new("gateway_node", "RTT_gn", "ms", 30, 0, 1e5, "Round trip between gateway and node"),
            new("transport", "t", "round trips", 2, 0, 100, "Until the client may send: TCP with TLS and WebTransport 2, WebRTC 5"),
            new("direct", "R_d", "Mbit/s", 95, 1e-6, 1e9, "Content a second from the node"),
            new("tunnel", "R_t", "Mbit/s", 38, 1e-6, 1e9, "Content a second through the gateway"),
        ],
        Evaluate = v =>
        {
            double bytes = v["size"] * MebiByte, cg = v["client_gateway"] / 1e3, cn = v["client_node"] / 1e3, gn = v["gateway_node"] / 1e3;
            double direct = v["direct"] * Mega, tunnel = v["tunnel"] * Mega, t = v["transport"];
            double crossover = Crossover(cn);
            return new(
                [
                    new("direct", 1e3 * TunnelOrCoordinator.DirectSeconds(bytes, cg, cn, t, direct), "ms", "From a node"),
                    new("tunnelled", 1e3 * TunnelOrCoordinator.TunnelSeconds(bytes, cg, gn, tunnel), "ms", "Through the gateway"),
                    // Where the slower way has the more round trips too, no size makes up for them.
                    .. double.IsFinite(crossover)
                        ? new LawResult[] { new("crossover", crossover, "MiB", "S*: where both take as long; 0: one is the faster at any size") } : [],
                ],
                new(["client_node_ms", "crossover_mib"], [.. new double[] { 5, 10, 20, 50, 100, 200 }
                    .Select(ms => new[] { ms, Crossover(ms / 1e3) }).Where(row => double.IsFinite(row[1]))]));

            double Crossover(double rtt) => TunnelOrCoordinator.CrossoverBytes(rtt, gn, t, direct, tunnel) / MebiByte;
        },
    };
}
