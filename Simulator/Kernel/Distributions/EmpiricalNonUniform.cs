using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>One of some observations, each as likely as its weight says.</summary>
public class EmpiricalNonUniform<T> : Distribution<T>
{
    private readonly IReadOnlyList<T> _observations;
    private readonly double[] _cumulated;

    /// <summary>Copies the observations.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a weight is negative or not finite, or all are 0.</exception>
    public EmpiricalNonUniform(IEnumerable<T> observations, IEnumerable<double> weights)
        : this((IReadOnlyList<T>)new List<T>(observations), (IReadOnlyList<double>)new List<double>(weights))
    {
    }

    /// <summary>Keeps the list of observations, which must not change while it is drawn from.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a weight is negative or not finite, or all are 0.</exception>
    public EmpiricalNonUniform(IReadOnlyList<T> observations, IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(weights);
        if (observations.Count != weights.Count)
            throw new ArgumentException($"{weights.Count} weights for {observations.Count} observations", nameof(weights));
        _observations = observations;
        _cumulated = Cumulate([.. weights]);
    }

    /// <inheritdoc/>
    public override T Sample(IRandom random) => _observations[Index(random, _cumulated)];

    /// <exception cref="ArgumentException">Lengths differ, a weight is negative or not finite, or all are 0.</exception>
    public static T Sample(IRandom random, IList<T> source, IList<double> weights)
    {
        if (source.Count != weights.Count)
            throw new ArgumentException($"{weights.Count} weights for {source.Count} observations", nameof(weights));
        return source[Index(random, Cumulate([.. weights]))];
    }

    private static double[] Cumulate(double[] weights)
    {
        double total = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            total += Require.NotNegative(weights[i], nameof(weights));
            weights[i] = total;
        }

        Require.Positive(total, "sum of weights");
        return weights;
    }

    /// <summary>The first whose cumulated weight exceeds the draw; an observation of weight 0 never is.</summary>
    private static int Index(IRandom random, double[] cumulated)
    {
        double draw = random.NextDouble() * cumulated[^1];
        int low = 0, high = cumulated.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (cumulated[middle] > draw) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
