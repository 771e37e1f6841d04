using System;

namespace Fleek.Sim.Kernel;

public partial class PseudoRealtimeSimulation
{
    private double? _scale = DefaultRealtimeScale;

    /// <summary>The model time and the time on the wall from which the pace is counted.</summary>
    private long _modelAnchor;
    private long _wallAnchor;
    private bool _isAnchored;

    /// <summary>While it waits, the clock of the model goes on with the one on the wall, as far as what it waits for.</summary>
    private bool _isWaiting;
    private long _waitsFor;

    /// <summary>Model time; in real time it goes on while the simulation waits for its next event.</summary>
    public override long NowNanoseconds
    {
        get
        {
            lock (_locker) return _isWaiting && _scale.HasValue ? long.Min(ModelTimeOnWall(), _waitsFor) : base.NowNanoseconds;
        }
    }

    /// <summary>
    /// Processes the next event when its time has come. If another thread schedules something or changes the pace meanwhile, it
    /// returns without having processed any.
    /// </summary>
    public override void Step()
    {
        if (!_isAnchored) SetAnchor();
        TakeOrders();
        long due = NextNanoseconds;
        if (IsRunningInRealtime && due != long.MaxValue)
        {
            if (!WaitFor(due)) return;
            NoteLag(due);
        }

        base.Step();
    }

    private protected override object? RunToEnd(Event? stopEvent)
    {
        lock (_locker) SetAnchor();
        try
        {
            return base.RunToEnd(stopEvent);
        }
        finally
        {
            // Time outside of runs does not count.
            _isAnchored = false;
        }
    }

    private protected override bool ReachLimit(long limit)
    {
        if (IsRunningInRealtime && !WaitFor(limit)) return false;
        return base.ReachLimit(limit);
    }

    private protected override void OnOrderFromOutside() => _clock.Wake();

    /// <summary>What other threads order is meant from the time at which it is taken in.</summary>
    private protected override void OnTakingOrders()
    {
        if (_scale.HasValue && _isAnchored) AdvanceToWall();
    }

    /// <summary>Waits until a model time has come on the wall; false if something else is to be looked at first.</summary>
    private bool WaitFor(long modelTime)
    {
        long wall;
        lock (_locker)
        {
            if (_scale is not { } scale) return false;
            long ahead = modelTime - _modelAnchor;
            double wait = scale == 1 ? ahead : Math.Round(ahead / scale);
            wall = wait >= long.MaxValue - _wallAnchor ? long.MaxValue : _wallAnchor + (scale == 1 ? ahead : (long)wait);
            _waitsFor = modelTime;
            _isWaiting = true;
        }

        bool hasCome = _clock.WaitUntil(wall);
        lock (_locker)
        {
            if (!hasCome && _scale.HasValue) AdvanceToWall();
            _isWaiting = false;
        }

        return hasCome;
    }

    private void NoteLag(long due)
    {
        long lag;
        lock (_locker)
        {
            if (_scale is not { } scale) return;
            long ahead = due - _modelAnchor;
            lag = _clock.NowNanoseconds - _wallAnchor - (scale == 1 ? ahead : (long)Math.Round(ahead / scale));
        }

        LagNanoseconds = long.Max(lag, 0);
        MaxLagNanoseconds = long.Max(MaxLagNanoseconds, lag);
        if (lag <= ToNanoseconds(Tolerance)) return;
        LateEvents++;
        FellBehind?.Invoke(this, new LagEventArgs(lag));
    }

    private void SetAnchor()
    {
        _modelAnchor = base.NowNanoseconds;
        _wallAnchor = _clock.NowNanoseconds;
        _isAnchored = true;
    }

    /// <summary>Sets the model's clock to what the wall says, but not past anything that is still to be processed.</summary>
    private void AdvanceToWall()
    {
        long reached = long.Min(ModelTimeOnWall(), NextNanoseconds);
        if (_isWaiting) reached = long.Min(reached, _waitsFor);
        if (reached > base.NowNanoseconds && reached != long.MaxValue) AdvanceClock(reached);
    }

    private long ModelTimeOnWall()
    {
        long passed = _clock.NowNanoseconds - _wallAnchor;
        return _modelAnchor + (_scale == 1 ? passed : (long)Math.Round(passed * _scale!.Value));
    }
}
