namespace Fleek.Sim.Kernel;

/// <summary>A distribution that draws again what it does not accept, and may have to give up.</summary>
public interface IRejectionSampledDistribution<T> : IDistribution<T>
{
    /// <summary>False if nothing acceptable came within the number of tries.</summary>
    bool TrySample(IRandom random, out T sample);
}
