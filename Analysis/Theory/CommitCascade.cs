namespace Fleek.Analysis.Theory;

/// <summary>
/// One commit lowers every node's proportional threshold by the share delta = alpha / N, which triggers those that were that
/// near to it, and so on. With independent uniform phases the number triggered is quasi-binomial (Consul, 1974; as cascades:
/// Dobson, Carreras, Newman, "A loading-dependent model of probabilistic cascading failure", 2005).
/// </summary>
public static class CommitCascade
{
    /// <summary>
    /// The law of Z, nodes triggered by the first: P(z) = C(K,z) delta ((z+1) delta)^(z-1) (1 - (z+1) delta)^(K-z), which is the
    /// binomial probability of z out of K at the share (z+1) delta, over z + 1. Where (z+1) delta reaches 1 before z reaches K,
    /// all K follow. The cascade's size is Z + 1.
    /// </summary>
    /// <param name="others">K = k - 1.</param>
    public static DiscreteLaw Triggered(int others, double delta)
    {
        Require.AtLeast(others, 0);
        Require.AtLeast(delta, 0);
        double[] probability = new double[others + 1];
        double below = 0;
        for (int z = 0; z < others && (z + 1) * delta < 1; z++)
        {
            probability[z] = SaddlePoint.Binomial(others, (z + 1) * delta, z) / (z + 1);
            below += probability[z];
        }

        probability[others] = (others + 1) * delta < 1
            ? SaddlePoint.Binomial(others, (others + 1) * delta, others) / (others + 1) : Math.Max(0, 1 - below);
        return DiscreteLaw.FromWeights(probability);
    }

    /// <summary>m = alpha (k - 1) / N: nodes that one commit triggers directly, on average.</summary>
    public static double Branching(double alpha, double nodes, double population)
    {
        Require.AtLeast(alpha, 0);
        Require.AtLeast(nodes, 1);
        Require.Above(population, 0);
        return alpha * (nodes - 1) / population;
    }

    /// <summary>1 / (1 - m): the mean size for many nodes (Borel's law), m below 1.</summary>
    public static double MeanSizeOfMany(double branching)
    {
        Require.That(branching is >= 0 and < 1, $"branching must be from 0 to below 1, not {branching}");
        return 1 / (1 - branching);
    }

    /// <summary>Borel: P(size = n) = e^(-m n) (m n)^(n-1) / n!, the size among many nodes.</summary>
    public static double SizeOfMany(double branching, int size)
    {
        Require.Between(branching, 0, 1);
        Require.AtLeast(size, 1);
        return SaddlePoint.Poisson(branching * size, size - 1) / size;
    }
}
