namespace Fleek.Sim.Live.Metrics;

/// <summary>How the values of an instrument are put together.</summary>
internal enum MetricKind
{
    /// <summary>A sum that only grows.</summary>
    Counter,

    /// <summary>A sum, or the last value.</summary>
    Gauge,

    Histogram,
}
