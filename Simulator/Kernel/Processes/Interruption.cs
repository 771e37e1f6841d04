namespace Fleek.Sim.Kernel;

/// <summary>The failed event that resumes an interrupted process; its value is the cause.</summary>
internal sealed class Interruption : Event
{
    public Interruption(Simulation environment, Process process, object? cause, int priority)
        : base(environment)
    {
        SetOutcome(false, cause);
        AddWaiter(process);
        environment.Schedule(this, priority);
    }
}
