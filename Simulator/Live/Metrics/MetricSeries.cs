namespace Fleek.Sim.Live.Metrics;

/// <summary>The values of an instrument under one combination of labels. Guarded by its family.</summary>
/// <param name="labels">As text exposition has them, without braces; empty for none.</param>
internal sealed class MetricSeries(string labels, int boundaries)
{
    public string Labels => labels;

    public double Value { get; set; }

    /// <summary>Values in each bucket, those above all boundaries last; empty for what is no histogram.</summary>
    public long[] Buckets { get; } = boundaries == 0 ? [] : new long[boundaries + 1];
}
