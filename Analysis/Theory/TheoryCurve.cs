using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Analysis.Theory;

/// <summary>
/// The closed form that a scenario's share of negative accounts is compared with, where one applies.
/// </summary>
/// <remarks>
/// Common view: exact. Own pending: P(X > F), with X the exposure law at a fixed time. The freeze is not a fixed time but a
/// crossing, and the batch that causes it is not uncommitted any more; mean values agree but the law at a fixed time is slightly
/// wide, so this is an approximation that leans to too high tails. Time that a sent chunk waits for its payment hides spend
/// exactly as the lag does, so it is added to it.
/// </remarks>
public static class TheoryCurve
{
    /// <summary>P(final balance below zero), or null where no closed form applies.</summary>
    /// <param name="unpaidTimeMs">The measure unpaid_time_mean_ms of the cell; 0 where it is not known.</param>
    public static double? NegativeRate(Scenario scenario, double unpaidTimeMs)
    {
        PaymentsSpec payments = scenario.Payments;
        double freeze = payments.FreezeThreshold.In(payments.Price), balance = scenario.Users.Balance.In(payments.Price);
        double rate = scenario.Workload.RatePerSecond;
        int nodes = scenario.Users.ServingNodes;
        double unseen = rate * (SeenAfter(scenario).Seconds + (unpaidTimeMs / 1000));
        if (!DemandIsStationary(scenario, balance - freeze, unpaidTimeMs) || nodes * unseen > 1e5) return null;
        if (payments.FreezeRule == FreezeRuleKind.CommonView)
        {
            return payments.Commit.Kind == CommitRuleKind.EveryChunk
                ? CommonView.NegativeRate(nodes * unseen, CommonView.Reserve(balance, freeze))
                : null;
        }

        DiscreteLaw? uncommitted = Uncommitted(scenario);
        if (payments.FreezeRule != FreezeRuleKind.OwnPending || uncommitted is null) return null;
        // Batches come from Poisson streams only when the lag is one number; else whole batches overtake each other.
        if (!ConstantLag(scenario.Ledger) && payments.Commit.Kind != CommitRuleKind.EveryChunk) return null;
        // A lane that freezes within its first few batches never reached the stationary law.
        if ((balance - freeze) / nodes < unseen + (3 * uncommitted.Mean)) return null;
        return ExposureLaw.Of(nodes - 1, unseen, uncommitted).Tail(freeze);
    }

    /// <summary>How long after a payment the payer's other nodes know of it: the lag, or the hint's delay.</summary>
    private static Duration SeenAfter(Scenario scenario) =>
        scenario.Payments.Commit.Kind == CommitRuleKind.ProportionalHints ? scenario.Payments.Commit.HintDelay : scenario.Ledger.Lag;

    private static bool ConstantLag(LedgerSpec ledger) =>
        ledger.Distribution is LagDistribution.Constant or LagDistribution.Deterministic;

    /// <summary>
    /// Poisson demand that reaches the nodes as it is (neither bandwidth nor window is more than half used) and lasts long enough
    /// to drain practically every account to the threshold.
    /// </summary>
    private static bool DemandIsStationary(Scenario scenario, double spendable, double unpaidTimeMs)
    {
        double rate = scenario.Workload.RatePerSecond;
        if (scenario.Workload.Demand != DemandKind.Poisson) return false;
        long bandwidth = scenario.Network.LaneBandwidthBitsPerSecond;
        if (bandwidth > 0 && rate * 8 * scenario.Payments.ChunkBytes > 0.5 * bandwidth) return false;
        if (rate * unpaidTimeMs / 1000 > 0.5 * scenario.Payments.WindowChunks) return false;
        double wanted = scenario.Users.ServingNodes * rate * scenario.Duration.Seconds;
        return wanted - (5 * Math.Sqrt(wanted)) > spendable;
    }

    private static DiscreteLaw? Uncommitted(Scenario scenario)
    {
        CommitRule rule = scenario.Payments.Commit;
        Credits price = scenario.Payments.Price;
        double rate = scenario.Workload.RatePerSecond;
        if (rule.Kind != CommitRuleKind.ProportionalHints) return ExposureLaw.UncommittedOf(rule, price, rate);
        // With hints the view near the freeze is nearly true, and the batches there are the smallest one.
        int population = rule.Population == Population.Network ? scenario.Nodes : scenario.Users.ServingNodes;
        double minimum = rule.Minimum.In(price), unseen = rate * rule.HintDelay.Seconds;
        double lastBatch = 2 * FirstOrderLaw.ProportionalUncommitted(
            rule.Alpha, population, scenario.Users.ServingNodes, unseen, minimum);
        return lastBatch <= minimum ? ExposureLaw.Threshold((int)Math.Ceiling(minimum)) : null;
    }
}
