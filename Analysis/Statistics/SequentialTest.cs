using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// Wald's sequential probability ratio test of the rate p0 against p1, cut off at the size of the fixed plan of the same
/// errors, where that plan decides. A. Wald, "Sequential Analysis", 1947.
/// </summary>
public sealed class SequentialTest
{
    private readonly double _good;
    private readonly double _bad;
    private readonly double _alpha;
    private readonly double _beta;

    /// <param name="good">p0.</param>
    /// <param name="bad">p1, above p0.</param>
    /// <param name="alpha">Chance to reject p0 where it is true, but for the cut, which may add as much again; see
    /// <see cref="Within"/> and <see cref="Exact"/>.</param>
    /// <param name="beta">Chance to accept p0 where p1 is true.</param>
    public SequentialTest(double good, double bad, double alpha, double beta)
    {
        Plan = FixedTestPlan.Smallest(good, bad, alpha, beta);
        (_good, _bad, _alpha, _beta) = (good, bad, alpha, beta);
        double perEvent = Math.Log(bad * (1 - good) / (good * (1 - bad)));
        Slope = Math.Log((1 - good) / (1 - bad)) / perEvent;
        AcceptIntercept = Math.Log(beta / (1 - alpha)) / perEvent;
        RejectIntercept = Math.Log((1 - beta) / alpha) / perEvent;
    }

    /// <summary>
    /// A test whose errors stay within alpha and beta, cut included: half of each goes to the lines and half to the plan at the
    /// cut. Longer than the fixed plan at worst, much shorter on average.
    /// </summary>
    public static SequentialTest Within(double good, double bad, double alpha, double beta) =>
        new(good, bad, alpha / 2, beta / 2);

    /// <summary>Where it is cut off.</summary>
    public FixedTestPlan Plan { get; }

    /// <summary>Of both lines: events per unit.</summary>
    public double Slope { get; }

    /// <summary>Accept where events are at most this + Slope n.</summary>
    public double AcceptIntercept { get; }

    /// <summary>Reject where events are at least this + Slope n.</summary>
    public double RejectIntercept { get; }

    public Verdict Judge(long units, long events)
    {
        Require.AtLeast(units, 0);
        Require.Between(events, 0, units);
        if (events <= AcceptIntercept + (Slope * units)) return Verdict.Accept;
        if (events >= RejectIntercept + (Slope * units)) return Verdict.Reject;
        if (units < Plan.Units) return Verdict.Continue;
        return events > Plan.MostEvents ? Verdict.Reject : Verdict.Accept;
    }

    /// <summary>Wald's mean size at p0 and p1: without the cut, and as if lines were met exactly.</summary>
    public (double AtGood, double AtBad) MeanUnits()
    {
        double accept = Math.Log(_beta / (1 - _alpha)), reject = Math.Log((1 - _beta) / _alpha);
        double atGood = (((1 - _alpha) * accept) + (_alpha * reject)) / Drift(_good);
        double atBad = ((_beta * accept) + ((1 - _beta) * reject)) / Drift(_bad);
        return (atGood, atBad);
    }

    /// <summary>P(reject) and the mean size of the test as it is, cut included: by the law of the events still undecided after
    /// each unit.</summary>
    public (double Rejection, double MeanUnits) Exact(double rate)
    {
        Require.Between(rate, 0, 1);
        double[] undecided = new double[Plan.MostEvents + (long)Math.Ceiling(RejectIntercept + (Slope * Plan.Units)) + 2];
        undecided[0] = 1;
        double rejection = 0, mean = 0;
        for (long n = 1; n <= Plan.Units; n++)
        {
            double left = 0;
            for (int x = undecided.Length - 1; x >= 0; x--)
            {
                double p = (undecided[x] * (1 - rate)) + (x > 0 ? undecided[x - 1] * rate : 0);
                undecided[x] = 0;
                if (p == 0) continue;
                left += p;
                Verdict verdict = Judge(n, Math.Min(x, n));
                if (verdict == Verdict.Continue) undecided[x] = p;
                else if (verdict == Verdict.Reject) rejection += p;
            }

            mean += left;
        }

        return (rejection, mean);
    }

    private double Drift(double rate) =>
        (rate * Math.Log(_bad / _good)) + ((1 - rate) * Math.Log((1 - _bad) / (1 - _good)));
}
