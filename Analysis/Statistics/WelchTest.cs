using Fleek.Analysis.Theory;
using MathNet.Numerics.Distributions;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// Two means with their own errors, unpaired. B. L. Welch, "The generalization of Student's problem when several different
/// population variances are involved", 1947.
/// </summary>
/// <param name="Difference">New mean less old mean.</param>
/// <param name="StandardError">Of the difference; above 0.</param>
/// <param name="Freedom">Degrees of freedom.</param>
public sealed record WelchTest(double Difference, double StandardError, double Freedom)
{
    /// <summary>Null where an arm has fewer than two units or neither varies: then there is no error to compare with.</summary>
    public static WelchTest? Of(PooledMean.Group old, PooledMean.Group recent)
    {
        if (old.N < 2 || recent.N < 2) return null;
        double a = old.Sd * old.Sd / old.N, b = recent.Sd * recent.Sd / recent.N;
        Require.That(!double.IsNaN(a + b), "a group must state its deviation");
        if (a + b == 0) return null;
        double freedom = (a + b) * (a + b) / ((a * a / (old.N - 1)) + (b * b / (recent.N - 1)));
        return new(recent.Mean - old.Mean, Math.Sqrt(a + b), freedom);
    }

    public double PValueOfIncrease => StudentT.CDF(0, 1, Freedom, -Difference / StandardError);

    public double PValueOfDecrease => StudentT.CDF(0, 1, Freedom, Difference / StandardError);

    /// <summary>The two-sided 95 % interval of the difference.</summary>
    public Interval Interval
    {
        get
        {
            double half = StudentT.InvCDF(0, 1, Freedom, 0.975) * StandardError;
            return new(Difference - half, Difference + half);
        }
    }
}
