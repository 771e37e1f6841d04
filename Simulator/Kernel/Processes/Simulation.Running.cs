using System;

namespace Fleek.Sim.Kernel;

public partial class Simulation
{
    /// <summary>Nothing due at or after this runs.</summary>
    private long _limit = long.MaxValue;

    private Event? _stoppedBy;
    private volatile bool _stopRequested;

    /// <summary>A run begins.</summary>
    public event EventHandler? RunStarted;

    /// <summary>A run has ended, other than by an exception of the model.</summary>
    public event EventHandler? RunFinished;

    /// <summary>Events that are scheduled and not cancelled.</summary>
    private bool AnythingPending => _loop.Pending > _scheduled.Cancelled + _sleepers.OutOfDate;

    private bool IsStopped => _stoppedBy is not null || _stopRequested;

    private bool IsNextWithinLimit => _limit == long.MaxValue || _loop.NextTime < _limit;

    /// <summary>Runs for a number of default steps, or until nothing is pending if none is given.</summary>
    public virtual object? RunD(double? until = null) =>
        until is { } steps ? RunUntil(checked(NowNanoseconds + StepsToNanoseconds(steps))) : Run();

    /// <summary>Runs for a span of time.</summary>
    public virtual object? Run(TimeSpan span) => RunUntil(checked(NowNanoseconds + ToNanoseconds(span)));

    /// <summary>Runs everything due before a date and nothing that is due at it; the clock then shows that date.</summary>
    /// <exception cref="InvalidOperationException">The date does not lie in the future.</exception>
    public virtual object? Run(DateTime until)
    {
        long ticks = (until - StartDate).Ticks;
        return RunUntil(ticks > long.MaxValue / NanosecondsPerTick ? long.MaxValue : ticks * NanosecondsPerTick);
    }

    /// <summary>Runs everything due before a time, in nanoseconds since the start, and nothing that is due at it.</summary>
    /// <exception cref="InvalidOperationException">The time does not lie in the future.</exception>
    public virtual object? RunUntil(long nanoseconds)
    {
        if (nanoseconds <= NowNanoseconds) throw new InvalidOperationException("The end of a run must lie in the future.");
        _limit = nanoseconds;
        try
        {
            return RunToEnd(null);
        }
        finally
        {
            _limit = long.MaxValue;
        }
    }

    /// <summary>Runs until an event has been processed, or, without one, until nothing is pending.</summary>
    /// <returns>The value of the event.</returns>
    /// <exception cref="InvalidOperationException">Nothing is pending and the event never happened.</exception>
    public virtual object? Run(Event? stopEvent = null)
    {
        if (stopEvent is { IsProcessed: true }) return stopEvent.Value;
        stopEvent?.AddCallback(StopSimulation);
        return RunToEnd(stopEvent);
    }

    /// <summary>Asks the run to end before the next event. May be called from another thread.</summary>
    public virtual void StopAsync() => _stopRequested = true;

    /// <summary>Processes the next event.</summary>
    /// <exception cref="InvalidOperationException">Nothing is pending.</exception>
    public virtual void Step()
    {
        if (!AnythingPending) throw new InvalidOperationException("No event is pending.");
        long processed = ProcessedEvents;
        // What was cancelled is passed over.
        do
        {
            if (!IsNextWithinLimit) return;
            _loop.Step();
        }
        while (ProcessedEvents == processed);
    }

    /// <summary>
    /// Time of the next event in default steps since the start; <see cref="double.MaxValue"/> if there is none.
    /// </summary>
    public virtual double PeekD() => AnythingPending ? _loop.NextTime / _nanosecondsPerStep : double.MaxValue;

    /// <summary>Time of the next event; <see cref="DateTime.MaxValue"/> if there is none.</summary>
    public virtual DateTime Peek() => AnythingPending ? ToDate(_loop.NextTime) : DateTime.MaxValue;

    protected void OnRunStarted() => RunStarted?.Invoke(this, EventArgs.Empty);

    protected void OnRunFinished() => RunFinished?.Invoke(this, EventArgs.Empty);

    /// <summary>The callback of the event that a run goes to: the run ends when all of that event's callbacks have run.</summary>
    protected virtual void StopSimulation(Event @event) => _stoppedBy = @event;

    /// <summary>Whether anything is to be processed before the end of this run.</summary>
    private protected virtual bool HasNext() => AnythingPending && IsNextWithinLimit;

    /// <summary>
    /// Sets the clock to the end of the run, before which nothing is due any more; false if something has come up.
    /// </summary>
    private protected virtual bool ReachLimit(long limit)
    {
        _loop.Run(limit);
        return true;
    }

    /// <summary>Sets the clock to a time before which nothing is due.</summary>
    private protected void AdvanceClock(long nanoseconds) => _loop.Run(nanoseconds);

    /// <summary>Time of the next event in the queue; <see cref="long.MaxValue"/> if there is none.</summary>
    private protected long NextNanoseconds => AnythingPending ? _loop.NextTime : long.MaxValue;

    private protected virtual object? RunToEnd(Event? stopEvent)
    {
        _stopRequested = false;
        _stoppedBy = null;
        OnRunStarted();
        try
        {
            do
            {
                while (!IsStopped && HasNext()) Step();
            }
            while (!IsStopped && _limit != long.MaxValue && !ReachLimit(_limit));
        }
        catch (StopSimulationException stop)
        {
            OnRunFinished();
            return stop.Value;
        }

        OnRunFinished();
        if (stopEvent is null) return null;
        if (!stopEvent.IsTriggered && !_stopRequested)
        {
            throw new InvalidOperationException("Nothing is pending, and the event that was run to has not happened.");
        }

        if (stopEvent is ActivityProcess { IsProcessed: true, IsOk: false } failed) failed.ThrowFailure();
        return stopEvent.Value;
    }
}
