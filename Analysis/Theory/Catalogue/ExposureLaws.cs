using static Fleek.Analysis.Theory.Catalogue.CommonParameters;

namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>What the nodes cannot see of each other, at a fixed time of a stationary stream.</summary>
internal static class ExposureLaws
{
    private const string Stationary =
        "Poisson demand, a lag of exactly Lam, batches that do not depend on the balance, random first phase. Exact at a fixed "
        + "time of a stationary stream. An account freezes at a crossing instead: there the means agree, and this tail lies "
        + "above the true one.";

    public static IReadOnlyList<Law> All { get; } =
    [
        EveryChunk(), Coin(), ThresholdLaw(), Interval(), Weibull(), FreezeTargets(), Residual(),
    ];

    private static Law EveryChunk() => Exposure("exposure-every-chunk", "commits after every chunk",
        "X ~ Poisson(K m), m = lambda Lam, K = k - 1", 50, null,
        (v, others, m) => (ExposureLaw.Of(others, m, ExposureLaw.EveryChunk()), 0, 0));

    private static Law Coin() => Exposure("exposure-coin", "commits with probability p after each chunk",
        "X ~ Poisson(K m) + NegativeBinomial(K, p); mean K (m + (1-p)/p), variance K (m + (1-p)/p^2)", 250,
        new("probability", "p", "share", 0.05, 1e-5, 1, "Chance to commit after a chunk"),
        (v, others, m) => (ExposureLaw.OfCoin(others, m, v["probability"]), (1 - v["probability"]) / v["probability"],
            (1 - v["probability"]) / v["probability"] / v["probability"]));

    private static Law ThresholdLaw() => Exposure("exposure-threshold", "commits every n chunks, random first phase",
        "X ~ Poisson(K m) + K uniforms on 0..n-1; mean K (m + (n-1)/2), variance K (m + (n^2-1)/12)", 140,
        Threshold(20) with { Symbol = "n", High = 1e5 },
        (v, others, m) => (ExposureLaw.Of(others, m, ExposureLaw.Threshold(v.Count("threshold"))), (v["threshold"] - 1) / 2,
            ((v["threshold"] * v["threshold"]) - 1) / 12));

    private static Law Interval() => Exposure("exposure-interval", "commits at fixed intervals, random phase",
        "X ~ Poisson(K m) + K ages, P(V = v) = P(Poisson(a) > v) / a, a = lambda Delta; mean K (m + a/2), variance K (m + a/2 "
            + "+ a^2/12)",
        150, new("interval", "Delta", "s", 10, 1e-6, 1e6, "Time between two commits of a node"),
        (v, others, m) =>
        {
            double a = v["rate"] * v["interval"];
            Require.Inside(a, 0, 1e5, "rate * interval");
            return (ExposureLaw.Of(others, m, ExposureLaw.Interval(a)), a / 2, (a / 2) + (a * a / 12));
        });

    private static Law Weibull() => Exposure("exposure-weibull", "commits by a hazard that grows with the batch",
        "X ~ Poisson(K m) + K ages, P(V = v) proportional to exp(-(v/s)^g), s = mean / Gamma(1 + 1/g)", 150,
        new("mean_batch", "mean", "chunks", 20, 1e-3, 1e5, "Mean of the continuous batch, s Gamma(1 + 1/g)"),
        (v, others, m) =>
        {
            DiscreteLaw age = ExposureLaw.Weibull(v["mean_batch"], v["shape"]);
            return (ExposureLaw.Of(others, m, age), age.Mean, age.Variance);
        },
        new LawParameter("shape", "g", "", 3, 0.2, 1000, "Shape of the hazard: 1 constant, more increasing"));

    private static Law FreezeTargets() => new("freeze-targets",
        "Freeze thresholds for a chance of overshoot, three rules side by side")
    {
        Formula = "F_eps = smallest F with P(X > F) <= eps",
        Assumes = Stationary,
        Source = "docs/theory.md",
        Parameters =
        [
            Nodes(8), Rate(2), Lag(2.5), new("batch", "n", "chunks", 20, 1, 1e4,
                "Mean batch: coin 1/n, threshold n, interval n / lambda", true),
        ],
        Evaluate = v =>
        {
            int others = v.Count("serving_nodes") - 1, n = v.Count("batch");
            double m = Unseen(v, others);
            DiscreteLaw coin = ExposureLaw.OfCoin(others, m, 1.0 / n);
            DiscreteLaw threshold = ExposureLaw.Of(others, m, ExposureLaw.Threshold(n));
            DiscreteLaw interval = ExposureLaw.Of(others, m, ExposureLaw.Interval(n));
            return new(
                [
                    new("mean_coin", coin.Mean, ChunkPrices, "Mean unseen spend"),
                    new("mean_threshold", threshold.Mean, ChunkPrices, "Mean unseen spend"),
                    new("mean_interval", interval.Mean, ChunkPrices, "Mean unseen spend"),
                ],
                new(["eps", "coin", "threshold", "interval"],
                    [.. CommonShares.Select(s => new[] { s, coin.UpperQuantile(s), threshold.UpperQuantile(s),
                        interval.UpperQuantile(s) })]));
        },
    };

