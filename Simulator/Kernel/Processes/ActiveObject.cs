namespace Fleek.Sim.Kernel;

/// <summary>Base of a model's entities that run processes of their own.</summary>
public abstract class ActiveObject<T>
    where T : Simulation
{
    protected ActiveObject(T environment) => Environment = environment;

    protected T Environment { get; }
}
