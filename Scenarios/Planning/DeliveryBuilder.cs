using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>Makes what a cell says of a site behind a gateway, and checks it.</summary>
internal static class DeliveryBuilder
{
    /// <summary>Most bytes that all visits of one run want.</summary>
    private const long MostBytes = 16L << 30;

    /// <summary>Most clients of one load, and bytes of all contents together.</summary>
    private const long MostSessions = 2_000_000, MostCatalogueBytes = 64L << 30;

    /// <summary>Most chunks that all nodes may have under way for all visits: each has room for them.</summary>
    private const long MostUnderWay = 4_000_000;

    /// <summary>Each lower bit rate of a film is this part of the one above.</summary>
    private const double Rung = 0.6;

    private const long LowestBitRate = 400_000;

    /// <summary>Peers that hold a content, and one more that asks them.</summary>
    private const int LeastPeers = 3;

    public static DeliverySpec? Build(ResolvedSettings settings)
    {
        if (settings.Find(KindKeys.Kind)?.Text != DeliveryKeys.Block) return null;
        DeliveryWorkload workload = Word(DeliveryKeys.Workload) switch
        {
            DeliveryKeys.Page => DeliveryWorkload.Page,
            DeliveryKeys.Video => DeliveryWorkload.Video,
            DeliveryKeys.Load => DeliveryWorkload.Load,
            _ => DeliveryWorkload.Download,
        };
        long gatewayRate = Number(DeliveryKeys.GatewayRate), clients = Math.Max(1, Number(DeliveryKeys.Viewers));
        DeliveryPath path = Word(DeliveryKeys.Way) == DeliveryKeys.Tunnel ? DeliveryPath.Tunnel : DeliveryPath.Coordinator;
        return new(workload, path, Word(DeliveryKeys.Transport), (int)Number(DeliveryKeys.Visits))
        {
            ClientGateway = new(Number(DeliveryKeys.ClientGateway)),
            ClientNode = new(Number(DeliveryKeys.ClientNode)),
            GatewayNode = new(Number(DeliveryKeys.GatewayNode)),
            NodeNode = new(Number(DeliveryKeys.NodeNode)),
            InCities = Word(DeliveryKeys.Places) == DeliveryKeys.Cities,
            DirectRate = Number(DeliveryKeys.DirectRate),
            TunnelRate = Math.Max(1, Math.Min(Number(DeliveryKeys.TunnelRate), gatewayRate / clients)),
            GatewayRate = gatewayRate,
            NodeRate = Number(DeliveryKeys.NodeRate),
            SlowStart = Word(DeliveryKeys.SlowStart) == "true",
            Window = (int)Number(DeliveryKeys.Window),
            SizeBytes = Number(DeliveryKeys.Size),
            Contents = (int)Number(DeliveryKeys.Contents),
            Exponent = Real(DeliveryKeys.Exponent),
            CacheBytes = Number(DeliveryKeys.Cache),
            IsReplicated = Word(DeliveryKeys.Replicated) == "true",
            ArrivalsPerSecond = Real(DeliveryKeys.Arrivals),
            DailySwing = Real(DeliveryKeys.Swing),
            FlashCrowd = Real(DeliveryKeys.Flash),
            NodeFailsAfter = new(Number(DeliveryKeys.NodeFails)),
            OfferedRate = Number(DeliveryKeys.Offered),
            Page = workload != DeliveryWorkload.Page ? null : new(
                Number(DeliveryKeys.Html), (int)Number(DeliveryKeys.Assets), (int)Number(DeliveryKeys.Blocking), Number(DeliveryKeys.AssetSize),
                Word(DeliveryKeys.Visit) == "warm", Number(DeliveryKeys.Worker), new(Number(DeliveryKeys.WorkerStart))),
            Video = workload != DeliveryWorkload.Video ? null : new(
                new(Number(DeliveryKeys.Length)), new(Number(DeliveryKeys.Segment)), new(Number(DeliveryKeys.Ahead)),
                Ladder(Number(DeliveryKeys.MaxBitRate))),
        };

        string Word(string key) => settings[key].Text;
        long Number(string key) => settings.Find(key)?.ToLong() ?? 0;
        double Real(string key) => settings.Find(key)?.Number.ToDouble() ?? 0;
    }

