using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// The way of one handler's value events into the clock that it shares with processes: no object is made for them. From
/// <see cref="Simulation.Share"/>; to be used on the simulation's own thread.
/// </summary>
public sealed class EventPort
{
    /// <summary>Handlers of one simulation.</summary>
    public const int MostPorts = 64;

    /// <summary>Handles of one port are below this.</summary>
    public const int HandleLimit = 1 << HandleBits;

    private const int HandleBits = 25;

    private readonly Simulation _simulation;
    private readonly int _mark;

    internal EventPort(Simulation simulation, int number)
    {
        _simulation = simulation;
        _mark = int.MinValue | (number << HandleBits);
    }

    /// <summary>Schedules an event for the port's handler.</summary>
    /// <param name="time">Nanoseconds since the start; not in the past.</param>
    /// <param name="key">
    /// Order among events of that time; those of processes have <see cref="Simulation.KeyOf"/> of their priority, 2^31 for none.
    /// </param>
    /// <param name="sequence">Order among events of that time and key.</param>
    /// <param name="handle">The handler's own reference; 0 to <see cref="HandleLimit"/> - 1.</param>
    public void Schedule(long time, ulong key, long sequence, int handle)
    {
        if (handle is < 0 or >= HandleLimit) throw new ArgumentOutOfRangeException(nameof(handle));
        _simulation.ScheduleValue(time, key, sequence, _mark | handle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int NumberOf(int marked) => (marked & int.MaxValue) >> HandleBits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int HandleOf(int marked) => marked & (HandleLimit - 1);
}
