using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Short names for the distributions; meant for <c>using static Fleek.Sim.Kernel.Distributions;</c>, so that a model reads
/// <c>EXP(mean)</c> or <c>POS(N(mu, sigma))</c>.
/// </summary>
public static class Distributions
{
    /// <summary>Always the value.</summary>
    public static Constant<T> CONST<T>(T value) => new(value);

    /// <summary>Uniform in [lower, upper).</summary>
    public static Uniform UNIF(double lower, double upper) => new(lower, upper);

    /// <summary>Uniform in [lower, upper).</summary>
    public static UniformTime UNIF(TimeSpan lower, TimeSpan upper) => new(lower, upper);

    /// <summary>Triangular with its peak at the mode.</summary>
    public static Triangular TRI(double lower, double upper, double mode) => new(lower, upper, mode);

    /// <summary>Triangular with its peak in the middle.</summary>
    public static Triangular TRI(double lower, double upper) => new(lower, upper);

    /// <summary>Triangular with its peak at the mode.</summary>
    public static TriangularTime TRI(TimeSpan lower, TimeSpan upper, TimeSpan mode) => new(lower, upper, mode);

    /// <summary>Triangular with its peak in the middle.</summary>
    public static TriangularTime TRI(TimeSpan lower, TimeSpan upper) => new(lower, upper);

    /// <summary>Exponential of this mean.</summary>
    public static Exponential EXP(double mean) => new(mean);

    /// <summary>Exponential of this mean.</summary>
    public static ExponentialTime EXP(TimeSpan mean) => new(mean);

    /// <summary>Normal.</summary>
    public static Normal N(double mu, double sigma) => new(mu, sigma);

    /// <summary>Normal.</summary>
    public static NormalTime N(TimeSpan mu, TimeSpan sigma) => new(mu, sigma);

    /// <summary>Log-normal, by mean and standard deviation of the logarithm.</summary>
    public static LogNormal LNORM(double mu, double sigma) => new(N(mu, sigma));

    /// <summary>Log-normal, by mean and standard deviation of the logarithm of seconds.</summary>
    public static LogNormalTime LNORM(TimeSpan mu, TimeSpan sigma) => new(N(mu, sigma));

    /// <summary>Log-normal, by its own mean and standard deviation.</summary>
    public static LogNormal LNORM2(double mean, double stddev) => new(mean, stddev);

    /// <summary>Log-normal, by its own mean and standard deviation.</summary>
    public static LogNormalTime LNORM2(TimeSpan mean, TimeSpan stddev) => new(mean, stddev);

    /// <summary>Cauchy.</summary>
    public static Cauchy CAUCHY(double x0, double gamma) => new(x0, gamma);

    /// <summary>Cauchy; gamma in seconds.</summary>
    public static CauchyTime CAUCHY(TimeSpan x0, double gamma) => new(x0, gamma);

    /// <summary>Weibull of shape alpha and scale beta.</summary>
    public static Weibull WEI(double alpha, double beta) => new(alpha, beta);

    /// <summary>Erlang: k exponentials of rate lambda.</summary>
    public static Erlang ERL(int k, double lambda) => new(k, lambda);

    /// <summary>Erlang: k exponentials of rate lambda per second.</summary>
    public static ErlangTime ERL(int k, TimeSpan lambda) => new(k, lambda);

    /// <summary>The part of a distribution above 0.</summary>
    public static BoundedContinuous POS(IDistribution<double> dist, int ntries = 100) =>
        new(dist, lower: 0, ntries: ntries, excludeLower: true);

    /// <summary>The part of a distribution below 0.</summary>
    public static BoundedContinuous NEG(IDistribution<double> dist, int ntries = 100) =>
        new(dist, upper: 0, ntries: ntries, excludeUpper: true);

    /// <summary>The part of a distribution above 0.</summary>
    public static BoundedDiscrete POS(IDistribution<int> dist, int ntries = 100) =>
        new(dist, lower: 0, ntries: ntries, excludeLower: true);

    /// <summary>The part of a distribution below 0.</summary>
    public static BoundedDiscrete NEG(IDistribution<int> dist, int ntries = 100) =>
        new(dist, upper: 0, ntries: ntries, excludeUpper: true);

    /// <summary>The part of a distribution above 0.</summary>
    public static BoundedTime POS(IDistribution<TimeSpan> dist, int ntries = 100) =>
        new(dist, lower: TimeSpan.Zero, ntries: ntries, excludeLower: true);

    /// <summary>The part of a distribution below 0.</summary>
    public static BoundedTime NEG(IDistribution<TimeSpan> dist, int ntries = 100) =>
        new(dist, upper: TimeSpan.Zero, ntries: ntries, excludeUpper: true);
}