    private static Law Residual() => new("batch-residual", "What is uncommitted at a fixed time, from the batches alone")
    {
        Formula = "E[V] = batch (1 + CV^2) / 2; Weibull: V / batch = Gamma(1 + 2/g) / (2 Gamma(1 + 1/g)^2); "
            + "whole chunks: sum v S(v) / sum S(v), S(v) = exp(-(v/s)^g)",
        Assumes = "Batches independent and alike, a long stream, a time that does not depend on it. Exact.",
        Source = "Cox, Renewal Theory, 1962",
        Parameters =
        [
            new("mean_batch", "mean", "chunks", 50, 1e-3, 1e5, "Mean of the continuous batch, s Gamma(1 + 1/g)"),
            new("shape", "g", "", 3, 0.2, 1000, "Shape of the Weibull hazard"),
        ],
        Evaluate = v =>
        {
            double batch = v["mean_batch"], ratio = WeibullBatch.ResidualOverBatch(v["shape"]);
            double[] shapes = [1, 2, 3, 5, 1000];
            return new(
                [
                    new("scale", WeibullBatch.Scale(batch, v["shape"]), "chunks", "s"),
                    new("squared_variation", WeibullBatch.SquaredVariation(v["shape"]), "", "CV^2 of a batch"),
                    new("ratio", ratio, "", "E[V] / batch, amounts that are not whole"),
                    new("mean_uncommitted", batch * ratio, "chunks", "E[V], amounts that are not whole"),
                    new("mean_uncommitted_whole", WeibullBatch.MeanWholeChunks(batch, v["shape"]), "chunks",
                        "E[V] in whole chunks"),
                ],
                new(["shape", "ratio"], [.. shapes.Select(g => new[] { g, WeibullBatch.ResidualOverBatch(g) })]));
        },
    };

    private static Law Exposure(
        string name, string rule, string formula, double freeze, LawParameter? parameter,
        Func<LawValues, int, double, (DiscreteLaw Law, double MeanV, double VarianceV)> of, LawParameter? second = null)
    {
        List<LawParameter> parameters = [Nodes(8), Rate(2), Lag(2.5)];
        if (parameter is not null) parameters.Add(parameter);
        if (second is not null) parameters.Add(second);
        parameters.Add(Freeze(freeze));
        return new(name, $"Unseen spend where each node {rule}")
        {
            Formula = formula,
            Assumes = Stationary,
            Source = "docs/theory.md",
            Parameters = parameters,
            Evaluate = v =>
            {
                int others = v.Count("serving_nodes") - 1;
                double m = Unseen(v, others), f = v["freeze_threshold"];
                (DiscreteLaw x, double meanV, double varianceV) = of(v, others, m);
                return new(Figures(x, others * (m + meanV), others * (m + varianceV), f),
                    new(["eps", "freeze_threshold"], [.. CommonShares.Select(s => new[] { s, (double)x.UpperQuantile(s) })]));
            },
        };
    }

    private static List<LawResult> Figures(DiscreteLaw x, double mean, double variance, double f)
    {
        List<LawResult> results =
        [
            new("mean", mean, ChunkPrices, "E[X], unseen spend at the other nodes"),
            new("variance", variance, "chunk prices squared", "Var[X]"),
            new("tail", x.Tail(f), "share", "P(X > F)"),
            new("overshoot", x.ExpectedExcess(f), ChunkPrices, "E[(X - F)^+]"),
            new("stranded", x.ExpectedShortfall(f), ChunkPrices, "E[(F - X)^+]: left on the account"),
        ];
        if (variance > 0)
            results.Add(new("tail_normal", NormalApproximation.Tail(mean, variance, f), "share",
                "P(X > F) by the normal approximation"));
        return results;
    }

    private static double Unseen(LawValues v, int others)
    {
        double m = v["rate"] * v["lag"];
        Require.Between(others * m, 0, 1e6, "(serving_nodes - 1) * rate * lag");
        return m;
    }
}
