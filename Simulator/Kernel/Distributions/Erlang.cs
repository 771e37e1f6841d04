using System;

namespace Fleek.Sim.Kernel;

/// <summary>Erlang: the sum of k exponential values, each of rate lambda.</summary>
public class Erlang : Distribution<double>
{
    /// <exception cref="ArgumentException">A parameter is not a finite number above 0.</exception>
    public Erlang(int k, double lambda)
    {
        K = Require.Positive(k);
        Lambda = Require.Positive(lambda);
    }

    /// <summary>How many are added.</summary>
    public int K { get; }

    /// <summary>The rate of each: one over its mean.</summary>
    public double Lambda { get; }

    public double Mean => K / Lambda;

    public double StdDev => Math.Sqrt(K) / Lambda;

    /// <inheritdoc/>
    public override double Sample(IRandom random) => Sample(random, K, Lambda);

    public static double Sample(IRandom random, int k, double lambda)
    {
        double logarithm = 0, product = 1;
        for (int i = 0; i < k; i++)
        {
            product *= 1 - random.NextDouble();
            if (product > 1e-200) continue;
            // A product of many factors would fall to zero.
            logarithm += PortableMath.Log(product);
            product = 1;
        }

        return -(logarithm + PortableMath.Log(product)) / lambda;
    }
}
