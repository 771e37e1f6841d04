using static Fleek.Analysis.Theory.Catalogue.CommonParameters;

namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>Worst cases: theorems T1 to T5'.</summary>
internal static class BoundLaws
{
    public static IReadOnlyList<Law> All { get; } =
        [SingleNodeLaw(), Bound(), LockStepLaw(), StaticCapLaw(), RefillingCapLaw(), BootstrapLaw()];

    private static Law SingleNodeLaw() => new("single-node", "T1: the final balance that one serving node leaves")
    {
        Formula = "final = B - q floor((B - F) / q), in [F, F + q)",
        Assumes = "One node, which subtracts its own pending spend. Exact, whatever the lag and the ledger.",
        Source = "docs/theory.md",
        Parameters =
        [
            Balance(1000), WholeFreeze(100), new("price", "q", ChunkPrices, 1, 1, 1e15,
                "Price of one chunk, in the unit of the balance", true),
        ],
        Evaluate = v =>
        {
            (long b, long f, long q) = (v.Whole("balance"), v.Whole("freeze_threshold"), v.Whole("price"));
            Require.That(f <= b, "freeze_threshold must be at most the balance");
            return new([
                new("served", SingleNode.ServedChunks(b, f, q), "chunks", "Chunks served before the freeze"),
                new("final_balance", SingleNode.FinalBalance(b, f, q), ChunkPrices, "After every ticket is redeemed"),
            ]);
        },
    };

    private static Law Bound() => new("overshoot-bound", "T2: the lowest final balance that any payer can cause")
    {
        Formula = "final >= F - (k-1) (r Lam + theta); whole chunks: F - (k-1) (ceil(r Lam) + theta - 1); own pending not "
            + "subtracted: k for k-1; never submitted: B - N (B - F); demand of Rtot in all: F - Rtot Lam - (k-1) theta",
        Assumes = "Nodes keep the rule, serve at most r chunks a second each, and submit at the latest at theta; the lag is "
            + "at most "
            + "Lam. No assumption on demand. The whole-chunk form is attained; its ceil(r Lam) holds for evenly spaced chunks.",
        Source = "docs/theory.md; attained by lock-step with B = 924",
        Parameters =
        [
            Balance(924), Freeze(100), Nodes(10), Population(64), Rate(1) with { Symbol = "r" }, Lag(5), Threshold(20),
            new("demand", "Rtot", "chunks/s", 10, 0, 1e12, "Chunks a second that the payer asks for, at all nodes together"),
        ],
        Evaluate = v =>
        {
            double f = v["freeze_threshold"], k = v["serving_nodes"], theta = v["threshold"], unseen = v["rate"] * v["lag"];
            Require.Between(unseen, 0, 1e15, "rate * lag");
            Require.That(f <= v["balance"], "freeze_threshold must be at most the balance");
            double whole = WholeNumber.Up(unseen);
            double lowest = f - ((k - 1) * (whole + theta - 1));
            return new([
                new("lowest_final", lowest, ChunkPrices, "In whole chunks"),
                new("overshoot", Math.Max(0, -lowest), ChunkPrices, "Most that can be spent beyond the balance"),
                new("lowest_final_continuous", OvershootBound.LowestFinal(f, k, unseen, theta), ChunkPrices,
                    "Amounts that are not whole"),
                new("lowest_final_naive", f - (k * (whole + theta - 1)), ChunkPrices,
                    "Own pending spend not subtracted, whole chunks"),
                new("lowest_final_never_submitted",
                    OvershootBound.LowestFinalNeverSubmitting(v["balance"], f, v["nodes"]), ChunkPrices,
                    "All N nodes serve and none ever submits"),
                new("lowest_final_demand_limited",
                    OvershootBound.LowestFinalDemandLimited(f, k, v["demand"] * v["lag"], theta), ChunkPrices,
                        "Demand of Rtot in all"),
                new("freeze_for_no_overshoot", (k - 1) * (whole + theta - 1), ChunkPrices, "Smallest F that no payer overspends"),
            ]);
        },
    };

    private static Law LockStepLaw() => new("lock-step", "T3: the final balance of nodes that serve and commit in phase")
    {
        Formula = "x = max{ t : t + (k-1) theta floor((t - Lam)^+ / theta) <= B - F }; final = B - k x",
        Assumes = "Each node serves one chunk at every tick from 0 and commits at theta; within a tick visibility comes "
            + "first, then "
            + "service, then submission. Exact.",
        Source = "docs/theory.md",
        Parameters =
        [
            Balance(1000), WholeFreeze(100), Nodes(10), Threshold(20),
            new("lag", "Lam", "ticks", 5, 1, 1e9, "From submission to visibility"),
        ],
        Evaluate = v =>
        {
            (long b, long f, int k) = (v.Whole("balance"), v.Whole("freeze_threshold"), v.Count("serving_nodes"));
            Require.That(f <= b, "freeze_threshold must be at most the balance");
            long final = LockStep.FinalBalanceChunks(b, f, k, v.Whole("threshold"), v["lag"]);
            double bound = f - ((k - 1.0) * (Math.Ceiling(v["lag"]) + v["threshold"] - 1));
            return new([
                new("served_per_node", (b - final) / k, "chunks", "x: chunks that each node serves"),
                new("final_balance", final, ChunkPrices, "After every ticket is redeemed"),
                new("bound", bound, ChunkPrices, "T2 in whole chunks: no payer can cause less"),
            ]);
        },
    };

