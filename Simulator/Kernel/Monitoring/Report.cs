using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Numerics;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Writes figures of monitors as lines of a table while a simulation runs: on each change, every so often, by hand, or at
/// the end. A line is written once its time has passed, so that it shows the last figures of that time. Numbers are
/// written the same in every culture.
/// </summary>
public sealed partial class Report
{
    private static readonly Measures[] _each =
        [Measures.Min, Measures.Max, Measures.Sum, Measures.Mean, Measures.StdDev, Measures.Last];

    private readonly Simulation _environment;
    private readonly List<(string Name, INumericMonitor Monitor, Measures Measures)> _columns;
    private readonly Mode _mode;
    private readonly TimeSpan _interval;
    private readonly bool _withHeaders;
    private readonly bool _dateAsDouble;
    private readonly string _separator;
    private readonly double[] _figures;
    private long _takenAtNanoseconds;
    private bool _taken;
    private bool _headerWritten;
    private bool _periodicRuns;

    private Report(Builder from, Mode mode)
    {
        _environment = from.Environment;
        _columns = [.. from.Columns];
        _mode = mode;
        _interval = from.Interval;
        _withHeaders = from.WithHeaders;
        _dateAsDouble = from.DateAsDouble;
        _separator = from.Separator;
        Output = from.Output ?? _environment.Logger ?? TextWriter.Null;
        int count = 0;
        foreach ((string _, INumericMonitor _, Measures measures) in _columns) count += BitOperations.PopCount((uint)measures);
        _figures = new double[count];
        _environment.RunStarted += OnRunStarted;
        _environment.RunFinished += OnRunFinished;
        if (_mode != Mode.Auto) return;
        foreach ((string _, INumericMonitor monitor, Measures _) in _columns) monitor.Updated += (_, _) => Take();
    }

    /// <summary>What a report shows of a monitor.</summary>
    [Flags]
    public enum Measures
    {
        Min = 1,
        Max = 2,
        Sum = 4,
        Mean = 8,
        StdDev = 16,
        Last = 32,
        All = 63,
    }

    private enum Mode
    {
        Auto,
        Manual,
        Periodic,
        Final,
    }

    /// <summary>Where the lines go; change it only while the simulation does not run.</summary>
    public TextWriter Output { get; set; }

    /// <summary>A builder of reports on a simulation.</summary>
    public static Builder CreateBuilder(Simulation env) => new(env);

    /// <summary>Writes the line of titles.</summary>
    public void WriteHeader()
    {
        Output.Write("Time");
        foreach ((string name, INumericMonitor _, Measures measures) in _columns)
        {
            foreach (Measures one in _each)
                if (measures.HasFlag(one)) Output.Write($"{_separator}{name}.{one}");
        }

        Output.Write('\n');
    }

    /// <summary>Takes the figures now, in a report that is updated by hand.</summary>
    /// <exception cref="InvalidOperationException">The report updates itself.</exception>
    public void Update()
    {
        if (_mode != Mode.Manual) throw new InvalidOperationException("The report updates itself.");
        Take();
    }

    private void OnRunStarted(object? sender, EventArgs e)
    {
        if (_mode == Mode.Auto) Take();
        if (_mode != Mode.Periodic || _periodicRuns) return;
        _periodicRuns = true;
        _environment.Process(TakeEverySoOften());
    }

    private void OnRunFinished(object? sender, EventArgs e)
    {
        if (_mode is Mode.Periodic or Mode.Final) Take();
        WriteTaken();
        Output.Flush();
    }

    private IEnumerable<Event> TakeEverySoOften()
    {
        // The report alone is no reason to go on.
        do
        {
            Take();
            yield return _environment.Timeout(_interval);
        }
        while (_environment.Peek() < DateTime.MaxValue);
        _periodicRuns = false;
    }

    /// <summary>Writes the figures that were taken at an earlier time, and takes those of now.</summary>
    private void Take()
    {
        if (_taken && _environment.NowNanoseconds > _takenAtNanoseconds) WriteTaken();
        _taken = true;
        _takenAtNanoseconds = _environment.NowNanoseconds;
        int at = 0;
        foreach ((string _, INumericMonitor monitor, Measures measures) in _columns)
        {
            foreach (Measures one in _each)
                if (measures.HasFlag(one)) _figures[at++] = Figure(monitor, one);
        }
    }

    private static double Figure(INumericMonitor monitor, Measures measure) => measure switch
    {
        Measures.Min => monitor.Min,
        Measures.Max => monitor.Max,
        Measures.Sum => monitor.Sum,
        Measures.Mean => monitor.Mean,
        Measures.StdDev => monitor.StdDev,
        _ => monitor.Last,
    };

    private void WriteTaken()
    {
        if (!_taken) return;
        _taken = false;
        if (_withHeaders && !_headerWritten) WriteHeader();
        _headerWritten = true;
        Output.Write(_dateAsDouble
            ? _environment.Steps(_takenAtNanoseconds).ToString(CultureInfo.InvariantCulture)
            : _environment.DateOf(_takenAtNanoseconds).ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
        foreach (double figure in _figures)
        {
            Output.Write(_separator);
            Output.Write(figure.ToString(CultureInfo.InvariantCulture));
        }

        Output.Write('\n');
    }
}
