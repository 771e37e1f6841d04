namespace Fleek.Analysis.Theory;

/// <summary>
/// All nodes stop on the common visible balance and commit every chunk: what is served beyond the crossing is
/// Poisson(mu), mu = chunks that all nodes together serve within the visibility lag. Exact for Poisson demand.
/// </summary>
public static class CommonView
{
    /// <summary>P(final balance below zero) = P(Poisson(mu) > f).</summary>
    /// <param name="mu">k * lambda * lag.</param>
    /// <param name="reserve">f: whole chunks left at the crossing; see <see cref="Reserve"/>.</param>
    public static double NegativeRate(double mu, double reserve) => DiscreteLaw.Poisson(mu).Tail(reserve);

    /// <summary>E[overshoot] = E[(Poisson(mu) - f)^+], in chunk prices per account.</summary>
    public static double ExpectedOvershoot(double mu, double reserve) => DiscreteLaw.Poisson(mu).ExpectedExcess(reserve);

    /// <summary>f = B - ceil(B - F), in chunk prices.</summary>
    public static double Reserve(double balance, double freeze) => balance - Math.Ceiling(balance - freeze);
}