    private static Law StaticCapLaw() => new("static-cap", "T4: what a fixed cap per node and epoch leaves usable")
    {
        Formula = "cap = (B - F) / N; usable share = k / N",
        Assumes = "Every node of N may spend the same, fixed for the epoch by a balance in which all earlier spend is settled. "
            + "Nothing overshoots, whatever the timing.",
        Source = "docs/theory.md",
        Parameters = [Balance(1000), Freeze(100), Nodes(8), Population(64)],
        Evaluate = v =>
        {
            Require.That(v["freeze_threshold"] <= v["balance"], "freeze_threshold must be at most the balance");
            Require.That(v["serving_nodes"] <= v["nodes"], "serving_nodes must be at most nodes");
            double cap = StaticCap.PerNode(v["balance"], v["freeze_threshold"], v["nodes"]);
            double usable = StaticCap.UsableShare(v["serving_nodes"], v["nodes"]);
            double all = v["balance"] - v["freeze_threshold"];
            return new([
                new("cap", cap, ChunkPrices, "What one node may spend"),
                new("usable_share", usable, "share", "Of B - F, with k nodes in use"),
                new("spendable", usable * all, ChunkPrices, "With k nodes in use"),
                new("stranded", (1 - usable) * all, ChunkPrices, "At nodes that are not in use"),
            ]);
        },
    };

    private static Law RefillingCapLaw() => new("refilling-cap",
        "T4', no theorem: a cap refilled from the view is unsafe and slow")
    {
        Formula = "final >= F - M (B - F) / N with M nodes that stay stale; time = (R - r N Lam) / (k r) + (N Lam / k) ln(r N "
            + "Lam)",
        Assumes = "R = B - F of spend. Views of M nodes never move. Time: to first order, spend as a continuous flow that "
            + "each cap "
            + "throttles to a part in N of what is left, per lag, until one chunk is left; a simulation took 197 s against "
                + "198.6.",
        Source = "docs/theory.md",
        Parameters =
        [
            Balance(20_000), Freeze(0), Nodes(8), Population(64), Rate(100) with { Low = 1e-6 }, Lag(2.5) with { Low = 1e-9 },
            new("stale_nodes", "M", "nodes", 1, 0, 1e9, "Nodes whose view never moves", true),
        ],
        Evaluate = v =>
        {
            double b = v["balance"], f = v["freeze_threshold"], n = v["nodes"], k = v["serving_nodes"];
            Require.That(f <= b, "freeze_threshold must be at most the balance");
            Require.That(k <= n && v["stale_nodes"] <= n, "serving_nodes and stale_nodes must be at most nodes");
            return new([
                new("final_with_stale_nodes", RefillingCap.FinalWithStaleNodes(b, f, n, v["stale_nodes"]), ChunkPrices,
                    "The balance they leave"),
                new("spending_time", RefillingCap.SpendingSeconds(b, f, n, k, v["rate"], v["lag"]), "s",
                    "To spend B - F down to one chunk"),
                new("spending_time_without_cap", (b - f) / (k * v["rate"]), "s", "At the demanded rate"),
            ]);
        },
    };

    private static Law BootstrapLaw() => new("bootstrap-credit", "T5': the overshoot of leases whose nodes may begin on credit")
    {
        Formula = "final >= F - n c0; no overshoot iff F >= n c0; no stall at the start iff c0 >= r Lam",
        Assumes = "Limits of all nodes together never exceed B - F (T5: no overshoot at any lag); n nodes without a grant "
            + "serve up to "
            + "c0 each. Sessions or a choice of kappa nodes per epoch bound n.",
        Source = "docs/theory.md; leases: O'Neil, The escrow transactional method, 1986",
        Parameters =
        [
            Freeze(600), new("ungranted_nodes", "n", "nodes", 2, 0, 1e9, "Nodes that hold no grant yet", true),
            new("credit", "c0", ChunkPrices, 300, 0, 1e15, "What such a node may serve"), Rate(100) with { Symbol = "r" },
            Lag(2.5),
        ],
        Evaluate = v =>
        {
            double lowest = BootstrapCredit.LowestFinal(v["freeze_threshold"], v["ungranted_nodes"], v["credit"]);
            return new([
                new("lowest_final", lowest, ChunkPrices, "No payer can cause less"),
                new("overshoot", Math.Max(0, -lowest), ChunkPrices, "Most that can be spent beyond the balance"),
                new("freeze_for_no_overshoot", BootstrapCredit.FreezeForNoOvershoot(v["ungranted_nodes"], v["credit"]),
                    ChunkPrices, "n c0"),
                new("credit_for_no_stall", BootstrapCredit.CreditForNoStall(v["rate"], v["lag"]), ChunkPrices, "r Lam"),
            ]);
        },
    };
}
