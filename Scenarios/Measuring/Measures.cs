namespace Fleek.Scenarios.Measuring;

/// <summary>Every number that a run reports. docs/measures.md is written from this table and tested against it.</summary>
public static class Measures
{
    public const string NegativeRate = "negative_rate";
    public const string FinalBalance = "final_balance_chunks";
    public const string Overshoot = "overshoot_chunks";
    public const string OvershootP99 = "overshoot_p99_chunks";
    public const string BadDebtRatio = "bad_debt_ratio";
    public const string CommitsPer1000 = "commits_per_1000_chunks";
    public const string Stranded = "stranded_chunks";
    public const string DeniedWhileSolvent = "denied_while_solvent_s";
    public const string Freezes = "freezes";
    public const string TtfbP50 = "ttfb_p50_ms";
    public const string TtfbP99 = "ttfb_p99_ms";
    public const string Served = "served_chunks";
    public const string UnpaidTime = "unpaid_time_mean_ms";
    public const string Exposure = "exposure_chunks";
    public const string ExposureVariance = "exposure_variance_chunks2";
    public const string ExposureTail = "exposure_tail_rate";
    public const string LedgerLagMean = "ledger_lag_mean_s";
    public const string LedgerLagP99 = "ledger_lag_p99_s";
    public const string Slashed = "slashed_chunks";
    public const string UnpaidRatio = "unpaid_ratio";
    public const string UnpaidRatioMinority = "unpaid_ratio_minority";
    public const string Retransmissions = "retransmissions_per_1000_messages";
    public const string LedgerNegativeRate = "ledger_negative_rate";
    public const string Unpaid = "unpaid_chunks";
    public const string AdversaryGain = "adversary_gain_chunks";
    public const string AdversaryGainMoney = "adversary_gain_money";
    public const string HonestLoss = "honest_loss_chunks";
    public const string Wasted = "wasted_chunks";
    public const string SelectionHitRate = "selection_hit_rate";
    public const string SelectionRegret = "selection_regret_ms";
    public const string SameIspShare = "same_isp_share";
    public const string VisiblePeering = "visible_peering_share";
    public const string EquilibriumDistance = "equilibrium_distance";
    public const string RoundsToRest = "rounds_to_rest";
    public const string MovesPerNode = "moves_per_node";
    public const string RegionsCovered = "regions_covered";
    public const string CoveredDemand = "covered_demand_share";
    public const string CoveredOfOptimum = "covered_of_optimum";
    public const string PotentialShare = "potential_share";
    public const string MarketNodes = "market_nodes";
    public const string NodeProfit = "node_profit_credit";
    public const string NearestKm = "nearest_km";
    public const string NearestP95Km = "nearest_p95_km";
    public const string NearestRtt = "nearest_rtt_ms";
    public const string NearestRttP50 = "nearest_rtt_p50_ms";
    public const string NearestRttP95 = "nearest_rtt_p95_ms";
    public const string Sites = "sites";
    public const string StolenRatio = "stolen_ratio";
    public const string StolenChunks = "stolen_chunks";
    public const string StolenOfBound = "stolen_of_bound";
    public const string ColludingGrants = "colluding_grants_per_s";
    public const string HonestRefused = "honest_refused_share";
    public const string CaughtNodes = "caught_share";
    public const string WronglyGivenUp = "wrongly_given_up";
    public const string IssuedOfSupply = "issued_of_supply_per_year";
    public const string RewardGap = "reward_gap_units";
    public const string BoostedTokens = "boosted_token_ratio";
    public const string ReputationGood = "reputation_good";
    public const string ReputationPoor = "reputation_poor";
    public const string ReputationLiars = "reputation_liars";
    public const string GoodParticipating = "good_participating_share";
    public const string PoorParticipating = "poor_participating_share";
    public const string FirstByte = "first_byte_ms";
    public const string DeliveryTime = "delivery_ms";
    public const string Goodput = "goodput_mbit_per_s";
    public const string FirstPaint = "first_paint_ms";
    public const string FullLoad = "full_load_ms";
    public const string StartUp = "start_up_ms";
    public const string RebufferRatio = "rebuffer_ratio";
    public const string BitRate = "bit_rate_mbit_per_s";
    public const string GatewayKilobytes = "gateway_kb";
    public const string GatewayShare = "gateway_share";
    public const string VisitPaid = "visit_paid_chunks";
    public const string VisitCost = "visit_cost_credit";
    public const string PaidTwice = "paid_twice_chunks";
    public const string Refunded = "refunded_chunks";
    public const string VerifiedShare = "verified_share";
    public const string LostShare = "lost_share";
    public const string FallbackShare = "fallback_share";
    public const string CacheHitShare = "cache_hit_share";
    public const string PeerShare = "peer_share";
    public const string ServedRate = "served_gbit_per_s";
    public const string GatewayUse = "gateway_use";
    public const string NodeUse = "node_use";

