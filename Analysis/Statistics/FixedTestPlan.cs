using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// A test of a rate with a size fixed beforehand: look at n units, and reject the rate p0 if more than c of them show the
/// event. Exact for independent units.
/// </summary>
/// <param name="Units">n.</param>
/// <param name="MostEvents">c.</param>
public sealed record FixedTestPlan(long Units, long MostEvents)
{
    private const long MostEventsTried = 20_000;

    /// <summary>The smallest n that rejects p0 with probability at most alpha and misses p1 with probability at most
    /// beta.</summary>
    /// <param name="good">p0.</param>
    /// <param name="bad">p1, above p0.</param>
    /// <exception cref="OutOfDomainException">The rates are too near to each other for <see cref="MostEventsTried"/> events.
    /// </exception>
    public static FixedTestPlan Smallest(double good, double bad, double alpha, double beta)
    {
        Require.Inside(good, 0, 1);
        Require.That(bad > good && bad < 1, $"bad must be above good ({good}) and below 1, not {bad}");
        Require.Inside(alpha, 0, 0.5);
        Require.Inside(beta, 0, 0.5);
        long n = 0;
        for (long c = 0; c <= MostEventsTried; c++)
        {
            // More units miss less: the fewest that miss rarely enough are those that reject wrongly least.
            n = FewestThatDetect(bad, c, beta, n);
            if (BinomialTail.Above(n, good, c) <= alpha) return new(n, c);
        }

        throw new OutOfDomainException($"a plan that tells {good} from {bad} takes more than {MostEventsTried} events");
    }

    /// <summary>P(reject) at a true rate.</summary>
    public double RejectionRate(double rate) => BinomialTail.Above(Units, rate, MostEvents);

    /// <param name="tooFew">Known not to be enough: what one event fewer takes.</param>
    private static long FewestThatDetect(double bad, long mostEvents, double beta, long tooFew)
    {
        long few = tooFew, step = (long)Math.Ceiling(1 / bad), enough = tooFew + step;
        while (BinomialTail.UpTo(enough, bad, mostEvents) > beta)
        {
            few = enough;
            step *= 2;
            enough = checked(few + step);
        }

        while (enough - few > 1)
        {
            long middle = few + ((enough - few) / 2);
            if (BinomialTail.UpTo(middle, bad, mostEvents) <= beta) enough = middle;
            else few = middle;
        }

        return enough;
    }
}
