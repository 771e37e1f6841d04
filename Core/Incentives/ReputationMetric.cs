namespace Fleek.Core.Incentives;

/// <summary>What nodes measure of each other.</summary>
public enum ReputationMetric
{
    /// <summary>Milliseconds; less is better.</summary>
    Latency,

    /// <summary>Weighted sum of good and bad interactions.</summary>
    Interactions,

    /// <summary>Bytes a millisecond, as all rates here.</summary>
    InboundBandwidth,
    OutboundBandwidth,
    BytesReceived,
    BytesSent,

    /// <summary>Percent of pings that were answered.</summary>
    Uptime,
}
