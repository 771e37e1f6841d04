namespace Fleek.Scenarios.Keys;

/// <summary>The keys of a site that nodes deliver, behind a gateway that coordinates or carries.</summary>
internal static class DeliveryKeys
{
    public const string Block = "delivery";
    public const string Workload = Block + ".workload";
    public const string Way = Block + ".path";
    public const string Transport = Block + ".transport";
    public const string Visits = Block + ".visits";
    public const string Places = Block + ".places";
    public const string ClientGateway = Block + ".client_gateway_rtt";
    public const string ClientNode = Block + ".client_node_rtt";
    public const string GatewayNode = Block + ".gateway_node_rtt";
    public const string NodeNode = Block + ".node_node_rtt";
    public const string DirectRate = Block + ".direct_rate";
    public const string TunnelRate = Block + ".tunnel_rate";
    public const string GatewayRate = Block + ".gateway_rate";
    public const string NodeRate = Block + ".node_rate";
    public const string Viewers = Block + ".gateway_clients";
    public const string SlowStart = Block + ".slow_start";
    public const string Window = Block + ".window";
    public const string Size = Block + ".size";
    public const string Contents = Block + ".contents";
    public const string Exponent = Block + ".exponent";
    public const string Cache = Block + ".cache";
    public const string Replicated = Block + ".replicated";
    public const string Arrivals = Block + ".arrivals";
    public const string Swing = Block + ".daily_swing";
    public const string Flash = Block + ".flash_crowd";
    public const string NodeFails = Block + ".node_fails_after";
    public const string Html = Block + ".html";
    public const string Assets = Block + ".assets";
    public const string Blocking = Block + ".blocking_assets";
    public const string AssetSize = Block + ".asset_size";
    public const string Visit = Block + ".visit";
    public const string Worker = Block + ".worker_script";
    public const string WorkerStart = Block + ".worker_start";
    public const string Length = Block + ".length";
    public const string Segment = Block + ".segment";
    public const string Ahead = Block + ".buffer";
    public const string MaxBitRate = Block + ".max_bit_rate";
    public const string Offered = Block + ".offered";

    public const string Download = "download";
    public const string Page = "page";
    public const string Video = "video";
    public const string Load = "load";
    public const string Tunnel = "tunnel";
    public const string Cities = "cities";
    public const string Fixed = "fixed";

    private static readonly string[] _sessions = [Download, Page, Video];

