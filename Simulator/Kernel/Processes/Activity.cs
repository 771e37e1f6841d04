using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// What an <c>async</c> method returns that is a process or a part of one. It begins when it is given to
/// <see cref="Simulation.Process(Activity, int)"/> or awaited by another, not when it is called; and it can be so used once.
/// </summary>
/// <remarks>
/// An activity can await <see cref="Simulation.Delay(System.TimeSpan)"/> and its kin, any <see cref="Event"/>, and other
/// activities; it goes on inside the simulation's loop and nowhere else. Its memory is used again after it ends.
/// </remarks>
[AsyncMethodBuilder(typeof(ActivityMethodBuilder))]
public readonly struct Activity
{
    internal Activity(ActivityFrame<Nothing> frame)
    {
        Frame = frame;
        Use = frame.Use;
    }

    internal ActivityFrame<Nothing> Frame { get; }

    /// <summary>Which use of the frame this is.</summary>
    internal int Use { get; }

    public ActivityAwaiter GetAwaiter() => new(Frame, Use);
}
