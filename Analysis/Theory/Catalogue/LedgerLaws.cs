using static Fleek.Analysis.Theory.Catalogue.CommonParameters;

namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>Latency and load of ledgers.</summary>
internal static class LedgerLaws
{
    public static IReadOnlyList<Law> All { get; } = [Quorum(), Consensus(), Block(), Load()];

    private static Law Quorum() => new("quorum-delay", "When the q-th of n answers is there")
    {
        Formula = "exponential: mean sum over i < q of 1 / (n - i), variance mean^2 sum 1 / (n - i)^2; uniform on 0..2 mean: "
            + "2 mean q / (n + 1)",
        Assumes = "Independent delays of one law. Exact.",
        Source = "David, Nagaraja, Order Statistics, 2003",
        Parameters =
        [
            new("answers", "n", "answers", 4, 1, 1e6, "Answers asked for", true), new("quorum", "q", "answers", 3, 1, 1e6,
                "Answers needed", true),
            new("mean_delay", "", "s", 1, 0, 1e9, "Mean of one delay"),
        ],
        Evaluate = v =>
        {
            (int n, int q) = (v.Count("answers"), v.Count("quorum"));
            Require.That(q <= n, "quorum must be at most answers");
            return new([
                new("mean_exponential", QuorumDelay.MeanExponential(n, q, v["mean_delay"]), "s", "Exponential delays"),
                new("deviation_exponential", Math.Sqrt(QuorumDelay.VarianceExponential(n, q, v["mean_delay"])), "s",
                    "Standard deviation"),
                new("mean_uniform", QuorumDelay.MeanUniform(n, q, 0, 2 * v["mean_delay"]), "s", "Uniform delays from 0"),
            ]);
        },
    };

    private static Law Consensus() => new("consensus-latency", "Submission to finality of a consensus protocol")
    {
        Formula = "D = batch wait + h delta + execution",
        Assumes = "h one-way quorum delays in a row, no faults. Counts from the protocols' papers: Mysticeti 3, Tendermint 3, "
            + "chained "
            + "HotStuff about 7, Bullshark 6 for an anchor and up to 12 for others.",
        Source = "docs/theory.md",
        Parameters =
        [
            new("batch_wait", "", "s", 0.1, 0, 1e6, "Until a transaction leaves in a batch"), new("hops", "h", "delays", 3, 0,
                1000, "One-way delays in a row"),
            new("quorum_delay", "delta", "s", 0.08, 0, 1e6, "One-way delay to a quorum; see quorum-delay"),
            new("execution", "", "s", 0, 0, 1e6, "Until the result is known"),
        ],
        Evaluate = v => new(
            [new("latency", ConsensusLatency.Seconds(v["batch_wait"], v["hops"], v["quorum_delay"], v["execution"]), "s", "D")],
            new(["hops", "latency_s"], [.. new double[] { 3, 6, 7, 12 }.Select(h =>
                new[] { h, ConsensusLatency.Seconds(v["batch_wait"], h, v["quorum_delay"], v["execution"]) })])),
    };

    private static Law Block() => new("block-ledger", "Wait for a block and its finality")
    {
        Formula = "wait ~ U(0, Tb) + Tc; mean Tb / 2 + Tc, variance Tb^2 / 12",
        Assumes = "Blocks at fixed intervals with room for all; transactions come at any time. Exact.",
        Source = "docs/theory.md",
        Parameters =
        [
            new("interval", "Tb", "s", 6, 0, 1e9, "Between two blocks"), new("commit_time", "Tc", "s", 0.5, 0, 1e9,
                "From a block to its finality"),
        ],
        Evaluate = v => new(
            [
                new("mean", BlockLedger.Mean(v["interval"], v["commit_time"]), "s", "Mean wait"),
                new("variance", BlockLedger.Variance(v["interval"]), "s^2", "Variance"),
                new("deviation", Math.Sqrt(BlockLedger.Variance(v["interval"])), "s", "Standard deviation"),
            ],
            new(["share", "wait_s"], [.. new[] { 0.5, 0.9, 0.99, 1 }.Select(p => new[] { p,
                BlockLedger.Quantile(v["interval"], v["commit_time"], p) })])),
    };

    private static Law Load() => new("ledger-load", "Commits a second of saturated nodes, and the threshold that fits a ledger")
    {
        Formula = "commits/s = nodes rate / theta; theta >= nodes rate / capacity, rate = link / (8 chunk)",
        Assumes = "Every node's link is full of chunks, and each commit is a transaction of its own.",
        Source = "docs/theory.md",
        Parameters =
        [
            Population(1000), new("link", "", "bit/s", 10e9, 1, 1e18, "A node's link"), new("chunk_size", "", "bytes", 262_144, 1,
                1e15, "Size of one chunk"),
            Threshold(38), new("capacity", "", "1/s", 125_000, 1e-3, 1e15, "Transactions a second of the ledger"),
        ],
        Evaluate = v =>
        {
            double rate = ChunkRate.PerSecond(v["link"], v["chunk_size"]), n = v["nodes"];
            double least = ChunkRate.LeastThreshold(n, rate, v["capacity"]);
            return new(
                [
                    new("commits", ChunkRate.CommitsPerSecond(n, rate, v["threshold"]), "1/s", "At that threshold"),
                    new("least_threshold", least, "chunks", "Smallest that fits the ledger"),
                    new("least_threshold_bytes", least * v["chunk_size"], "bytes", "The same in bytes"),
                ],
                new(["capacity_per_s", "least_threshold_chunks"],
                    [.. new double[] { 400, 1_800, 125_000, 160_000, 297_000 }.Select(c => new[] { c,
                        ChunkRate.LeastThreshold(n, rate, c) })]));
        },
    };
}
