using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A simulation that keeps pace with the clock on the wall: no event is processed before its time has come there. One that cannot
/// be processed in time is processed as soon as possible, and reported.
/// </summary>
/// <remarks>
/// The pace is counted from the start of the run, not from event to event: lateness does not add up, and the run catches up as
/// soon as there is time. It can be switched to virtual time, without waiting, and back.
/// </remarks>
public partial class PseudoRealtimeSimulation : ThreadSafeSimulation
{
    /// <summary>One second of model time takes one second.</summary>
    public const double DefaultRealtimeScale = 1;

    private static readonly DateTime _epoch = new(1970, 1, 1);

    private readonly IWallClock _clock;

    public PseudoRealtimeSimulation()
        : this(_epoch)
    {
    }

    public PseudoRealtimeSimulation(TimeSpan? defaultStep)
        : this(_epoch, defaultStep)
    {
    }

    public PseudoRealtimeSimulation(DateTime initialDateTime, TimeSpan? defaultStep = null)
        : base(initialDateTime, defaultStep) => _clock = new SystemWallClock();

    public PseudoRealtimeSimulation(int randomSeed, TimeSpan? defaultStep = null)
        : this(_epoch, randomSeed, defaultStep)
    {
    }

    public PseudoRealtimeSimulation(DateTime initialDateTime, int randomSeed, TimeSpan? defaultStep = null)
        : base(initialDateTime, randomSeed, defaultStep) => _clock = new SystemWallClock();

    public PseudoRealtimeSimulation(IRandom random, DateTime initialDateTime, TimeSpan? defaultStep = null)
        : this(new SystemWallClock(), random, initialDateTime, defaultStep)
    {
    }

    /// <param name="clock">The clock to keep pace with.</param>
    public PseudoRealtimeSimulation(IWallClock clock, IRandom random, DateTime initialDateTime, TimeSpan? defaultStep = null)
        : base(random, initialDateTime, defaultStep)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
    }

    /// <summary>Seconds of model time in a second on the wall; null in virtual time.</summary>
    public double? RealtimeScale
    {
        get
        {
            lock (_locker) return _scale;
        }

        protected set
        {
            lock (_locker) _scale = value;
        }
    }

    /// <summary>Whether the simulation waits for the clock on the wall.</summary>
    public bool IsRunningInRealtime => RealtimeScale.HasValue;

    /// <summary>From when on an event counts as late; 1 ms unless set.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>How late the last event was, in nanoseconds on the wall.</summary>
    public long LagNanoseconds { get; private set; }

    /// <summary>How late the latest event was, in nanoseconds on the wall.</summary>
    public long MaxLagNanoseconds { get; private set; }

    /// <summary>Events that were late by more than <see cref="Tolerance"/>.</summary>
    public long LateEvents { get; private set; }

    /// <summary>
    /// Raised on the thread of the simulation before an event that is late by more than <see cref="Tolerance"/>.
    /// </summary>
    public event EventHandler<LagEventArgs>? FellBehind;

    /// <summary>Does not wait from now on.</summary>
    public virtual void SetVirtualtime()
    {
        lock (_locker)
        {
            if (!_scale.HasValue) return;
            if (_isWaiting) AdvanceToWall();
            _scale = null;
        }

        _clock.Wake();
    }

    /// <summary>Keeps pace with the clock on the wall from now on.</summary>
    /// <param name="realtimeScale">Seconds of model time in a second on the wall; above 0.</param>
    /// <exception cref="ArgumentException">The scale is not above 0.</exception>
    public virtual void SetRealtime(double realtimeScale = DefaultRealtimeScale)
    {
        if (!(realtimeScale > 0)) throw new ArgumentException("The scale must be above 0.", nameof(realtimeScale));
        lock (_locker)
        {
            if (_scale == realtimeScale) return;
            if (_isWaiting) AdvanceToWall();
            _scale = realtimeScale;
            SetAnchor();
        }

        _clock.Wake();
    }

    /// <summary>Starts a process that sets the simulation to real time whenever it goes on.</summary>
    /// <param name="generator">What the process does.</param>
    /// <param name="priority">Order among events of this time: the smaller, the earlier.</param>
    /// <param name="realtimeScale">Seconds of model time in a second on the wall; above 0.</param>
    public Process PseudoRealtimeProcess(
        IEnumerable<Event> generator, int priority = 0, double realtimeScale = DefaultRealtimeScale) =>
        new PseudoRealtimeProcess(this, generator, priority, realtimeScale);

    public override void StopAsync()
    {
        base.StopAsync();
        _clock.Wake();
    }
}
