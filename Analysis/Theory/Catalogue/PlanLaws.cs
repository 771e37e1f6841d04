using Fleek.Analysis.Statistics;
using static Fleek.Analysis.Theory.Catalogue.CommonParameters;

namespace Fleek.Analysis.Theory.Catalogue;

/// <summary>How many runs a statement takes.</summary>
internal static class PlanLaws
{
    private static readonly LawParameter _good = new("good", "p0", "share", 0.01, 1e-8, 0.99, "Rate that is fine");
    private static readonly LawParameter _bad = new("bad", "p1", "share", 0.02, 1e-8, 0.99, "Rate that must be caught, above it");
    private static readonly LawParameter _alpha = Confidence("alpha", "", 0.01, "Chance to reject the good rate");
    private static readonly LawParameter _beta = Confidence("beta", "", 0.05, "Chance to miss the bad rate");

    public static IReadOnlyList<Law> All { get; } = [ZeroEvents(), RateInterval(), Fixed(), Sequential(), Paired(),
        SplittingLaw()];

    private static Law ZeroEvents() => new("zero-events", "Units without any event that bound a rate")
    {
        Formula = "smallest n with (1 - bound)^n <= 1 - confidence",
        Assumes = "Independent units. Exact.",
        Source = "Clopper, Pearson, 1934",
        Parameters =
        [
            new("bound", "", "share", 1e-3, 1e-12, 0.999, "Upper bound of the rate"), new("confidence", "", "share", 0.95, 0.01,
                1 - 1e-9, "One-sided"),
        ],
        Evaluate = v => new(
            [new("units", ZeroEventPlan.Units(v["bound"], v["confidence"]), "units", "All without an event")],
            new(["bound", "units"], [.. CommonShares.Select(b => new[] { b, ZeroEventPlan.Units(b, v["confidence"]) })])),
    };

    private static Law RateInterval() => new("rate-interval", "95 % intervals of a rate")
    {
        Formula = "Clopper-Pearson: P(Bin(n, low) >= x) = P(Bin(n, high) <= x) = 2.5 %; Jeffreys: quantiles of Beta(x + 1/2, "
            + "n - x + 1/2)",
        Assumes = "Independent units. Clopper-Pearson covers in at least 95 % of repetitions.",
        Source = "Clopper, Pearson, 1934; Brown, Cai, DasGupta, Interval estimation for a binomial proportion, 2001",
        Parameters =
        [
            new("events", "x", "units", 5, 0, 1e12, "Units with the event", true), new("units", "n", "units", 1000, 1, 1e12,
                "Units looked at", true),
        ],
        Evaluate = v =>
        {
            (long x, long n) = (v.Whole("events"), v.Whole("units"));
            Require.That(x <= n, "events must be at most units");
            Interval exact = ProportionInterval.ClopperPearson(x, n), jeffreys = ProportionInterval.Jeffreys(x, n);
            return new([
                new("rate", v["events"] / v["units"], "share", "x / n"),
                new("clopper_pearson_low", exact.Low, "share", "Exact"),
                new("clopper_pearson_high", exact.High, "share", "Exact"),
                new("jeffreys_low", jeffreys.Low, "share", "For display"),
                new("jeffreys_high", jeffreys.High, "share", "For display"),
            ]);
        },
    };

    private static Law Fixed() => new("fixed-plan", "A test of a rate with a size fixed beforehand")
    {
        Formula = "smallest n, c with P(Bin(n, p0) > c) <= alpha and P(Bin(n, p1) <= c) <= beta; reject where x > c",
        Assumes = "Independent units. Exact.",
        Source = "docs/theory.md",
        Parameters = [_good, _bad, _alpha, _beta],
        Evaluate = v =>
        {
            FixedTestPlan plan = FixedTestPlan.Smallest(v["good"], v["bad"], v["alpha"], v["beta"]);
            return new([
                new("units", plan.Units, "units", "n"),
                new("most_events", plan.MostEvents, "units", "c: reject beyond"),
                new("rejected_good", plan.RejectionRate(v["good"]), "share", "Chance to reject p0"),
                new("rejected_bad", plan.RejectionRate(v["bad"]), "share", "Chance to reject p1"),
            ]);
        },
    };

