namespace Fleek.Sim.Kernel;

/// <summary>A source of random numbers that a model draws from.</summary>
public interface IRandom
{
    /// <summary>A uniform integer in 0 .. 2^31 - 2.</summary>
    int Next();

    /// <summary>A uniform integer from 0 up to, but not including, the bound.</summary>
    int Next(int upperBound);

    /// <summary>A uniform integer from the lower bound up to, but not including, the upper.</summary>
    int Next(int lowerBound, int upperBound);

    /// <summary>A uniform number in [0, 1).</summary>
    double NextDouble();

    /// <summary>Starts the sequence again from a seed.</summary>
    void Reinitialise(int seed);
}