    /// <summary>Shares at which the distribution of the regret is kept, in percent: enough to draw it.</summary>
    public static IReadOnlyList<int> RegretPercentiles { get; } = [10, 25, 50, 75, 90, 95, 99];

    public static IReadOnlyList<MeasureDefinition> All { get; } =
    [
        new(NegativeRate, "share of accounts", Direction.LowerIsBetter, Estimator.Proportion,
            "Accounts whose final balance is below zero, over all accounts. Final balance is deposit minus everything redeemed, "
            + "after every ticket that a node holds is redeemed. A dip below zero that a later deposit cures would not count."),
        new(FinalBalance, "chunk prices per account", Direction.Neutral, Estimator.UnitMean,
            "Ledger balance minus recorded debt of an account after every ticket is redeemed, in chunk prices."),
        new(Overshoot, "chunk prices per account", Direction.LowerIsBetter, Estimator.UnitMean,
            "How far an account ended below zero, in chunk prices; 0 for accounts that did not. Mean over all accounts."),
        new(OvershootP99, "chunk prices", Direction.LowerIsBetter, Estimator.RunMean,
            "99th percentile (nearest rank) over the accounts of one run of the overshoot; the cell gives the mean of the runs' percentiles."),
        new(BadDebtRatio, "share of value served", Direction.LowerIsBetter, Estimator.RunMean,
            "Debt that no balance covers over the value of all paid chunks, over all accounts of one run."),
        new(CommitsPer1000, "redeem transactions per 1,000 paid chunks", Direction.LowerIsBetter, Estimator.RunMean,
            "Redeem transactions submitted to the ledger per 1,000 chunks paid for, over one run; includes the residuals that nodes submit on freeze and close."),
        new(Stranded, "chunk prices per account", Direction.LowerIsBetter, Estimator.UnitMean,
            "What is left on an account that every serving node froze: its final balance if positive, else 0; 0 also for accounts that some node still served at the end."),
        new(DeniedWhileSolvent, "seconds per account", Direction.LowerIsBetter, Estimator.UnitMean,
            "From a user's first refused request until its true balance (deposit minus all it has paid, at all nodes) falls below one chunk price, "
            + "or until the scenario's duration if that comes first; 0 for users never refused."),
        new(Freezes, "freezes per account", Direction.LowerIsBetter, Estimator.UnitMean,
            "Serving nodes that froze the account, out of those that serve it."),
        new(TtfbP50, "ms", Direction.LowerIsBetter, Estimator.RunMean,
            "Median over the sessions of one run of the time from the user's HELLO to the key of its first chunk: the first byte it can use."),
        new(TtfbP99, "ms", Direction.LowerIsBetter, Estimator.RunMean,
            "99th percentile (nearest rank) of the same time."),
        new(Served, "chunks per account", Direction.HigherIsBetter, Estimator.UnitMean,
            "Chunks that were paid for and whose key was released, per account."),
        new(UnpaidTime, "ms", Direction.LowerIsBetter, Estimator.RunMean,
            "Mean time from a node's sending a chunk until its payment reaches the node: what other nodes cannot see beyond the visibility lag."),
        new(Exposure, "chunk prices", Direction.LowerIsBetter, Estimator.UnitMean,
            "At a random time, the spend at the account's other serving nodes that its first serving node cannot see. One sample per account; only where the scenario has `sampling`."),
        new(ExposureVariance, "chunk prices squared", Direction.Neutral, Estimator.RunMean,
            "Sample variance over the accounts of one run of the exposure; the cell gives the mean of the runs' variances."),
        new(ExposureTail, "share of samples", Direction.LowerIsBetter, Estimator.Proportion,
            "Samples of the exposure that exceed `sampling.tail`."),
        new(Retransmissions, "retransmissions per 1,000 messages", Direction.LowerIsBetter, Estimator.RunMean,
            "How often a message of users or nodes was sent again, per 1,000 messages of one run, whether a link lost it, a partition cut it or its node was down; "
            + "only where the scenario has faulty links, a partition or crashes."),
        new(LedgerLagMean, "s", Direction.LowerIsBetter, Estimator.RunMean,
            "Mean over the redeem transactions of one run of the time from a node's submit until its transaction is final; only where the ledger has blocks, a queue or rounds."),
        new(LedgerLagP99, "s", Direction.LowerIsBetter, Estimator.RunMean,
            "99th percentile (nearest rank) of the same time."),
        new(LedgerNegativeRate, "share of accounts", Direction.LowerIsBetter, Estimator.Proportion,
            "Accounts on which claims exceeded what was there at some height of the log, though a deposit may have cured it since; only where the scenario has "
            + "an adversary, deposits or a settlement."),
        new(Unpaid, "chunk prices per account", Direction.LowerIsBetter, Estimator.UnitMean,
            "What nodes claimed of an account and neither its balance nor its collateral paid when all was over: its debt; only where the scenario has an adversary, "
            + "deposits, a settlement or collateral."),
        new(AdversaryGain, "chunk prices per account", Direction.LowerIsBetter, Estimator.UnitMean,
            "What the adversary of an account got for nothing. A payer: chunks that it got the key of, less what nodes were credited. Hostile nodes: what one of them was "
            + "credited more than one honest node of the same account. Collusion: what was credited for no chunk. Only where the scenario has an adversary."),
        new(AdversaryGainMoney, "currency of adversary.price_per_tb, per account", Direction.LowerIsBetter, Estimator.UnitMean,
            "The same gain in the chunks' bytes at `adversary.price_per_tb` for 10^12 bytes."),
        new(HonestLoss, "chunk prices per account", Direction.LowerIsBetter, Estimator.UnitMean,
            "What honest nodes claimed of an account and were not credited; only where the scenario has an adversary."),
        new(Wasted, "chunks per account", Direction.LowerIsBetter, Estimator.UnitMean,
            "Chunks that nodes sent and nobody paid, and of which nobody got the key; only where the scenario has an adversary."),
        new(Slashed, "chunk prices per account", Direction.Neutral, Estimator.UnitMean,
            "Collateral that an account lost: what nodes were paid from it, and the rest, which goes to a pool; 0 for accounts that did not overspend. "
            + "Only where the scenario has collateral."),
        new(UnpaidRatio, "share of value served", Direction.LowerIsBetter, Estimator.RunMean,
            "What nodes outside the minority claimed and were not paid, over all that they claimed in one run; only where the scenario has a minority of nodes."),
        new(UnpaidRatioMinority, "share of value served", Direction.LowerIsBetter, Estimator.RunMean,
            "The same of the minority's nodes."),
        .. SelectionMeasures, .. StudyDefinitions.Incentives, .. StudyDefinitions.Coverage, .. StudyDefinitions.Collusion, .. StudyDefinitions.Rewards,
        .. DeliveryDefinitions.All,
    ];

