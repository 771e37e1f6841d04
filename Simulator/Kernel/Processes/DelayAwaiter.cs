using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>Waits for simulated time to pass, within an activity; makes no event object.</summary>
public readonly struct DelayAwaiter : ICriticalNotifyCompletion
{
    private readonly Simulation _simulation;

    internal DelayAwaiter(Simulation simulation) => _simulation = simulation;

    /// <summary>Never: even no delay lets everything run first that is due now.</summary>
    public bool IsCompleted => false;

    /// <exception cref="InterruptException">The process was interrupted while it waited.</exception>
    public void GetResult() => _simulation.ThrowInterrupt();

    /// <exception cref="InvalidOperationException">Always: only an activity can wait here.</exception>
    public void OnCompleted(Action continuation) => throw ActivityFrame.NotInAnActivity();

    /// <inheritdoc cref="OnCompleted"/>
    public void UnsafeOnCompleted(Action continuation) => throw ActivityFrame.NotInAnActivity();

    internal void Suspend(ActivityFrame frame) => _simulation.Sleep(frame);
}
