using static Fleek.Analysis.Theory.Catalogue.CommonParameters;

namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>Leases, cascades, and how often commits come.</summary>
internal static class CommitLaws
{
    public static IReadOnlyList<Law> All { get; } = [Lease(), Cascade(), Rounds(), Growing(), Lottery()];

    private static Law Lease() => new("lease-stall", "How often a node waits for its next lease")
    {
        Formula = "constant lag: P(Poisson(x) > R), x = lambda Lam; exponential lag: (x / (1 + x))^(R+1); writes k + spend / Q",
        Assumes = "Poisson demand; the next lease is asked for when R chunks are left of the last. Exact.",
        Source = "docs/theory.md",
        Parameters =
        [
            Rate(2), Lag(2.5), Reserve(10) with { Symbol = "R", Text = "Chunks left when the next lease is asked for" }, Nodes(8),
            new("lease", "Q", "chunks", 500, 1, 1e12, "Size of a lease"), new("spend", "", "chunks", 20_000, 0, 1e15,
                "Spend of the payer in all"),
        ],
        Evaluate = v =>
        {
            double x = v["rate"] * v["lag"];
            Require.Between(x, 0, 1e6, "rate * lag");
            return new([
                new("stall_rate", LeaseStall.ConstantLag(x, v["reserve"]), "share", "Of renewals, constant lag"),
                new("stall_rate_exponential", LeaseStall.ExponentialLag(x, v.Whole("reserve")), "share",
                    "Of renewals, exponential lag"),
                new("ledger_writes", LeaseStall.LedgerWrites(v["serving_nodes"], v["spend"], v["lease"]), "transactions",
                    "k + spend / Q"),
            ]);
        },
    };

    private static Law Cascade() => new("cascade", "How many nodes one commit makes commit")
    {
        Formula = "P(Z = z) = C(K,z) d ((z+1) d)^(z-1) (1 - (z+1) d)^(K-z), d = alpha / N, K = k - 1; size Z + 1; many nodes: "
            + "Borel(m), "
            + "m = alpha (k-1) / N",
        Assumes = "Proportional thresholds, independent uniform phases. Exact; all K follow where (z+1) d reaches 1.",
        Source = "Consul, 1974; Dobson, Carreras, Newman, A loading-dependent model of probabilistic cascading failure, 2005",
        Parameters = [Population(64), Nodes(8) with { High = 1e5 }, Alpha(1)],
        Evaluate = v =>
        {
            int others = v.Count("serving_nodes") - 1;
            double branching = CommitCascade.Branching(v["alpha"], v["serving_nodes"], v["nodes"]);
            DiscreteLaw z = CommitCascade.Triggered(others, v["alpha"] / v["nodes"]);
            List<LawResult> results =
            [
                new("branching", branching, "nodes", "m: triggered directly by one commit"),
                new("mean_size", 1 + z.Mean, "nodes", "Mean size of a cascade"),
                new("alone", z[0], "share", "P(size = 1)"),
                new("ten_or_more", z.Tail(8), "share", "P(size >= 10)"),
            ];
            if (branching < 1)
                results.Add(new("mean_size_of_many", CommitCascade.MeanSizeOfMany(branching), "nodes",
                    "1 / (1 - m), among many nodes"));
            return new(results, new(["size", "probability"],
                [.. Enumerable.Range(0, Math.Min(others + 1, 12)).Select(i => new[] { i + 1, z[i] })]));
        },
    };

