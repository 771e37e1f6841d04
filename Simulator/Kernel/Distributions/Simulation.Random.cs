using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Draws. Without a source they take numbers from the simulation's own stream, where one draw more of any process shifts
/// those of all others; a model that is to compare variants gives each consumer its own <see cref="StreamRandom"/>.
/// </summary>
public partial class Simulation
{
    /// <summary>A value drawn from the simulation's stream.</summary>
    public T Rand<T>(IDistribution<T> distribution) => distribution.Sample(Random);

    /// <summary>As many values as are enumerated, drawn from the simulation's stream.</summary>
    public IEnumerable<T> Rand<T>(IDistribution<T> distribution, int count) => distribution.Sample(Random, count);

    /// <summary>A value drawn from the simulation's stream; false if none was accepted.</summary>
    public bool TryRand<T>(IRejectionSampledDistribution<T> distribution, out T sample) =>
        distribution.TrySample(Random, out sample);

    /// <summary>An event after a random delay in default steps.</summary>
    /// <exception cref="ArgumentException">The delay that was drawn is negative.</exception>
    public Timeout TimeoutD(IRandom random, IDistribution<double> duration) => TimeoutD(duration.Sample(random));

    /// <inheritdoc cref="TimeoutD(IRandom, IDistribution{double})"/>
    public Timeout TimeoutD(IDistribution<double> duration) => TimeoutD(Random, duration);

    /// <summary>An event after a random delay.</summary>
    /// <exception cref="ArgumentException">The delay that was drawn is negative.</exception>
    public Timeout Timeout(IRandom random, IDistribution<TimeSpan> duration) => Timeout(duration.Sample(random));

    /// <inheritdoc cref="Timeout(IRandom, IDistribution{TimeSpan})"/>
    public Timeout Timeout(IDistribution<TimeSpan> duration) => Timeout(Random, duration);
}
