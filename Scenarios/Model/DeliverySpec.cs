using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Model;

/// <summary>What clients want.</summary>
public enum DeliveryWorkload
{
    /// <summary>One object each: a small one is an API call, a large one a download.</summary>
    Download,

    /// <summary>A page: its HTML, then assets.</summary>
    Page,

    /// <summary>A film in segments, at the bit rate that the way bears.</summary>
    Video,

    /// <summary>Many downloads at once, until a gateway or the nodes are full.</summary>
    Load,
}

/// <summary>Which way content takes from nodes to clients.</summary>
public enum DeliveryPath
{
    /// <summary>The gateway gives a session offer, and content goes from a node to the client.</summary>
    Coordinator,

    /// <summary>All of it goes through the gateway, which is the nodes' client.</summary>
    Tunnel,
}

/// <summary>Clients of a site that is served by nodes behind a gateway.</summary>
/// <param name="Transport">Between client and node: a row of the transports that are modelled.</param>
/// <param name="Visits">Clients in one run.</param>
public sealed record DeliverySpec(DeliveryWorkload Workload, DeliveryPath Path, string Transport, int Visits)
{
    /// <summary>Round trips. Of cities: those of the delay model, and these are not used.</summary>
    public required Duration ClientGateway { get; init; }

    public required Duration ClientNode { get; init; }

    public required Duration GatewayNode { get; init; }

    public required Duration NodeNode { get; init; }

    /// <summary>Clients are in cities by people, nodes in the largest ones, the gateway in the largest of all.</summary>
    public bool InCities { get; init; }

    /// <summary>Of a client's link to a node, in bits a second.</summary>
    public required long DirectRate { get; init; }

    /// <summary>Of a client's share of the gateway, in bits a second.</summary>
    public required long TunnelRate { get; init; }

    /// <summary>Of all that leaves the gateway, in bits a second.</summary>
    public required long GatewayRate { get; init; }

    /// <summary>Between nodes, and from nodes to gateways, in bits a second.</summary>
    public required long NodeRate { get; init; }

    /// <summary>Windows begin small and grow; else they are at their most from the first byte on.</summary>
    public bool SlowStart { get; init; }

    /// <summary>W of the exchange, in chunks, of clients and gateway.</summary>
    public int Window { get; init; } = 4;

    /// <summary>Of one object.</summary>
    public long SizeBytes { get; init; }

    /// <summary>Objects, pages or films that there are, by Zipf's law.</summary>
    public int Contents { get; init; } = 1;

    public double Exponent { get; init; }

    /// <summary>What a node keeps of what it does not hold, in bytes; 0 is all.</summary>
    public long CacheBytes { get; init; }

    /// <summary>Every node holds everything; else each content has one node that does, and others fetch it from there.</summary>
    public bool IsReplicated { get; init; } = true;

    /// <summary>Clients that come in a second, in the mean of a day.</summary>
    public double ArrivalsPerSecond { get; init; }

    /// <summary>How much more than the mean comes at the busiest hour of a place, and less at the quietest: 0 to 1.</summary>
    public double DailySwing { get; init; }

    /// <summary>How many times as many come from the middle of the run on, all for the same content; 1 is no crowd.</summary>
    public double FlashCrowd { get; init; } = 1;

    /// <summary>Of a page.</summary>
    public PageSpec? Page { get; init; }

    /// <summary>Of a film.</summary>
    public VideoSpec? Video { get; init; }

    /// <summary>The node of a visit stops for good after so much time; zero is never.</summary>
    public Duration NodeFailsAfter { get; init; }

    /// <summary>Of a load: what clients want in all, in bits a second.</summary>
    public long OfferedRate { get; init; }
}

/// <param name="HtmlBytes">Of the document.</param>
/// <param name="Assets">Beside it.</param>
/// <param name="Blocking">Assets without which nothing is painted: the first ones.</param>
/// <param name="AssetBytes">Mean of one; sizes are exponential, from 1 byte up.</param>
/// <param name="IsWarm">A visit to another page of a site whose service worker runs: it has an offer, and an open session.</param>
/// <param name="WorkerBytes">The service worker's script, which a cold visit loads first.</param>
/// <param name="WorkerStart">How long it takes to install.</param>
public sealed record PageSpec(
    long HtmlBytes, int Assets, int Blocking, long AssetBytes, bool IsWarm, long WorkerBytes, Duration WorkerStart);

/// <param name="Length">Of the film.</param>
/// <param name="Segment">Of one segment.</param>
/// <param name="Buffer">Most that is loaded ahead.</param>
/// <param name="Ladder">Bit rates, ascending.</param>
public sealed record VideoSpec(Duration Length, Duration Segment, Duration Buffer, IReadOnlyList<long> Ladder);