    private static Law Rounds() => new("in-phase-rounds", "Commits of proportional thresholds in phase")
    {
        Formula = "R(n+1) = R(n) (1 - alpha k / N), k commits a round, until R* = N theta_min / alpha; then R / theta_min; "
            + "all: k ln(R0 / R*) / -ln(1 - alpha k / N) + R* / theta_min",
        Assumes = "All nodes commit together and see it before the next round. What is left after the rounds goes in batches "
            + "of the smallest size.",
        Source = "docs/theory.md",
        Parameters =
        [
            new("spendable", "R0", ChunkPrices, 9500, 0, 1e15, "B - F at the start"), Nodes(8), Population(64), Alpha(1),
            Smallest(2),
        ],
        Evaluate = v =>
        {
            (double r, double k, double n) = (v["spendable"], v["serving_nodes"], v["nodes"]);
            ProportionalRounds rounds = ProportionalRounds.Of(r, k, n, v["alpha"], v["smallest_batch"]);
            return new([
                new("rounds", rounds.Rounds, "rounds", "Until thresholds are the smallest"),
                new("commits", rounds.Commits, "commits", "In these rounds"),
                new("left", rounds.Left, ChunkPrices, "R after them"),
                new("last_commits", rounds.LastCommits, "commits", "Of the smallest batch, about"),
                new("all_commits", ProportionalRounds.AllCommits(r, k, n, v["alpha"], v["smallest_batch"]), "commits",
                    "Rounds not whole"),
                new("fixed_commits", ProportionalRounds.FixedCommits(r, v["smallest_batch"]), "commits",
                    "Of the smallest batch alone"),
            ]);
        },
    };

    private static Law Growing() => new("growing-interval", "Payments whose intervals grow")
    {
        Formula = "smallest n with sum over i < n of min(cap, c0 + i g) >= size",
        Assumes = "A payment for each interval as soon as it is received. Exact.",
        Source = "Filecoin's retrieval market: 1 MiB, growing by 1 MiB",
        Parameters =
        [
            new("size", "S", "MiB", 1024, 0, 1e12, "What is delivered"), new("first", "c0", "MiB", 1, 1e-6, 1e12,
                "First interval"),
            new("step", "g", "MiB", 1, 0, 1e12, "Growth with each payment"),
            new("cap", "cap", "MiB", 0, 0, 1e12, "Largest interval; 0 for none"),
        ],
        Evaluate = v =>
        {
            GrowingInterval interval = new(v["first"], v["step"], v["cap"] == 0 ? double.PositiveInfinity : v["cap"]);
            double[] sizes = [10, 100, 1024, 10_240];
            long payments = interval.Payments(v["size"]);
            return new(
                [
                    new("payments", payments, "payments", "For all of it"),
                    new("last_interval", payments == 0 ? 0 : interval.Size(payments), "MiB",
                        "Largest amount owed by a payer who then leaves"),
                ],
                new(["size_MiB", "payments"], [.. sizes.Select(s => new[] { s, interval.Payments(s) })]));
        },
    };

    private static Law Lottery() => new("lottery", "What lottery tickets pay")
    {
        Formula = "mean n q, deviation q sqrt(n (1-w) / w), face q / w",
        Assumes = "Independent tickets that each win with probability w. Exact; the reserve is a quantile of the binomial "
            + "number of winners.",
        Source = "Rivest, Electronic lottery tickets as micropayments, 1997",
        Parameters =
        [
            new("tickets", "n", "tickets", 10_000, 0, 1e9, "Tickets given", true), new("price", "q", ChunkPrices, 1, 0, 1e12,
                "Worth of one ticket"),
            new("winning", "w", "share", 0.01, 1e-9, 1, "Chance that a ticket wins"),
            new("eps", "eps", "share", 0.001, 1e-15, 0.999, "Chance that the reserve is too small"),
        ],
        Evaluate = v => new([
            new("mean", LotteryTickets.Mean(v["tickets"], v["price"]), ChunkPrices, "Paid on average"),
            new("deviation", LotteryTickets.StandardDeviation(v["tickets"], v["price"], v["winning"]), ChunkPrices,
                "Standard deviation"),
            new("face", LotteryTickets.Face(v["price"], v["winning"]), ChunkPrices, "What a winner pays"),
            new("redemptions", v["tickets"] * v["winning"], "tickets", "Winners on average: ledger writes"),
            new("reserve", LotteryTickets.Reserve(v.Whole("tickets"), v["price"], v["winning"], v["eps"]), ChunkPrices,
                "Above the mean, covers all but eps"),
        ]),
    };
}
