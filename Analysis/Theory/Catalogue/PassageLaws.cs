using static Fleek.Analysis.Theory.Catalogue.CommonParameters;

namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>The final balance: what is spent beyond the crossing of the threshold.</summary>
internal static class PassageLaws
{
    public static IReadOnlyList<Law> All { get; } =
        [CommonViewLaw(), InsensitiveLag(), Queue("mm1-ledger"), Queue("md1-ledger"), FirstOrder(), ProportionalEnd()];

    private static Law CommonViewLaw() => new("common-view", "Overshoot where all nodes stop on the visible balance")
    {
        Formula = "spent beyond the crossing ~ Poisson(mu), mu = k lambda Lam; P(negative) = P(Poisson(mu) > f), f = B - "
            + "ceil(B - F); "
            + "E[overshoot] = mu P(Poisson(mu) >= f) - f P(Poisson(mu) >= f + 1)",
        Assumes = "Own pending not subtracted, every chunk committed, Poisson demand, a lag of exactly Lam. Exact.",
        Source = "docs/theory.md",
        Parameters = [Balance(1000), Freeze(30), Nodes(8), Rate(1), Lag(2.5)],
        Evaluate = v =>
        {
            Require.That(v["freeze_threshold"] <= v["balance"], "freeze_threshold must be at most the balance");
            double reserve = CommonView.Reserve(v["balance"], v["freeze_threshold"]);
            return Overshoot(PoissonMean(v), reserve,
                new LawResult("reserve", reserve, "chunks", "f: whole chunks left at the crossing"));
        },
    };

    private static Law InsensitiveLag() => new("insensitive-lag", "Overshoot under random lags: only their mean counts")
    {
        Formula = "unseen at the crossing ~ Poisson(k lambda E[Lam]); in flight E = r E[Lam] (Little)",
        Assumes = "Every chunk committed by itself, Poisson demand, independent lags of any law, each commit visible by "
            + "itself also "
            + "out of order; stationary. Exact. Cumulative claims reveal more, and leave less unseen.",
        Source = "Mirasol, The output of an M/G/infinity queuing system is Poisson, 1963; Little, 1961",
        Parameters = [Nodes(8), Rate(12.5), Lag(0.2) with { Text = "Mean lag" }, Reserve(30)],
        Evaluate = v => Overshoot(PoissonMean(v), v["reserve"]),
    };

    private static Law Queue(string name)
    {
        bool exponential = name == "mm1-ledger";
        return new(name, $"Overshoot behind a ledger that is one queue of {(exponential ? "exponential" : "fixed")} service")
        {
            Formula = exponential
                ? "P(N >= n) = rho^n; P(negative) = rho^(f+1); E[overshoot] = rho^(f+1) / (1 - rho); rho = k lambda / mu"
                : "p(j+1) P(A=0) = p(0) P(A>j) + sum p(i) P(A>j-i+1), A ~ Poisson(rho); mean rho + rho^2 / (2 (1 - rho)) "
                    + "(Pollaczek, Khinchine)",
            Assumes = "Common view, every chunk committed, Poisson demand, stationary. Exact.",
            Source = "Kleinrock, Queueing Systems I, 1975",
            Parameters =
            [
                Nodes(8), Rate(10), new("service_rate", "mu", "1/s", 100, 1e-6, 1e12, "Transactions a second of the ledger"),
                Reserve(20),
            ],
            Evaluate = v =>
            {
                double load = v["serving_nodes"] * v["rate"] / v["service_rate"];
                Require.That(load < 1, $"serving_nodes * rate must be below service_rate, or the queue grows without end; it "
                    + $"is {LawNumber.Of(load)} of it");
                if (exponential) return Queueing(v, load, 1, SingleServerLedger.ExponentialNegativeRate(load, v["reserve"]),
                    SingleServerLedger.ExponentialOvershoot(load, v.Whole("reserve")));
                DiscreteLaw n = SingleServerLedger.Deterministic(load);
                return Queueing(v, load, 0, n.Tail(v["reserve"]), n.ExpectedExcess(v["reserve"]));
            },
        };
    }