    /// <summary>Those of scenarios of kind incentives, and of no other.</summary>
    public static IReadOnlyList<string> OfIncentives { get; } = [.. StudyDefinitions.Incentives.Select(measure => measure.Name)];

    /// <summary>Those of scenarios of kind coverage, and of no other.</summary>
    public static IReadOnlyList<string> OfCoverage { get; } = [.. StudyDefinitions.Coverage.Select(measure => measure.Name)];

    /// <summary>Those of scenarios of kind collusion, and of no other.</summary>
    public static IReadOnlyList<string> OfCollusion { get; } = [.. StudyDefinitions.Collusion.Select(measure => measure.Name)];

    /// <summary>Those of scenarios of kind rewards, and of no other.</summary>
    public static IReadOnlyList<string> OfRewards { get; } = [.. StudyDefinitions.Rewards.Select(measure => measure.Name)];

    /// <summary>Those of scenarios of kind delivery, and of no other.</summary>
    public static IReadOnlyList<string> OfDelivery { get; } = [.. DeliveryDefinitions.All.Select(measure => measure.Name)];

    /// <summary>Those that a scenario has only with an Internet.</summary>
    public static IReadOnlyList<string> OfInternet { get; } = [.. SelectionMeasures.Select(measure => measure.Name)];

    private static IEnumerable<MeasureDefinition> SelectionMeasures =>
    [
        new(SelectionHitRate, "share of users", Direction.HigherIsBetter, Estimator.Proportion,
            "Users whose first node is one of those with the least true round trip, over all users; only where the scenario has an Internet."),
        new(SelectionRegret, "ms per user", Direction.LowerIsBetter, Estimator.UnitMean,
            "True round trip between a user and its first node, less that of the best node for it; 0 for a hit."),
        .. RegretPercentiles.Select(percent => new MeasureDefinition(
            SelectionRegretAt(percent), "ms", Direction.LowerIsBetter, Estimator.RunMean,
            $"{Ordinal(percent)} (nearest rank) of the same over the users of one run.")),
        new(SameIspShare, "share of users", Direction.HigherIsBetter, Estimator.Proportion,
            "Users whose first node is in their own network."),
        new(VisiblePeering, "share of links between peers", Direction.Neutral, Estimator.RunMean,
            "Links between peers that the collectors' table shows, over all there are; only where the selection reads it."),
    ];

    /// <summary>The measure of a percentile of the regret.</summary>
    public static string SelectionRegretAt(int percent) => $"selection_regret_p{percent}_ms";

    private static string Ordinal(int percent) => percent == 50 ? "Median" : $"{percent}th percentile";

    /// <summary>Those that a scenario has only with an adversary.</summary>
    public static IReadOnlyList<string> OfAdversaries { get; } = [AdversaryGain, AdversaryGainMoney, HonestLoss, Wasted];

    public static MeasureDefinition Get(string name) =>
        All.FirstOrDefault(m => m.Name == name) ?? throw new ArgumentException($"no measure named '{name}'", nameof(name));
}
