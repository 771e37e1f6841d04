using Fleek.Analysis.Statistics;
using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Splitting;

namespace Fleek.Tests.World.Splitting;

/// <summary>Fixed-effort splitting against a case with a known answer, against crude runs, and against itself.</summary>
public sealed class SplittingTests
{
    /// <summary>V3: four nodes of 25 chunks a second act on a common view; the crossing is after 20 chunks.</summary>
    private static Scenario CommonView(double mu, int reserve)
    {
        Scenario scenario = Worlds.Poisson(1, reserve + 20, reserve, 4, 25, mu / 100, Worlds.EveryChunk, 60);
        return scenario with { Payments = scenario.Payments with { FreezeRule = FreezeRuleKind.CommonView } };
    }

    [Theory]
    [InlineData(20, 30, 400, 20)]
    [InlineData(250, 330, 150, 6)]
    public void Estimates_of_a_known_probability_have_the_error_that_they_state(double mu, int reserve, int runs, int repetitions)
    {
        // 1.35e-2 and 5.9e-7.
        double expected = Fleek.Analysis.Theory.CommonView.NegativeRate(mu, reserve);
        SplittingEstimate found = Estimate(CommonView(mu, reserve), runs, Long(repetitions));
        Assert.InRange(Math.Abs(found.Probability - expected), 0, 4 * found.RelativeError!.Value * expected);
        // The planned error of the stages, within a factor of three.
        Assert.InRange(found.RelativeError.Value, found.LeastRelativeError!.Value / 3, 3 * found.LeastRelativeError.Value);
        Assert.InRange(found.RelativeError.Value, 0, 0.35);
    }

    [Fact]
    public void It_reaches_far_beyond_what_runs_could_show()
    {
        // P(Poisson(250) > 380) = 5.9e-15.
        double expected = Fleek.Analysis.Theory.CommonView.NegativeRate(250, 380);
        Assert.InRange(expected, 1e-16, 1e-13);
        SplittingEstimate found = Estimate(CommonView(250, 380), 150, Long(3));
        Assert.InRange(Math.Log10(found.Probability / expected), -0.6, 0.6);
    }

    [Fact]
    public void Crude_runs_of_all_that_splitting_redraws_agree()
    {
        // A random lag and a coin: demand, batches and lags all come from streams that branches redraw. Rate about 2 %.
        Scenario many = Worlds.Poisson(200, 200, 80, 4, 10, 1, Worlds.Coin(0.1), 60);
        many = many with { Ledger = new LedgerSpec(many.Ledger.Lag, LagDistribution.Exponential, 0) };
        Pooled crude = Replications.Of(many, Long(40)).Share(Measures.NegativeRate, 0.02);
        Assert.InRange(crude.Mean, 0.005, 0.05);
        SplittingEstimate split = Estimate(SplittingStudy.OneAccountOf(many), 400, Long(8));
        double error = Math.Sqrt((crude.Mean * (1 - crude.Mean) / crude.N) + Math.Pow(split.RelativeError!.Value * split.Probability, 2));
        Assert.InRange((split.Probability - crude.Mean) / error, -4, 4);
    }

    [Fact]
    public void Any_levels_give_the_same_answer()
    {
        // Levels that nobody would choose: an easy one, and two on top of each other.
        Scenario scenario = CommonView(20, 30);
        SplittingStudy study = Study(scenario);
        double middle = study.ChooseLevels(200, 0.2)![0];
        SplittingEstimate found = EstimateAt(study, [middle - 1, middle, middle], 300, Long(20));
        double expected = Fleek.Analysis.Theory.CommonView.NegativeRate(20, 30);
        Assert.InRange(Math.Abs(found.Probability - expected), 0, 4 * found.RelativeError!.Value * expected);
        Assert.Equal(1, found.StageShares[2]);
    }

    [Fact]
    public void Results_do_not_depend_on_the_order_in_which_runs_are_made()
    {
        Scenario scenario = CommonView(20, 30);
        SplittingStudy forwards = new(scenario, WorldInputs.None, 3, InTurn, CancellationToken.None);
        SplittingStudy together = new(scenario, WorldInputs.None, 3, InParallel, CancellationToken.None);
        IReadOnlyList<double> levels = forwards.ChooseLevels(100, 0.2)!;
        Assert.Equal(levels, together.ChooseLevels(100, 0.2)!);
        Assert.Equal(forwards.Repeat(levels, 100, 1), together.Repeat(levels, 100, 1));
        Assert.NotEqual(forwards.Repeat(levels, 100, 1), forwards.Repeat(levels, 100, 2));
    }

    [Fact]
    public void What_cannot_happen_has_no_levels()
    {
        // One node is exact about its own tickets (T1).
        Assert.Null(Study(Worlds.Poisson(1, 100, 20, 1, 10, 1, Worlds.Threshold(5), 60)).ChooseLevels(50, 0.2));
    }

    [Fact]
    public void Scenarios_whose_accounts_meet_are_refused()
    {
        Scenario scenario = CommonView(20, 30);
        Assert.Null(SplittingStudy.Why(scenario));
        Assert.NotNull(SplittingStudy.Why(scenario with { Workload = new WorkloadSpec(DemandKind.Constant, 1, 1_000_000) }));
        Assert.NotNull(SplittingStudy.Why(scenario with { Cryptography = new CryptographySpec(CryptographyMode.Real, null) }));
    }

    private static int Long(int repetitions) => Replications.Long ? 10 * repetitions : repetitions;

    private static SplittingStudy Study(Scenario scenario) => new(scenario, WorldInputs.None, 11, InParallel, CancellationToken.None);

    private static SplittingEstimate Estimate(Scenario scenario, int runs, int repetitions)
    {
        SplittingStudy study = Study(scenario);
        return EstimateAt(study, study.ChooseLevels(runs, 0.2)!, runs, repetitions);
    }

    private static SplittingEstimate EstimateAt(SplittingStudy study, IReadOnlyList<double> levels, int runs, int repetitions) =>
        new(runs, levels.Count + 1, [.. Enumerable.Range(0, repetitions).Select(r => study.Repeat(levels, runs, r))]);

    private static TrajectoryEnd[] InTurn(int count, Func<int, TrajectoryEnd> run) => [.. Enumerable.Range(0, count).Select(run)];

    private static TrajectoryEnd[] InParallel(int count, Func<int, TrajectoryEnd> run)
    {
        TrajectoryEnd[] ends = new TrajectoryEnd[count];
        Parallel.For(0, count, i => ends[count - 1 - i] = run(count - 1 - i));
        return ends;
    }
}