    private static LawAnswer Queueing(LawValues v, double load, double squaredVariation, double negativeRate, double overshoot)
    {
        double inSystem = SingleServerLedger.MeanInSystem(load, squaredVariation);
        return new([
            new("load", load, "share", "rho"),
            new("negative_rate", negativeRate, "share", "P(final balance below zero)"),
            new("overshoot", overshoot, ChunkPrices, "E[overshoot]"),
            new("mean_in_system", inSystem, "chunks", "E[N], Pollaczek-Khinchine"),
            new("mean_lag", load == 0 ? 1 / v["service_rate"] : inSystem / load / v["service_rate"], "s",
                "E[N] / arrival rate, Little"),
        ]);
    }

    private static Law FirstOrder() => new("first-order", "Mean final balance under the own-pending rule")
    {
        Formula = "E[final] = F - (k-1) (lambda Lam + Vbar)",
        Assumes = "Vbar: mean uncommitted amount of a node (batch-residual; coin (1-p)/p, threshold (n-1)/2, interval lambda "
            + "Delta / 2). "
            + "First order: within 1 % of the exposure where accounts live many batches and phases are random.",
        Source = "docs/theory.md",
        Parameters =
        [
            Freeze(0), Nodes(8), Rate(100), Lag(2.5),
            new("mean_uncommitted", "Vbar", "chunks", 24.5, 0, 1e12, "Mean uncommitted amount of one node"),
        ],
        Evaluate = v =>
        {
            double final = FirstOrderLaw.MeanFinal(v["freeze_threshold"], v.Count("serving_nodes"), v["rate"] * v["lag"],
                v["mean_uncommitted"]);
            return new(
                [
                    new("mean_final", final, ChunkPrices, "E[final balance]"),
                    new("mean_exposure", v["freeze_threshold"] - final, ChunkPrices, "(k-1) (lambda Lam + Vbar)"),
                ]);
        },
    };

    private static Law ProportionalEnd() => new("proportional-end",
        "Mean final balance of proportional thresholds, by their end game")
    {
        Formula = "Vbar = max(theta_min, alpha k lambda Lam / N) / 2; E[final] = F - (k-1) (lambda Lam + Vbar)",
        Assumes = "Thresholds alpha (available - F) / N from a view that is k lambda Lam too high. An approximation; too low "
            + "where "
            + "alpha k / N is above one half.",
        Source = "docs/theory.md",
        Parameters = [Freeze(0), Nodes(8), Population(64), Alpha(1), Smallest(20), Rate(100), Lag(2.5)],
        Evaluate = v =>
        {
            double unseen = v["rate"] * v["lag"];
            double uncommitted = FirstOrderLaw.ProportionalUncommitted(
                v["alpha"], v["nodes"], v.Count("serving_nodes"), unseen, v["smallest_batch"]);
            return new([
                new("mean_uncommitted", uncommitted, "chunks", "Vbar near the freeze"),
                new("mean_final", FirstOrderLaw.MeanFinal(v["freeze_threshold"], v.Count("serving_nodes"), unseen, uncommitted),
                    ChunkPrices, "E[final balance]"),
                new("coupling", v["alpha"] * v["serving_nodes"] / v["nodes"], "", "alpha k / N: an approximation up to one half"),
            ]);
        },
    };

    private static double PoissonMean(LawValues v)
    {
        double mu = InFlight.Mean(v["serving_nodes"], v["rate"], v["lag"]);
        Require.Between(mu, 0, 1e6, "serving_nodes * rate * lag");
        return mu;
    }

    private static LawAnswer Overshoot(double mu, double reserve, params LawResult[] more) => new(
        [
            .. more,
            new("mean_unseen", mu, "chunks", "mu, mean and variance"),
            new("negative_rate", CommonView.NegativeRate(mu, reserve), "share", "P(final balance below zero)"),
            new("overshoot", CommonView.ExpectedOvershoot(mu, reserve), ChunkPrices, "E[overshoot]"),
        ],
        new(["eps", "reserve"],
            [.. CommonShares.Select(s => new[] { s, (double)DiscreteLaw.Poisson(mu).UpperQuantile(s) })]));
}
