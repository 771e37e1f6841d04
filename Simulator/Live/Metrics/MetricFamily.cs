using System.Diagnostics.Metrics;

namespace Fleek.Sim.Live.Metrics;

/// <summary>One instrument and all its series.</summary>
internal sealed class MetricFamily
{
    private static readonly double[] Powers = [0.001, 0.01, 0.1, 1, 10, 100];

    private readonly object _gate = new();
    private readonly Dictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly double[] _boundaries;
    private readonly bool _addsUp;
    private MetricSeries? _unlabelled;
    private long _dropped;

    public MetricFamily(Instrument instrument)
    {
        (Name, Unit, Help) = (instrument.Name, instrument.Unit ?? "", instrument.Description ?? "");
        Kind = instrument switch
        {
            Counter<long> or Counter<double> => MetricKind.Counter,
            ObservableCounter<long> or ObservableCounter<double> => MetricKind.Counter,
            Histogram<long> or Histogram<double> => MetricKind.Histogram,
            _ => MetricKind.Gauge,
        };
        _addsUp = instrument is Counter<long> or Counter<double> or UpDownCounter<long> or UpDownCounter<double>;
        _boundaries = Kind != MetricKind.Histogram ? []
            : instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } ? [.. advised]
            : Powers;
    }

    public string Name { get; }

    /// <summary>By OpenTelemetry's conventions: By, s, {chunk}.</summary>
    public string Unit { get; }

    public string Help { get; }

    public MetricKind Kind { get; }

    public IReadOnlyList<double> Boundaries => _boundaries;

    /// <summary>Values that no series took, because there were too many.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        lock (_gate)
        {
            MetricSeries? series = labels.IsEmpty ? _unlabelled ??= Add("") : Find(PrometheusText.Labels(labels));
            if (series is null)
            {
                _dropped++;
                return;
            }

            if (Kind == MetricKind.Histogram)
            {
                int bucket = Array.BinarySearch(_boundaries, value);
                series.Buckets[bucket < 0 ? ~bucket : bucket]++;
            }

            series.Value = _addsUp || Kind == MetricKind.Histogram ? series.Value + value : value;
        }
    }

    public double Sum()
    {
        lock (_gate) return _series.Values.Sum(series => series.Value);
    }

    public long[] Buckets()
    {
        lock (_gate)
        {
            long[] all = new long[_boundaries.Length + 1];
            foreach (MetricSeries series in _series.Values)
                for (int i = 0; i < all.Length; i++) all[i] += series.Buckets[i];
            return all;
        }
    }

    /// <summary>Calls back for each series, in the order of their labels, while nothing is added.</summary>
    public void Visit(Action<MetricSeries> visit)
    {
        lock (_gate)
            foreach (MetricSeries series in _series.Values.OrderBy(each => each.Labels, StringComparer.Ordinal)) visit(series);
    }

    private MetricSeries? Find(string labels) =>
        _series.TryGetValue(labels, out MetricSeries? series) ? series : _series.Count < MetricStore.MaxSeries ? Add(labels) : null;

    private MetricSeries Add(string labels) => _series[labels] = new MetricSeries(labels, Kind == MetricKind.Histogram ? _boundaries.Length : 0);
}
