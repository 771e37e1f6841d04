using MathNet.Numerics;

namespace Fleek.Analysis.Theory;

/// <summary>
/// Batches that end by an increasing hazard: a batch is longer than u with probability exp(-(u/s)^g). V is the uncommitted
/// amount at a fixed time of a long stream. Renewal theory: Cox, "Renewal Theory", 1962.
/// </summary>
public static class WeibullBatch
{
    /// <summary>s for that mean batch; mean = s Gamma(1 + 1/g).</summary>
    public static double Scale(double meanBatch, double shape)
    {
        Require.AtLeast(meanBatch, 0);
        CheckShape(shape);
        return meanBatch / SpecialFunctions.Gamma(1 + (1 / shape));
    }

    /// <summary>E[V] / E[batch] = Gamma(1 + 2/g) / (2 Gamma(1 + 1/g)^2), of amounts that are not whole.</summary>
    public static double ResidualOverBatch(double shape)
    {
        CheckShape(shape);
        return Math.Exp(SpecialFunctions.GammaLn(1 + (2 / shape)) - (2 * SpecialFunctions.GammaLn(1 + (1 / shape)))) / 2;
    }

    /// <summary>The coefficient of variation of a batch, squared.</summary>
    public static double SquaredVariation(double shape) => (2 * ResidualOverBatch(shape)) - 1;

    /// <summary>E[V] in whole chunks: sum v S(v) / sum S(v), S(v) = exp(-(v/s)^g). Exact.</summary>
    public static double MeanWholeChunks(double meanBatch, double shape) => ExposureLaw.Weibull(meanBatch, shape).Mean;

    /// <summary>E[V] = batch (1 + CV^2) / 2, of any law of batches; amounts that are not whole.</summary>
    public static double MeanResidual(double meanBatch, double squaredVariation)
    {
        Require.AtLeast(meanBatch, 0);
        Require.AtLeast(squaredVariation, 0);
        return meanBatch * (1 + squaredVariation) / 2;
    }

    /// <summary>E[V] = (batch (1 + CV^2) - 1) / 2, of any law of batches of whole chunks. Exact.</summary>
    public static double MeanWholeResidual(double meanBatchChunks, double squaredVariation)
    {
        Require.AtLeast(meanBatchChunks, 1);
        Require.AtLeast(squaredVariation, 0);
        return ((meanBatchChunks * (1 + squaredVariation)) - 1) / 2;
    }

    /// <summary>Below 0.02 the gamma function of 1 + 1/g leaves the range of numbers.</summary>
    private static void CheckShape(double shape) => Require.AtLeast(shape, 0.02);
}
