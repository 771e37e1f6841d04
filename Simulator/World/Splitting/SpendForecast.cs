using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World.Splitting;

/// <summary>
/// How near an account is to ending below zero: the score of splitting. Every node is taken to serve at its mean rate until what it will
/// see of the claims that are on their way makes it freeze; what is left then, over the deviation of so many chunks, is the distance.
/// A score decides which runs are continued and nothing else: a bad one makes an estimate dear, never wrong.
/// </summary>
internal sealed class SpendForecast(Scenario scenario)
{
    private readonly PaymentsSpec _payments = scenario.Payments;
    private readonly double _rate = scenario.Workload.RatePerSecond;
    private readonly bool _hints = scenario.Payments.Commit.Kind == CommitRuleKind.ProportionalHints;

    /// <summary>Claims that others will see, in the order of submitting; those seen are dropped.</summary>
    private readonly List<(Instant SeenAt, int Lane, double Chunks)> _claims = [];

    private readonly Credits[] _claimed = new Credits[scenario.Users.ServingNodes];

    /// <summary>Seconds after which a claim is seen.</summary>
    private double Lag => (_hints ? _payments.Commit.HintDelay : scenario.Ledger.Lag).Seconds;

    /// <param name="cumulative">What the lane's node has claimed in all.</param>
    public void Submitted(Instant now, Instant final, int lane, Credits cumulative)
    {
        Credits amount = cumulative - _claimed[lane];
        _claimed[lane] = cumulative;
        Instant seen = _hints ? Instant.Min(final, now + _payments.Commit.HintDelay) : final;
        _claims.Add((seen, lane, amount.In(_payments.Price)));
    }

    /// <summary>Positive infinity below zero; negative infinity while the account has more than the threshold.</summary>
    /// <param name="left">The true balance: the deposit less all that is paid.</param>
    /// <param name="accounts">What each node believes, lane by lane.</param>
    /// <param name="open">Which nodes still serve.</param>
    public double Score(Instant now, Credits left, ReadOnlySpan<PayerAccount> accounts, ReadOnlySpan<bool> open)
    {
        if (left < Credits.Zero) return double.PositiveInfinity;
        if (left > _payments.FreezeThreshold) return double.NegativeInfinity;
        _claims.RemoveAll(c => c.SeenAt <= now);
        int serving = 0;
        foreach (bool lane in open) serving += lane ? 1 : 0;
        double seconds = 0;
        for (int lane = 0; lane < accounts.Length; lane++)
            if (open[lane]) seconds += SecondsLeft(now, lane, accounts[lane], serving);
        double spend = _rate * seconds;
        double spread = Math.Min(spend, serving * _rate * Lag) + 1;
        return (spend - left.In(_payments.Price)) / Math.Sqrt(spread);
    }

    /// <summary>Until a node freezes, if all serve at their mean rate.</summary>
    private double SecondsLeft(Instant now, int lane, in PayerAccount account, int serving)
    {
        bool common = _payments.FreezeRule == FreezeRuleKind.CommonView;
        double own = common ? 0 : _rate;
        double room = ((common ? account.LedgerBalance : account.Available) - _payments.FreezeThreshold).In(_payments.Price);
        foreach ((Instant seenAt, int of, double chunks) in _claims)
        {
            if (room <= 0) return 0;
            if (of == lane && !common) continue;
            double at = (seenAt - now).Seconds;
            if (own * at >= room) return room / own;
            room -= chunks;
            if (room <= own * at) return at;
        }

        if (own * Lag >= room) return Math.Max(0, room / Math.Max(own, double.Epsilon));
        // Beyond the lag, what all spend now comes into view at their rate.
        return Lag + ((room - (own * Lag)) / (serving * _rate));
    }
}
