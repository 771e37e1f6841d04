namespace Fleek.Sim.Kernel;

/// <summary>The event that starts a process.</summary>
internal sealed class Initialize : Event
{
    public Initialize(Simulation environment, Process process, int priority)
        : base(environment)
    {
        SetOutcome(true, null);
        AddWaiter(process);
        environment.Schedule(this, priority);
    }
}