    public static void Check(Scenario scenario, ResolvedSettings settings, Mark fallback, DiagnosticSink sink)
    {
        if (scenario.Delivery is not { } delivery) return;
        if (delivery.Page is { } page && page.Blocking > page.Assets)
            Report(DeliveryKeys.Blocking, $"{page.Blocking} assets block painting, and a page has {page.Assets}", "use fewer of them");
        if (delivery.Video is { } film && (film.Segment > film.Length || film.Segment > film.Buffer))
            Report(DeliveryKeys.Segment, "a segment is longer than the film, or than what is loaded ahead", "use a shorter segment");
        if (delivery.NodeFailsAfter > Duration.Zero && delivery.Path == DeliveryPath.Tunnel)
            Report(DeliveryKeys.NodeFails, "through the tunnel no client has a node that could fail", "use path: coordinator");
        if (delivery.NodeFailsAfter > Duration.Zero && scenario.Nodes < 2)
            Report(DeliveryKeys.NodeFails, "the only node fails", "use more nodes");
        if (delivery.DailySwing > 0 && !delivery.InCities)
            Report(DeliveryKeys.Swing, "where nobody has a place nobody has a time of day", "use places: cities");
        if (!delivery.IsReplicated && scenario.Nodes < LeastPeers)
            Report(DeliveryKeys.Replicated, $"{scenario.Nodes} nodes hold every content at two of them", $"use {LeastPeers} nodes or more");
        if (delivery.Workload == DeliveryWorkload.Load)
        {
            if (SessionsPerSecond(delivery) > MostSessions)
                Report(DeliveryKeys.Offered, $"more than {MostSessions} downloads a second", "use a greater size, or offer less");
            return;
        }

        if ((long)scenario.Nodes * delivery.Visits * delivery.Window > MostUnderWay)
        {
            Report(DeliveryKeys.Visits, $"{scenario.Nodes} nodes with windows of {delivery.Window} chunks for {delivery.Visits} visits: more than "
                + $"{MostUnderWay} chunks", "use fewer visits and more seeds, fewer nodes, or a smaller window");
        }
        else if (BytesOfVisit(delivery) * delivery.Visits > MostBytes)
            Report(DeliveryKeys.Visits, $"visits that want more than {MostBytes} bytes together", "use fewer visits and more seeds, or less for each");
        else if (delivery.SizeBytes * (double)delivery.Contents > MostCatalogueBytes)
            Report(DeliveryKeys.Contents, $"contents of more than {MostCatalogueBytes} bytes together", "use fewer or smaller ones");

        void Report(string path, string message, string help) =>
            sink.Add(Codes.DeliveryTerms, message, settings.Find(path)?.At ?? fallback, help: help);
    }

    /// <summary>Downloads that a load begins in a second.</summary>
    private static double SessionsPerSecond(DeliverySpec load) => load.OfferedRate / 8.0 / load.SizeBytes;

    /// <summary>About how much one visit wants: of a film at its greatest bit rate.</summary>
    internal static double BytesOfVisit(DeliverySpec delivery) =>
        delivery.Page is { } page ? page.HtmlBytes + page.WorkerBytes + ((double)page.Assets * page.AssetBytes)
        : delivery.Video is { } film ? film.Length.Seconds * film.Ladder[^1] / 8
        : delivery.SizeBytes;

    private static long[] Ladder(long greatest)
    {
        List<long> rates = [greatest];
        while (rates[0] * Rung >= LowestBitRate) rates.Insert(0, (long)(rates[0] * Rung));
        return [.. rates];
    }
}
