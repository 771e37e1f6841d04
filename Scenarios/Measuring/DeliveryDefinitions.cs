namespace Fleek.Scenarios.Measuring;

/// <summary>
/// The measures of scenarios of kind delivery: means over the visits of one run. What a workload does not have was not observed.
/// </summary>
internal static class DeliveryDefinitions
{
    public static IReadOnlyList<MeasureDefinition> All { get; } =
    [
        Of(Measures.FirstByte, "ms", Direction.LowerIsBetter,
            "From a visit's begin until the first block that its application can use: of the object, of the page's document, of the film. Only where "
            + "`kind` is delivery, as all below. Of a load: not observed."),
        Of(Measures.DeliveryTime, "ms", Direction.LowerIsBetter,
            "From a visit's begin until all of the object is there; of a load: of those that ended in time, and with what they waited for."),
        Of(Measures.Goodput, "Mbit/s", Direction.HigherIsBetter, "The object's bits over that time."),
        Of(Measures.FirstPaint, "ms", Direction.LowerIsBetter, "From a visit's begin until the document and the assets that block painting are there."),
        Of(Measures.FullLoad, "ms", Direction.LowerIsBetter, "From a visit's begin until the document and all assets are there."),
        Of(Measures.StartUp, "ms", Direction.LowerIsBetter, "From a visit's begin until the film's first segment is there and it plays."),
        Of(Measures.RebufferRatio, "share of time", Direction.LowerIsBetter,
            "Time in which the film stood still after it had begun, over that time and the film's length."),
        Of(Measures.BitRate, "Mbit/s", Direction.HigherIsBetter, "Mean bit rate of the segments that were shown."),
        Of(Measures.GatewayKilobytes, "kB per visit", Direction.LowerIsBetter,
            "What left the gateway for the client and for nodes, in 1,000 bytes on the wire, headers of segments included."),
        Of(Measures.GatewayShare, "share of bytes", Direction.LowerIsBetter, "What left the gateway for the client over all bytes that the client got."),
        Of(Measures.VisitPaid, "chunks per visit", Direction.Neutral, "What the ledger credited to nodes when all was over, refunds taken off, over the visits."),
        Of(Measures.VisitCost, "credit per visit", Direction.LowerIsBetter, "The same in money, which the site's owner pays."),
        Of(Measures.PaidTwice, "chunks per visit", Direction.LowerIsBetter,
            "What the ledger credited beyond one chunk for each block that a visit wanted, refunds taken off."),
        Of(Measures.Refunded, "chunks per visit", Direction.Neutral, "What the ledger refunded, as a node did not show the keys of what it was paid for."),
        Of(Measures.VerifiedShare, "share of contents", Direction.HigherIsBetter,
            "Contents that came whole and have the hash that the site's manifest names, over those that came."),
        Of(Measures.LostShare, "share of contents", Direction.LowerIsBetter, "Contents that were wanted and never came, over those that were wanted."),
        Of(Measures.FallbackShare, "share of visits", Direction.Neutral, "Visits that gave their node up and went on through the tunnel."),
        Of(Measures.CacheHitShare, "share of requests", Direction.HigherIsBetter, "Requests of a content that its node had, over all."),
        Of(Measures.PeerShare, "share of bytes", Direction.LowerIsBetter, "What nodes fetched from peers over what they served."),
        Of(Measures.ServedRate, "Gbit/s", Direction.HigherIsBetter, "Of a load: content that reached clients in the second half of the run."),
        Of(Measures.GatewayUse, "share of rate", Direction.LowerIsBetter, "Of a load: how much of its rate the gateway used in that time."),
        Of(Measures.NodeUse, "share of rate", Direction.Neutral, "Of a load: how much of their rate all nodes used in that time."),
    ];

    private static MeasureDefinition Of(string name, string unit, Direction direction, string definition) =>
        new(name, unit, direction, Estimator.RunMean, definition);
}
