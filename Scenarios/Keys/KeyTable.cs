namespace Fleek.Scenarios.Keys;

/// <summary>Every key of a scenario, in the order in which resolved plans list them. The one place that knows them.</summary>
internal static class KeyTable
{
    public const string Rule = "payments.commit.rule";
    public const string Commit = "payments.commit";
    public const string Price = "payments.price";
    public const string Rtt = "network.rtt";
    public const string Places = "network.places";
    public const string Sampling = "sampling";
    public const string FastForward = "fast_forward";
    public const string NodeRate = "workload.node_rate";
    public const string Thresholds = "thresholds";
    public const string PoissonShare = "workload.poisson_share";
    public const string MoveAfter = "workload.move_after";
    public const string Collateral = "users.collateral";

    public static IReadOnlyList<KeySpec> All { get; } =
    [
        new("question", KeyKind.Text, "", "What the scenario is there to answer; the report's title."),
        KindKeys.Key,
        new("duration", KeyKind.Duration, "60 s", "Users ask for chunks until this time; what is under way then is finished.")
            { Min = "0 s", AboveMin = true, Max = "1000000000 s" },
        new("nodes", KeyKind.Count, "64", "Nodes in the network, N.") { Min = "1", Max = "100000" },
        new(FastForward, KeyKind.Word, null,
            "true: streams of constant rate advance from decision to decision in one step. Measures and decisions are those of a run chunk "
                + "by chunk, and it takes less time; the trace hash is another. Default: false.")
            { Words = ["true", "false"] },
        .. UserKeys, .. InternetKeys.SelectionKeys, .. AdversaryKeys.UserKeys, .. DryUserKeys.All, .. NetworkKeys, .. InternetKeys.NetworkKeys, .. FaultKeys.All, .. LedgerKeys.All,
        .. AdversaryKeys.LedgerKeys, .. PaymentKeys,
        AdversaryKeys.UnfreezeKey, .. LimitKeys.All, .. GroupKeys.All, .. CommitKeys.All, .. WorkloadKeys, .. AdversaryKeys.All,
        .. CryptographyKeys.All, .. IncentiveKeys.All, .. CoverageKeys.All, .. CollusionKeys.All, .. RewardKeys.All, .. DeliveryKeys.All,
        new("seeds", KeyKind.Seeds, "1..8",
            "Seeds of every cell, the same in each so that differences are paired: 1..8, or [1, 5, 9]."),
        new("measure", KeyKind.Measures, null, "Measures that tables show first. Default: all that the scenario has."),
        new(Thresholds, KeyKind.Thresholds, null,
            "What measures of every cell have to keep to, as [negative_rate < 0.1 %, ttfb_p99_ms < 250 ms]: judged on the upper end of the 95 % "
                + "interval, or on the lower one where a measure has to be greater. A run or sweep in which one is crossed ends with code 10."),
        .. ToleranceKeys.All,
    ];

    /// <summary>The mappings that keys stand in, by dotted path.</summary>
    public static IReadOnlyList<string> Blocks { get; } = [.. All.Select(k => k.Block).Where(b => b.Length > 0).Distinct()];

    /// <summary>Those that may be an axis as a whole.</summary>
    public static IReadOnlyList<string> SweepableBlocks { get; } = [.. Blocks.Where(b => b != ToleranceKeys.Block)];

    private static readonly Dictionary<string, KeySpec> ByPath = All.ToDictionary(k => k.Path, StringComparer.Ordinal);

    /// <summary>The words that decide whether other keys have a meaning.</summary>
    public static IReadOnlyList<KeySpec> Discriminators { get; } =
        [.. All.Select(k => k.UsedWhere).OfType<string>().Distinct().Select(Get)];

    private static IEnumerable<KeySpec> UserKeys =>
    [
        new("users.count", KeyKind.Count, "100", "Accounts in one run.") { Min = "1", Max = "1000000" },
        new("users.balance", KeyKind.Money, "600 chunks", "Each account's deposit.") { Min = "0" },
        new("users.serving_nodes", KeyKind.Count, "4", "k: nodes that serve one user at the same time; at most `nodes`.")
            { Min = "1", Max = "100000" },
        new("users.selection", KeyKind.Word, "nearest",
            "Which nodes those are: the nearest by great circle; balanced: the nearest that have room, so that all nodes serve the same "
                + "number of lanes; random ones drawn for each user; the first k for every user; or the first k of those that are assigned to it. In an Internet "
                + "also by what a faulty geo table says: geo-ip, and gateway, which takes turns within 565 km; by AS paths: fewest-hops, anycast; by "
                + "predicted round trips: bgp, bgp-probes; by network coordinates: vivaldi; oracle: by the truth.")
            { Words = ["nearest", "balanced", "random", "first", "assigned", .. InternetKeys.Policies] },
        new(Collateral, KeyKind.Money, null,
            "Locked beside each balance: it pays what the balance does not cover, and an account that needed it loses all of it. Default: none.")
            { Min = "0", AboveMin = true },
    ];