    private static Law Sequential() => new("sequential-test", "Wald's sequential test of a rate")
    {
        Formula = "accept where x <= a + s n, reject where x >= b + s n; s = ln((1-p0)/(1-p1)) / h, a = ln(beta/(1-alpha)) / h, "
            + "b = ln((1-beta)/alpha) / h, h = ln(p1 (1-p0) / (p0 (1-p1)))",
        Assumes = "Independent units. Mean sizes as if lines were met exactly. Cut off at the fixed plan of the same errors, "
            + "errors grow; the "
            + "exact ones are given, and for p0 up to 20,000 units alone.",
        Source = "Wald, Sequential Analysis, 1947",
        Parameters = [_good, _bad, _alpha, _beta],
        Evaluate = v =>
        {
            SequentialTest test = new(v["good"], v["bad"], v["alpha"], v["beta"]);
            (double atGood, double atBad) = test.MeanUnits();
            List<LawResult> results =
            [
                new("accept_intercept", test.AcceptIntercept, "events", "a"),
                new("reject_intercept", test.RejectIntercept, "events", "b"),
                new("slope", test.Slope, "events per unit", "s"),
                new("mean_units_good", atGood, "units", "Mean size at p0"),
                new("mean_units_bad", atBad, "units", "Mean size at p1"),
                new("cut", test.Plan.Units, "units", "Size of the fixed plan, where it is cut off"),
            ];
            if (test.Plan.Units <= 20_000)
            {
                results.Add(new("cut_rejected_good", test.Exact(v["good"]).Rejection, "share",
                    "Chance to reject p0, cut included"));
                results.Add(new("cut_rejected_bad", test.Exact(v["bad"]).Rejection, "share",
                    "Chance to reject p1, cut included"));
            }

            return new(results);
        },
    };

    private static Law Paired() => new("two-arms", "Units to compare two rates")
    {
        Formula = "independent: (z_a sqrt(2 p (1-p)) + z_b sqrt(p0 (1-p0) + p1 (1-p1)))^2 / d^2, p their mean, d = p1 - p0; "
            + "nested pairs: "
            + "(z_a sqrt(d) + z_b sqrt(d - d^2))^2 / d^2",
        Assumes = "One-sided, normal approximation. Nested: every event of the good arm is one of the bad arm too.",
        Source = "Fleiss, Statistical Methods for Rates and Proportions, 1981",
        Parameters = [_good, _bad, _alpha, _beta],
        Evaluate = v => new([
            new("per_arm", TwoArmPlan.UnitsPerArm(v["good"], v["bad"], v["alpha"], v["beta"]), "units",
                "In each of two independent arms"),
            new("nested_pairs", TwoArmPlan.NestedPairs(v["good"], v["bad"], v["alpha"], v["beta"]), "pairs",
                "On common random numbers"),
        ]),
    };

    private static Law SplittingLaw() => new("splitting", "Runs for a rare event by fixed-effort splitting")
    {
        Formula = "RE^2 = m (1 - p) / (n p) with m stages of n runs; crude: RE^2 = (1 - P) / (n P), P = p^m",
        Assumes = "Stages of equal probability, independent of where a stage was entered. To first order.",
        Source = "Garvels, The splitting method in rare event simulation, 2000",
        Parameters =
        [
            new("stages", "m", "stages", 6, 1, 100, "Stages", true), new("stage_probability", "p", "share", 0.1, 1e-6, 0.999,
                "Chance to pass one stage"),
            new("relative_error", "RE", "share", 0.1, 1e-4, 10, "Standard deviation over the probability"),
        ],
        Evaluate = v =>
        {
            double p = Math.Pow(v["stage_probability"], v["stages"]), runs = Splitting.RunsPerStage(v["stages"],
                v["stage_probability"], v["relative_error"]);
            Require.That(p > 1e-300, "stage_probability to the power of stages is too small for a number");
            return new([
                new("probability", p, "share", "P"),
                new("runs_per_stage", runs, "runs", "n"),
                new("stage_runs", v["stages"] * runs, "runs", "Of all stages"),
                new("crude_runs", Splitting.CrudeRuns(p, v["relative_error"]), "runs", "Without splitting"),
            ]);
        },
    };
}
