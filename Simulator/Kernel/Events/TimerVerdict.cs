namespace Fleek.Sim.Kernel;

/// <summary>What an event of a timer means when it comes due.</summary>
public enum TimerVerdict
{
    /// <summary>Nothing: the timer is off, or another event of it is on its way.</summary>
    Stale,

    /// <summary>The deadline was moved on: another event is to be scheduled for it.</summary>
    Early,

    /// <summary>The deadline is reached; the timer is off until it is armed again.</summary>
    Fired,
}
