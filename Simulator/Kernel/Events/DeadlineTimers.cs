using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// One timer for each of many actors, for deadlines that are moved far more often than they are reached, as those of retransmission and
/// idleness are. To move a deadline on is to store it: the event that waits comes early, and is then scheduled anew.
/// </summary>
/// <remarks>
/// The table schedules nothing itself, as keys and sequences are its owner's. Where <see cref="Arm"/> says so, and where an event comes
/// <see cref="TimerVerdict.Early"/>, the owner schedules an event of the actor for its <see cref="Deadline"/>.
/// An actor has at most two events pending, unless its deadline is brought forward twice before one of them comes due: each further
/// time leaves a stale event in the queue until its own time.
/// </remarks>
public sealed class DeadlineTimers
{
    /// <summary>The deadline of a timer that is off.</summary>
    public const long Never = long.MaxValue;

    private Timer[] _timers;

    /// <param name="actors">Actors to begin with, all timers off.</param>
    public DeadlineTimers(int actors = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actors);
        _timers = new Timer[actors];
        Array.Fill(_timers, Timer.Off);
    }

    public int Actors => _timers.Length;

    /// <summary>Makes room for actors 0 to <paramref name="actors"/> - 1; the new ones' timers are off.</summary>
    public void Grow(int actors)
    {
        int before = _timers.Length;
        if (actors <= before) return;
        Array.Resize(ref _timers, actors);
        Array.Fill(_timers, Timer.Off, before, actors - before);
    }

    /// <summary>When the actor's timer fires, in nanoseconds; <see cref="Never"/> if it is off.</summary>
    public long Deadline(int actor) => _timers[actor].Deadline;

    /// <summary>Sets the actor's deadline in place of the one before. It must not lie in the past.</summary>
    /// <returns>Whether an event is to be scheduled for it now.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Arm(int actor, long deadline)
    {
        ref Timer timer = ref _timers[actor];
        timer.Deadline = deadline;
        if (timer.Next <= deadline) return false;
        timer.NextButOne = timer.Next;
        timer.Next = deadline;
        return true;
    }

    /// <summary>Turns the actor's timer off.</summary>
    public void Cancel(int actor) => _timers[actor].Deadline = Never;

    /// <summary>Takes note that an event of the actor has come due.</summary>
    public TimerVerdict Take(int actor, long now)
    {
        ref Timer timer = ref _timers[actor];
        if (now != timer.Next) return TimerVerdict.Stale;
        timer.Next = timer.NextButOne;
        timer.NextButOne = Never;
        if (timer.Deadline <= now)
        {
            timer.Deadline = Never;
            return TimerVerdict.Fired;
        }

        if (timer.Next <= timer.Deadline) return TimerVerdict.Stale;
        timer.NextButOne = timer.Next;
        timer.Next = timer.Deadline;
        return TimerVerdict.Early;
    }

    /// <summary>A deadline and the times of the events that wait for it.</summary>
    private struct Timer
    {
        public static readonly Timer Off = new() { Deadline = Never, Next = Never, NextButOne = Never };

        public long Deadline;
        public long Next;

        /// <summary>An event that was overtaken by an earlier one and serves again once that is over.</summary>
        public long NextButOne;
    }
}
