using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Analysis.Theory;

/// <summary>
/// The closed forms that measures of scenarios are compared with, where they apply. One object remembers the laws that the cells
/// of
/// a plan share; it is not for several threads.
/// </summary>
/// <remarks>
/// Common view: exact. Own pending: the final balance is taken as F - X, with X the exposure law at a fixed time. The freeze is
/// not a fixed time but a crossing, and nodes that freeze first submit what they hold while others still serve; the law at a
/// fixed time is therefore wide. Means agree within one per cent of the exposure; in the tail it is an estimate from above, by
/// a factor of two to four between 7 % and 0.7 % (docs/policies.md has a measured case). Time that a sent chunk waits for its
/// payment hides spend exactly as the lag does, so it is added to it.
/// </remarks>
public sealed class TheoryCurve
{
    /// <summary>What a reader of a figure has to know about the dashed line.</summary>
    public const string Note =
        "The closed form of the own-pending rule is the law of the unseen spend at a fixed time. Accounts freeze at a crossing "
        + "instead, so its means agree with the simulation but its tail lies above: it is a cautious estimate there. For the "
        + "common view with every chunk committed it is exact. Time that a sent chunk waits for its payment is counted as lag.";

    /// <summary>Above this many unseen chunks a table of probabilities is not worth its time.</summary>
    private const double MostUnseenChunks = 1e5;

    private readonly Dictionary<(CommitRule Rule, Credits Price, double Rate, int Others), DiscreteLaw> _uncommitted = [];

    /// <summary>The predicted value of a measure, in the measure's unit; null where no closed form applies.</summary>
    /// <param name="measure">Of <see cref="Measures"/>.</param>
    /// <param name="unpaidTimeMs">The measure unpaid_time_mean_ms of the cell; 0 where it is not known.</param>
    public double? Predict(string measure, Scenario scenario, double unpaidTimeMs)
    {
        try
        {
            return Evaluate(measure, scenario, unpaidTimeMs);
        }
        catch (OutOfDomainException)
        {
            return null; // a law too wide for a table is no law to draw
        }
    }

    private double? Evaluate(string measure, Scenario scenario, double unpaidTimeMs)
    {
        if (scenario.IsStudy) return LocationCurve.Predict(measure, scenario);
        if (scenario.Faults is not null) return null; // every closed form here is one of a network without faults
        if (scenario.Ledger.IsShared) return null; // and of transactions that do not wait for each other
        if (scenario.Payments.Groups.Count > 0 || scenario.Workload.MoveAfterChunks > 0) return null; // and of nodes and lanes all alike
        if (scenario.Users.TopUp is not null || scenario.Users.Dry is not null) return null; // and of accounts all alike that nobody adds to
        if (measure == Measures.AdversaryGain && scenario.Adversary is { Kind: not AdversaryKind.None } adversary)
            return AdversaryCurve.Gain(scenario, adversary, Hidden(scenario, unpaidTimeMs));
        if (scenario.Adversary is { Kind: not (AdversaryKind.None or AdversaryKind.AllNodes or AdversaryKind.Identities) }) return null;
        if (measure is Measures.NegativeRate or Measures.Overshoot or Measures.FinalBalance)
        {
            if (FinalBalance(scenario, unpaidTimeMs) is not var (reserve, spentBeyond)) return null;
            return measure switch
            {
                Measures.NegativeRate => spentBeyond.Tail(reserve),
                Measures.Overshoot => spentBeyond.ExpectedExcess(reserve),
                _ => reserve - spentBeyond.Mean,
            };
        }

        if (measure is not (Measures.Exposure or Measures.ExposureVariance or Measures.ExposureTail)) return null;
        if (SampledExposure(scenario) is not { } law) return null;
        return measure switch
        {
            Measures.Exposure => law.Mean,
            Measures.ExposureVariance => law.Variance,
            _ => law.Tail(scenario.Sampling!.Tail.In(scenario.Payments.Price)),
        };
    }

    /// <summary>The final balance is Reserve - X, in chunk prices, X having the law; null where no closed form applies.</summary>
    private (double Reserve, DiscreteLaw SpentBeyond)? FinalBalance(Scenario scenario, double unpaidTimeMs)
    {
        PaymentsSpec payments = scenario.Payments;
        double freeze = payments.FreezeThreshold.In(payments.Price), balance = scenario.Users.Balance.In(payments.Price);
        int nodes = scenario.Users.ServingNodes;
        double unseen = scenario.Workload.RatePerSecond * (SeenAfter(scenario).Seconds + (unpaidTimeMs / 1000));
        if (!StreamsAreStationary(scenario, unpaidTimeMs) || nodes * unseen > MostUnseenChunks) return null;
        if (WantedChunks(scenario) - (5 * Math.Sqrt(WantedChunks(scenario))) <= balance - freeze) return null;
        if (payments.FreezeRule == FreezeRuleKind.CommonView)
        {
            return payments.Commit.Kind == CommitRuleKind.EveryChunk
                ? (CommonView.Reserve(balance, freeze), DiscreteLaw.Poisson(nodes * unseen))
                : null;
        }

        if (payments.FreezeRule != FreezeRuleKind.OwnPending || Uncommitted(scenario) is not { } uncommitted) return null;
        // A lane that freezes within its first few batches never reached the stationary law.
        if ((balance - freeze) / nodes < unseen + (3 * uncommitted.Mean)) return null;
        return (freeze, Exposure(scenario, unseen, uncommitted));
    }

