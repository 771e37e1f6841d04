using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Statistics of a level over simulated time, each value weighing as long as it lasts. Durations are exact differences of
/// the clock's nanoseconds; mean and variance are updated change by change (West, "Updating mean and variance estimates",
/// 1979).
/// </summary>
/// <remarks>
/// The first level counts from when it is given. A level that has not changed since is brought up to date when it is
/// read.
/// </remarks>
public sealed partial class TimeSeriesMonitor : ITimeSeriesMonitor
{
    private readonly Simulation _environment;
    private readonly List<Entry>? _series;
    private long _updatedAtNanoseconds;
    private bool _active = true;
    private bool _started;
    private double _area;
    private double _mean;
    private double _squares;
    private double _totalTime;

    /// <summary>Without a level until the first one is given.</summary>
    /// <param name="collect">Whether every level is kept, which the median, percentiles and histograms need.</param>
    public TimeSeriesMonitor(Simulation env, string? name = null, bool collect = false)
    {
        ArgumentNullException.ThrowIfNull(env);
        _environment = env;
        Name = name ?? "";
        Collect = collect;
        if (collect) _series = [];
        _updatedAtNanoseconds = env.NowNanoseconds;
    }

    /// <summary>With a level from now on.</summary>
    /// <param name="collect">Whether every level is kept, which the median, percentiles and histograms need.</param>
    public TimeSeriesMonitor(Simulation env, double initial, string? name = null, bool collect = false)
        : this(env, name, collect) => Start(initial);

    /// <inheritdoc/>
    public event EventHandler? Updated;

    /// <inheritdoc/>
    public bool Collect { get; }

    /// <summary>While false, the level is followed, and the time that passes does not count.</summary>
    public bool Active
    {
        get => _active;
        set
        {
            if (_active == value) return;
            if (_active) BringUpToDate();
            _active = value;
            if (_active && _started) Resume();
            Updated?.Invoke(this, EventArgs.Empty);
        }
    }

    public string Name { get; set; }

    /// <summary>The time that counts, in default steps.</summary>
    public double TotalTimeD
    {
        get
        {
            BringUpToDate();
            return _totalTime;
        }
    }

    public TimeSpan TotalTime => _environment.ToTimeSpan(TotalTimeD);

    public double Min { get; private set; }

    public double Max { get; private set; }

    /// <summary>Sum of levels times the time that they lasted, in default steps.</summary>
    public double Area
    {
        get
        {
            BringUpToDate();
            return _area;
        }
    }

    /// <summary>Weighted by time.</summary>
    public double Mean
    {
        get
        {
            BringUpToDate();
            return _mean;
        }
    }

    /// <summary>Weighted by time.</summary>
    public double StdDev => Math.Sqrt(Variance);

    /// <summary>Weighted by time; 0 before any time has passed.</summary>
    public double Variance
    {
        get
        {
            BringUpToDate();
            return _totalTime > 0 ? _squares / _totalTime : 0;
        }
    }

    /// <summary>The level now.</summary>
    public double Current { get; private set; }

    double INumericMonitor.Sum => Area;

    double INumericMonitor.Last => Current;

    /// <summary>The levels in order if they are kept, else none; the last one lasts until now.</summary>
    public IEnumerable<Entry> Series
    {
        get
        {
            BringUpToDate();
            return _series is null ? [] : _series;
        }
    }

    /// <summary>Forgets everything, the level too.</summary>
    public void Reset()
    {
        _started = false;
        Clear();
        Current = Min = Max = _mean = 0;
    }

    /// <summary>Forgets everything and starts with a level.</summary>
    public void Reset(double initial)
    {
        Clear();
        Start(initial);
    }

    /// <inheritdoc/>
    public void Increase(double value = 1) => UpdateTo(Current + value);

    /// <inheritdoc/>
    public void Decrease(double value = 1) => UpdateTo(Current - value);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public void UpdateTo(double value)
    {
        Require.Finite(value);
        if (!_active)
        {
            Current = value;
            return;
        }

        if (!_started)
        {
            Start(value);
        }
        else
        {
            BringUpToDate();
            Min = Math.Min(Min, value);
            Max = Math.Max(Max, value);
            if (value != Current)
            {
                Current = value;
                Note(value);
            }
        }

        Updated?.Invoke(this, EventArgs.Empty);
    }

    private void Clear()
    {
        _updatedAtNanoseconds = _environment.NowNanoseconds;
        _area = _squares = _totalTime = 0;
        _series?.Clear();
    }

    private void Start(double level)
    {
        _started = true;
        _updatedAtNanoseconds = _environment.NowNanoseconds;
        Current = Min = Max = _mean = level;
        Note(level);
    }

    /// <summary>Counts time from now on again.</summary>
    private void Resume()
    {
        _updatedAtNanoseconds = _environment.NowNanoseconds;
        Min = Math.Min(Min, Current);
        Max = Math.Max(Max, Current);
        Note(Current);
    }

    private void Note(double level) => _series?.Add(new Entry { Date = _environment.NowD, Level = level });

    private void BringUpToDate()
    {
        long now = _environment.NowNanoseconds;
        if (!_active || !_started || now == _updatedAtNanoseconds) return;
        double duration = _environment.Steps(now - _updatedAtNanoseconds);
        _updatedAtNanoseconds = now;
        _totalTime += duration;
        _area += Current * duration;
        double before = Current - _mean;
        _mean += before * (duration / _totalTime);
        _squares += before * (Current - _mean) * duration;
        if (_series is null) return;
        Entry last = _series[^1];
        last.Duration += duration;
        _series[^1] = last;
    }

    /// <summary>A level, when it began and how long it lasted, both in default steps.</summary>
    public struct Entry
    {
        public double Date;
        public double Duration;
        public double Level;
    }
}
