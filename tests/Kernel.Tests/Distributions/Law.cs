using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

/// <summary>A distribution and what is known of it in closed form, written apart from it.</summary>
/// <param name="Kurtosis">
/// Fourth central moment over the square of the variance; it says how far a sample's variance may stray.
/// </param>
/// <param name="Cdf">P(X &lt;= x).</param>
internal sealed record Law(
    string Name, IDistribution<double> Distribution, double Mean, double StdDev, double Kurtosis, Func<double, double> Cdf)
{
    public static IReadOnlyList<Law> All { get; } =
    [
        new("UNIF(2, 5)", new Uniform(2, 5), 3.5, 3 / Math.Sqrt(12), 1.8, x => (x - 2) / 3),
        new("TRI(1, 7, 3)", new Triangular(1, 7, 3), 11.0 / 3, Math.Sqrt(28.0 / 18), 2.4, x => Triangle(x, 1, 7, 3)),
        new("TRI(4, 10)", new Triangular(4, 10), 7, Math.Sqrt(1.5), 2.4, x => Triangle(x, 4, 10, 7)),
        new("EXP(4)", new Exponential(4), 4, 4, 9, x => 1 - Math.Exp(-x / 4)),
        new("N(10, 3)", new Normal(10, 3), 10, 3, 3, x => Phi((x - 10) / 3)),
        new("LNORM(0.5, 0.4)", Distributions.LNORM(0.5, 0.4), Math.Exp(0.58),
            Math.Exp(0.58) * Math.Sqrt(Math.Exp(0.16) - 1), 6.3, x => Phi((Math.Log(x) - 0.5) / 0.4)),
        new("LNORM2(3, 1)", Distributions.LNORM2(3, 1), 3, 1, 5.1,
            x => Phi((Math.Log(x) - Math.Log(3 / Math.Sqrt(10.0 / 9))) / Math.Sqrt(Math.Log(10.0 / 9)))),
        new("CAUCHY(1, 2)", new Cauchy(1, 2), double.NaN, double.NaN, double.NaN, x => 0.5 + (Math.Atan((x - 1) / 2) / Math.PI)),
        // Gamma(3/2) = sqrt(pi)/2, Gamma(2) = 1.
        new("WEI(2, 3)", new Weibull(2, 3), 1.5 * Math.Sqrt(Math.PI), 3 * Math.Sqrt(1 - (Math.PI / 4)), 3.25,
            x => 1 - Math.Exp(-Math.Pow(x / 3, 2))),
        new("ERL(3, 0.5)", new Erlang(3, 0.5), 6, Math.Sqrt(3) / 0.5, 5,
            x => 1 - (Math.Exp(-x / 2) * (1 + (x / 2) + (x * x / 8)))),
        // The half of a normal that is positive.
        new("POS(N(0, 1))", Distributions.POS(new Normal(0, 1)), Math.Sqrt(2 / Math.PI), Math.Sqrt(1 - (2 / Math.PI)), 3.87,
            x => (2 * Phi(x)) - 1),
        new("NEG(N(0, 1))", Distributions.NEG(new Normal(0, 1)), -Math.Sqrt(2 / Math.PI), Math.Sqrt(1 - (2 / Math.PI)), 3.87,
            x => 2 * Phi(x)),
    ];

    public static Law Get(string name) => All.Single(l => l.Name == name);

    /// <summary>The standard normal distribution; errors below 1.2e-7 (Press et al., "Numerical Recipes", 6.2).</summary>
    public static double Phi(double x)
    {
        double z = Math.Abs(x) / Math.Sqrt(2), t = 1 / (1 + (0.5 * z));
        double[] c =
        [
            -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
            0.17087277,
        ];
        double sum = 0;
        for (int i = c.Length - 1; i >= 0; i--) sum = (sum * t) + c[i];
        double tail = 0.5 * t * Math.Exp((-z * z) + sum);
        return x >= 0 ? 1 - tail : tail;
    }

    private static double Triangle(double x, double a, double b, double mode) => x <= mode
        ? (x - a) * (x - a) / ((b - a) * (mode - a))
        : 1 - ((b - x) * (b - x) / ((b - a) * (b - mode)));
}