    private static IEnumerable<KeySpec> NetworkKeys =>
    [
        new("network.delay", KeyKind.Word, "modelled",
            "none: messages arrive at once; modelled: real metro areas and a fitted delay. `network.rtt` takes precedence over "
                + "modelled.")
            { Words = ["none", "modelled"] },
        new(Rtt, KeyKind.Path, null, "File of measured round-trip times (source,destination,min,avg,max,mdev in ms), relative "
            + "to this file."),
        new(Places, KeyKind.Path, null,
            "File with the positions of the places in `network.rtt`. Default: the servers*.csv beside it."),
        new("network.lane_bandwidth", KeyKind.BitRate, "unlimited", "Rate of one (user, node) lane, shared with nobody.")
            { Words = ["unlimited"], Min = "1 kbit/s", Max = "1000 Gbit/s" },
    ];

    private static IEnumerable<KeySpec> PaymentKeys =>
    [
        new("payments.chunk", KeyKind.Bytes, "256 KiB", "Bytes of one chunk.") { Min = "1 B", Max = "1 GiB" },
        new(Price, KeyKind.Money, "0.001 credit", "Price of one chunk, in credit: it defines the money unit `chunks`.")
            { Min = "0", AboveMin = true, InCreditAlone = true },
        new("payments.freeze_threshold", KeyKind.Money, "0 chunks",
            "F: a node stops serving an account before what it can see of the balance falls below this.") { Min = "0" },
        new("payments.freeze_rule", KeyKind.Word, "own-pending",
            "own-pending: subtracts what the node itself has pending; common-view: looks at the visible balance alone; "
            + "refilling-cap: an unsafe counter-example; static-cap: each node serves a fixed share of the account; lease: nodes lease "
            + "parts of the account from the ledger.")
            { Words = ["own-pending", "common-view", "refilling-cap", LimitKeys.StaticCap, LimitKeys.Lease] },
        new("payments.window", KeyKind.ChunkCount, "8 chunks", "Most chunks of one lane that are sent and unpaid.")
            { Min = "1 chunks", Max = "1000000 chunks" },
    ];

    private static IEnumerable<KeySpec> WorkloadKeys =>
    [
        new("workload.demand", KeyKind.Word, "poisson",
            "poisson: chunks wanted from each serving node form a Poisson process; ticks: one chunk from each at every tick, "
                + "all in phase; constant: ticks of which each lane has its own phase.")
            { Words = ["poisson", "ticks", "constant"] },
        new("workload.rate", KeyKind.ChunkRate, "10 chunks/s",
            "Chunks a second that a user wants from each of its serving nodes.")
            { Min = "0.000001 chunks/s", Max = "1000000 chunks/s" },
        new(NodeRate, KeyKind.BitRate, null,
            "What each node serves in all, shared equally by its lanes; takes the place of `workload.rate`.")
            { Min = "1 kbit/s", Max = "1000 Gbit/s" },
        new(PoissonShare, KeyKind.Share, null,
            "Share of the users whose demand is Poisson nevertheless, where demand is of ticks or constant. Default: none.")
            { Min = "0", Max = "1" },
        new(MoveAfter, KeyKind.ChunkCount, null,
            "After each so many chunks, from all its nodes together, a user leaves the node that it has been with for longest and opens a "
                + "session at one that it has not been with. Default: users stay.")
            { Min = "1 chunks", Max = "1000000000 chunks" },
        new("sampling.after", KeyKind.Duration, null,
            "Samples the exposure once per account, at a random time between this and the duration.")
            { Min = "0 s", Max = "1000000000 s" },
        new("sampling.tail", KeyKind.Money, null, "The amount whose exceedance `exposure_tail_rate` counts.") { Min = "0" },
    ];

    public static KeySpec Get(string path) => ByPath[path];

    public static KeySpec? Find(string path) => ByPath.GetValueOrDefault(path);

    public static bool IsBlock(string path) => Blocks.Contains(path) || path is "payments" or FaultKeys.Faults;

    public static bool IsSweepableBlock(string path) => IsBlock(path) && path != ToleranceKeys.Block;

    /// <summary>A block that may be absent as a whole, and so may be null.</summary>
    public static bool IsOptional(string block) =>
        block is Sampling or GroupKeys.Block or AdversaryKeys.Block or DryUserKeys.Block or "users.top_up" || block.StartsWith(FaultKeys.Faults, StringComparison.Ordinal);

    /// <summary>Names that may stand in a block: its keys, and the blocks inside it.</summary>
    public static IEnumerable<string> NamesIn(string block)
    {
        string prefix = block.Length == 0 ? "" : block + ".";
        IEnumerable<string> paths = All.Select(k => k.Path).Where(p => p.StartsWith(prefix, StringComparison.Ordinal));
        return paths.Select(p => p[prefix.Length..].Split('.')[0]).Distinct();
    }

    public static IEnumerable<KeySpec> Under(string block) =>
        All.Where(k => k.Path.StartsWith(block + ".", StringComparison.Ordinal));
}
