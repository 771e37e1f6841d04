namespace Fleek.Sim.Kernel;

/// <summary>A distribution that remembers something between draws.</summary>
public interface IStatefulDistribution<T> : IDistribution<T>
{
    /// <summary>Forgets it.</summary>
    void Reset();
}
