using System;
using System.Collections.Generic;
using System.IO;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A simulated clock and what is due on it. Processes, callbacks and value events share one order: time, then priority, then
/// first come, first served, however many are pending.
/// </summary>
/// <remarks>
/// Time is counted in whole nanoseconds from <see cref="StartDate"/>; dates and spans are views of it in ticks of 100 ns.
/// One simulation belongs to one thread.
/// </remarks>
public partial class Simulation : IEventHandler
{
    private static readonly DateTime _epoch = new(1970, 1, 1);

    private readonly double _nanosecondsPerStep;
    private EventLoop _loop;
    private TextWriter? _logger;
    private bool _isLoggerSet;
    private ScheduledEvents _scheduled = new();

    public Simulation()
        : this(_epoch)
    {
    }

    public Simulation(TimeSpan? defaultStep)
        : this(_epoch, defaultStep)
    {
    }

    public Simulation(int randomSeed, TimeSpan? defaultStep = null)
        : this(_epoch, randomSeed, defaultStep)
    {
    }

    public Simulation(DateTime initialDateTime, TimeSpan? defaultStep = null)
        : this(new PcgRandom(), initialDateTime, defaultStep)
    {
    }

    public Simulation(DateTime initialDateTime, int randomSeed, TimeSpan? defaultStep = null)
        : this(new PcgRandom(randomSeed), initialDateTime, defaultStep) => Seed = randomSeed;

    /// <param name="random">Where the model's random numbers come from.</param>
    /// <param name="initialDateTime">The date at which the clock starts.</param>
    /// <param name="defaultStep">What 1 means in members that end in D; a second unless given.</param>
    public Simulation(IRandom random, DateTime initialDateTime, TimeSpan? defaultStep = null)
    {
        ArgumentNullException.ThrowIfNull(random);
        TimeSpan step = (defaultStep ?? TimeSpan.FromSeconds(1)).Duration();
        if (step == TimeSpan.Zero) throw new ArgumentException("A step of no length cannot measure time.", nameof(defaultStep));
        DefaultTimeStepSeconds = step.TotalSeconds;
        _nanosecondsPerStep = ToNanoseconds(step);
        StartDate = initialDateTime;
        Random = random;
        _loop = new EventLoop(this);
        _pause = new Pause(this);
    }

    /// <summary>The length in seconds of a step of 1 in the members that end in D.</summary>
    protected double DefaultTimeStepSeconds { get; }

    /// <summary>Where the model's random numbers come from, unless a draw names its own source.</summary>
    protected IRandom Random { get; set; }

    /// <summary>The seed that the simulation was made or last reset with.</summary>
    public int Seed { get; private set; }

    /// <summary>The process that is running; null between processes.</summary>
    public Process? ActiveProcess { get; set; }

    /// <summary>Where <see cref="Log"/> writes: the console unless set; null for nowhere.</summary>
    public TextWriter? Logger
    {
        get => _logger ?? (_isLoggerSet ? null : ConsoleLog.Writer);
        set
        {
            _logger = value;
            _isLoggerSet = true;
        }
    }

    /// <summary>Events processed so far.</summary>
    public long ProcessedEvents { get; protected set; }

    /// <summary>Starts a process now, in its turn among what is due now.</summary>
    /// <param name="generator">What the process does.</param>
    /// <param name="priority">Order among events of this time: the smaller, the earlier.</param>
    public Process Process(IEnumerable<Event> generator, int priority = 0) => new(this, generator, priority);

    /// <summary>An event after a delay in default steps, rounded to the nearest nanosecond.</summary>
    public Timeout TimeoutD(double delay, int priority = 0) => new(this, StepsToNanoseconds(delay), priority);

    /// <summary>An event after a delay.</summary>
    public Timeout Timeout(TimeSpan delay, int priority = 0) => new(this, ToNanoseconds(delay), priority);

    /// <summary>An event after a delay in nanoseconds.</summary>
    public Timeout TimeoutNanoseconds(long delay, int priority = 0) => new(this, delay, priority);

    /// <summary>Sets the clock back to its start, forgets what is pending and starts the random numbers from a seed.</summary>
    public virtual void Reset(int randomSeed)
    {
        ProcessedEvents = 0;
        ActiveProcess = null;
        Seed = randomSeed;
        Random = new PcgRandom(randomSeed);
        _scheduled = new ScheduledEvents();
        _sleepers = new Sleepers();
        _loop = new EventLoop(this);
    }

    /// <summary>Writes a line to <see cref="Logger"/>, formatted as <see cref="string.Format(string, object[])"/> does.</summary>
    public virtual void Log(string message, params object?[] args) => Logger?.WriteLine(message, args);
}