    public static IEnumerable<KeySpec> All =>
    [
        new(Workload, KeyKind.Word, Download,
            "What clients want. download: one object each, small as an API call's answer or large; page: HTML, then assets; video: a film in "
                + "segments, at the bit rate that the way bears; load: many downloads at once, until a gateway or the nodes are full.")
            { Words = [Download, Page, Video, Load] },
        new(Way, KeyKind.Word, "coordinator",
            "coordinator: the gateway makes an offer, and content goes from a node to the client; tunnel: all goes through the gateway.")
            { Words = ["coordinator", Tunnel] },
        new(Transport, KeyKind.Word, "webtransport", "Between client and node. Between client and gateway it is always TCP with TLS 1.3.")
            { Words = ["tcp", "webtransport", "webrtc"] },
        new(Visits, KeyKind.Count, "20", "Clients in one run, each on its own.") { Min = "1", Max = "10000" },
        new(Places, KeyKind.Word, Fixed,
            "fixed: all round trips are as the scenario says; cities: clients are in cities by people, nodes in the largest ones, the gateway in the "
                + "largest of all, each client is sent to a node near it, and round trips are those of the delay model.")
            { Words = [Fixed, Cities] },
        Rtt(ClientGateway, "80 ms", "Round trip between client and gateway."),
        Rtt(ClientNode, "20 ms", "Round trip between client and node."),
        Rtt(GatewayNode, "20 ms", "Round trip between gateway and node."),
        Rtt(NodeNode, "60 ms", "Round trip between two nodes."),
        Rate(DirectRate, "100 Mbit/s", "Of one client's link to a node."),
        Rate(TunnelRate, "100 Mbit/s", "Of one client's link to the gateway."),
        Rate(GatewayRate, "10 Gbit/s", "Of all that leaves the gateway."),
        Rate(NodeRate, "10 Gbit/s", "Of what leaves a node towards gateways and other nodes; of a load, of all that leaves a node."),
        new(Viewers, KeyKind.Count, "1", "Clients that share the gateway's rate evenly, where they use it all the time; each has its own link besides.")
            { Min = "1", Max = "1000000000", UsedWhere = Workload, UsedBy = _sessions },
        new(SlowStart, KeyKind.Word, "true", "true: windows begin small and double in each round trip; false: they are at their most from the first byte on.")
            { Words = ["true", "false"] },
        new(Window, KeyKind.ChunkCount, "4 chunks", "Most chunks of one lane that are sent and unpaid, or paid and not usable.")
            { Min = "1 chunks", Max = "128 chunks" },
        new(Size, KeyKind.Bytes, "4 MiB", "Of one object.") { Min = "1 B", Max = "1 GiB", UsedWhere = Workload, UsedBy = [Download, Load] },
        new(Contents, KeyKind.Count, "1", "Objects, pages or films that there are; the m-th is wanted as 1 / m^exponent.") { Min = "1", Max = "10000" },
        new(Exponent, KeyKind.Number, "1", "How unequally they are wanted; 0: all the same.") { Min = "0", Max = "5" },
        new(Cache, KeyKind.Bytes, null, "What a node keeps of contents that are not its own, the least recently asked for given up first. Default: all.")
            { Min = "1 B", Max = "1 GiB" },
        new(Replicated, KeyKind.Word, "true",
            "true: every node has all contents; false: each content is at two nodes, and others fetch it from them when they are first asked for it, unpaid, "
                + "each block with its proof.")
            { Words = ["true", "false"] },
        new(Arrivals, KeyKind.Number, "1", "Clients that come in a second, in the mean of a day, at random times (Poisson).")
            { Min = "0", AboveMin = true, Max = "1000000" },
        new(Swing, KeyKind.Share, "0",
            "How much more than the mean comes from a place at 20:00 by the sun, and less at 8:00. Needs cities.") { Min = "0", Max = "1" },
        new(Flash, KeyKind.Number, "1", "So many times as many come in the second half of a run, and who is new wants the same content. 1: no crowd.")
            { Min = "1", Max = "1000" },
        new(NodeFails, KeyKind.Duration, null, "After so much time in a visit its node answers no more. Default: never.")
            { Min = "0 s", AboveMin = true, Max = "3600 s", UsedWhere = Workload, UsedBy = [Download, Page] },
        new(Html, KeyKind.Bytes, "30 KiB", "Of a page's document, which always comes through the gateway.")
            { Min = "1 B", Max = "16 MiB", UsedWhere = Workload, UsedBy = [Page] },
        new(Assets, KeyKind.Count, "30", "Assets of a page.") { Min = "1", Max = "1000", UsedWhere = Workload, UsedBy = [Page] },
        new(Blocking, KeyKind.Count, "4", "Assets without which nothing is painted.") { Min = "0", Max = "1000", UsedWhere = Workload, UsedBy = [Page] },
        new(AssetSize, KeyKind.Bytes, "64 KiB", "Mean size of an asset; sizes are exponential.")
            { Min = "1 B", Max = "16 MiB", UsedWhere = Workload, UsedBy = [Page] },
        new(Visit, KeyKind.Word, "cold",
            "cold: nothing is there yet, no connection and no service worker; warm: another page of a site where the client has both, and an open session.")
            { Words = ["cold", "warm"], UsedWhere = Workload, UsedBy = [Page] },
        new(Worker, KeyKind.Bytes, "40 KiB", "Of the service worker's script.") { Min = "1 B", Max = "16 MiB", UsedWhere = Workload, UsedBy = [Page] },
        new(WorkerStart, KeyKind.Duration, "50 ms", "How long it takes to install once it is there.")
            { Min = "0 s", Max = "60 s", UsedWhere = Workload, UsedBy = [Page] },
        new(Length, KeyKind.Duration, "60 s", "Of the film.") { Min = "1 s", Max = "3600 s", UsedWhere = Workload, UsedBy = [Video] },
        new(Segment, KeyKind.Duration, "4 s", "Of one segment.") { Min = "0.1 s", Max = "60 s", UsedWhere = Workload, UsedBy = [Video] },
        new(Ahead, KeyKind.Duration, "20 s", "Most that is loaded ahead of what is shown.")
            { Min = "0.1 s", Max = "3600 s", UsedWhere = Workload, UsedBy = [Video] },
        new(MaxBitRate, KeyKind.BitRate, "16 Mbit/s", "The greatest bit rate of the film; each lower one is 0.6 of the one above, down to 400 kbit/s.")
            { Min = "400 kbit/s", Max = "100 Mbit/s", UsedWhere = Workload, UsedBy = [Video] },
        new(Offered, KeyKind.BitRate, "1 Gbit/s", "What all clients together want.")
            { Min = "1 kbit/s", Max = "1000000 Gbit/s", UsedWhere = Workload, UsedBy = [Load] },
    ];

    private static KeySpec Rtt(string path, string value, string text) =>
        new(path, KeyKind.Duration, value, text) { Min = "0 s", Max = "10 s", UsedWhere = Places, UsedBy = [Fixed] };

    private static KeySpec Rate(string path, string value, string text) =>
        new(path, KeyKind.BitRate, value, text) { Min = "1 kbit/s", Max = "1000 Gbit/s" };
}
