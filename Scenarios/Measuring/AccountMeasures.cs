using Fleek.Core.Primitives;

namespace Fleek.Scenarios.Measuring;

/// <summary>The measures that every run has, simulated or live, from how its accounts ended.</summary>
public static class AccountMeasures
{
    /// <param name="price">Of one chunk.</param>
    /// <param name="commits">Redeem transactions submitted.</param>
    /// <param name="exchanges">Chunks paid for, over all accounts.</param>
    /// <param name="ttfbMs">Of each session.</param>
    public static Dictionary<string, MeasureValue> Of(
        IReadOnlyCollection<AccountEnd> accounts, Credits price, long commits, long exchanges, List<double> ttfbMs)
    {
        int n = accounts.Count;
        UnitSample final = new(n), overshoot = new(n), stranded = new(n), denied = new(n), freezes = new(n), served = new(n);
        long negative = 0;
        Int128 debt = 0, value = 0;
        foreach (AccountEnd account in accounts)
        {
            if (account.Left < Credits.Zero) negative++;
            debt += account.Debt.Units;
            value += account.Paid.Units;
            final.Add(account.Left.In(price));
            overshoot.Add(Credits.Max(Credits.Zero, -account.Left).In(price));
            stranded.Add(account.FrozenEverywhere ? Credits.Max(Credits.Zero, account.Left).In(price) : 0);
            denied.Add(account.DeniedSeconds);
            freezes.Add(account.Freezes);
            served.Add(account.Chunks);
        }

        return new Dictionary<string, MeasureValue>
        {
            [Measures.NegativeRate] = new((double)negative / n, double.NaN, n),
            [Measures.FinalBalance] = final.Mean(),
            [Measures.Overshoot] = overshoot.Mean(),
            [Measures.OvershootP99] = overshoot.Percentile(0.99),
            [Measures.BadDebtRatio] = new(value == 0 ? double.NaN : (double)debt / (double)value, double.NaN, n),
            [Measures.CommitsPer1000] = new(exchanges == 0 ? double.NaN : 1000.0 * commits / exchanges, double.NaN, exchanges),
            [Measures.Stranded] = stranded.Mean(),
            [Measures.DeniedWhileSolvent] = denied.Mean(),
            [Measures.Freezes] = freezes.Mean(),
            [Measures.TtfbP50] = new UnitSample(ttfbMs).Percentile(0.50),
            [Measures.TtfbP99] = new UnitSample(ttfbMs).Percentile(0.99),
            [Measures.Served] = served.Mean(),
        };
    }
}