    /// <summary>What one node hides from the others in the mean, in chunk prices; null where no closed form applies.</summary>
    private static double? Hidden(Scenario scenario, double unpaidTimeMs) =>
        StreamsAreStationary(scenario, unpaidTimeMs) && Uncommitted(scenario) is { } uncommitted
            ? (scenario.Workload.RatePerSecond * (SeenAfter(scenario).Seconds + (unpaidTimeMs / 1000))) + uncommitted.Mean
            : null;

    /// <summary>The exposure that `sampling` samples, if no account freezes before the end and the first sample comes late
    /// enough.</summary>
    private DiscreteLaw? SampledExposure(Scenario scenario)
    {
        PaymentsSpec payments = scenario.Payments;
        if (scenario.Sampling is not { } sampling || scenario.Network.Delay != DelayKind.None) return null;
        double rate = scenario.Workload.RatePerSecond, unseen = rate * SeenAfter(scenario).Seconds;
        if (!StreamsAreStationary(scenario, 0) || scenario.Users.ServingNodes * unseen > MostUnseenChunks) return null;
        double spendable = (scenario.Users.Balance - payments.FreezeThreshold).In(payments.Price);
        if (WantedChunks(scenario) + (5 * Math.Sqrt(WantedChunks(scenario))) >= spendable) return null;
        if (Uncommitted(scenario) is not { } uncommitted || rate * sampling.After.Seconds < unseen + (3 * uncommitted.Mean))
            return null;
        return Exposure(scenario, unseen, uncommitted);
    }

    private DiscreteLaw Exposure(Scenario scenario, double unseen, DiscreteLaw uncommitted)
    {
        int others = scenario.Users.ServingNodes - 1;
        var key = (scenario.Payments.Commit, scenario.Payments.Price, scenario.Workload.RatePerSecond, others);
        if (!_uncommitted.TryGetValue(key, out DiscreteLaw? together)) _uncommitted[key] = together = uncommitted.Times(others);
        return DiscreteLaw.Poisson(others * unseen).Plus(together);
    }

    /// <summary>How long after a payment the payer's other nodes know of it: the lag, or the hint's delay.</summary>
    private static Duration SeenAfter(Scenario scenario) =>
        scenario.Payments.Commit.Kind == CommitRuleKind.ProportionalHints
            ? scenario.Payments.Commit.HintDelay : scenario.Ledger.Lag;

    /// <summary>Poisson demand that reaches the nodes as it is (neither bandwidth nor window is more than half used) and one lag for all.</summary>
    private static bool StreamsAreStationary(Scenario scenario, double unpaidTimeMs)
    {
        double rate = scenario.Workload.RatePerSecond;
        long bandwidth = scenario.Network.LaneBandwidthBitsPerSecond;
        // Claims are cumulative: with a random lag a later one that is final first also shows all before it, so less is unseen.
        bool constantLag = scenario.Ledger.Distribution is LagDistribution.Constant or LagDistribution.Deterministic;
        return constantLag && scenario.Workload.Demand == DemandKind.Poisson
            && (bandwidth == 0 || rate * 8 * scenario.Payments.ChunkBytes <= 0.5 * bandwidth)
            && rate * unpaidTimeMs / 1000 <= 0.5 * scenario.Payments.WindowChunks;
    }

    private static double WantedChunks(Scenario scenario) =>
        scenario.Users.ServingNodes * scenario.Workload.RatePerSecond * scenario.Duration.Seconds;

    private static DiscreteLaw? Uncommitted(Scenario scenario)
    {
        CommitRule rule = scenario.Payments.Commit;
        Credits price = scenario.Payments.Price;
        double rate = scenario.Workload.RatePerSecond;
        if (rule.Kind != CommitRuleKind.ProportionalHints) return ExposureLaw.UncommittedOf(rule, price, rate);
        // With hints the view near the freeze is nearly true, and the batches there are the smallest one.
        int population = rule.Population == Population.Network ? scenario.Nodes : scenario.Users.ServingNodes;
        double minimum = rule.Minimum.In(price);
        double lastBatch = 2 * FirstOrderLaw.ProportionalUncommitted(
            rule.Alpha, population, scenario.Users.ServingNodes, rate * rule.HintDelay.Seconds, minimum);
        return lastBatch <= minimum ? ExposureLaw.Threshold((int)Math.Ceiling(minimum)) : null;
    }
}
