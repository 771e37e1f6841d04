using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Fleek.Sim.Live.Metrics;

/// <summary>Adds up what one meter measures. Bounded: an instrument has so many series, and what comes beyond is only counted.</summary>
public sealed class MetricStore : IDisposable
{
    /// <summary>Combinations of labels that one instrument may have.</summary>
    public const int MaxSeries = 200;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();
    private readonly ConcurrentQueue<MetricFamily> _order = new();

    /// <param name="meter">Whose instruments, those to come included.</param>
    public MetricStore(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter != meter) return;
            MetricFamily family = new(instrument);
            if (!_families.TryAdd(instrument, family)) return;
            _order.Enqueue(family);
            listener.EnableMeasurementEvents(instrument, family);
        };
        _listener.SetMeasurementEventCallback<long>(static (_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.SetMeasurementEventCallback<double>(static (_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.Start();
    }

    /// <summary>In the order in which they were made; observable instruments are asked first.</summary>
    internal IReadOnlyList<MetricFamily> Families
    {
        get
        {
            _listener.RecordObservableInstruments();
            return [.. _order];
        }
    }

    /// <summary>All series of an instrument together; 0 if it measured nothing.</summary>
    public double Sum(Instrument instrument) => _families.TryGetValue(instrument, out MetricFamily? family) ? family.Sum() : 0;

    /// <summary>Of a histogram: how many values were at most each boundary and above the one before; those above all come last.</summary>
    public IReadOnlyList<long> Buckets(Instrument histogram) =>
        _families.TryGetValue(histogram, out MetricFamily? family) ? family.Buckets() : [];

    public void Dispose() => _listener.Dispose();
}
