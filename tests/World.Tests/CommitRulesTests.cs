using Fleek.Analysis.Theory;
using Fleek.Core.Payments;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Xunit.Sdk;

namespace Fleek.Tests.World;

/// <summary>
/// V5: the shipped sweep of commit rules overshoots as the first-order law says, without a freeze threshold:
/// (k-1) (lambda Lam + Vbar). The plan's own seeds (200 accounts a cell): |z| at most 4. Long form (4,000 accounts): within 1 %.
/// </summary>
public sealed class CommitRulesTests
{
    private const int LongSeeds = 160;
    private const double LongTolerance = 0.01;

    private static readonly Lazy<Plan> Sweep = new(ReadPlan);

    /// <summary>Cells with a closed form; those whose batches follow the balance among the serving nodes have none.</summary>
    public static TheoryData<string> Cells { get; } =
        [.. Sweep.Value.Cells.Where(c => Expected(c.Scenario) is not null).Select(c => c.Coordinates[0].Text)];

    [Fact]
    public void The_sweep_has_a_closed_form_for_all_rules_but_the_two_proportional_to_the_serving_nodes_share()
    {
        Assert.Equal(16, Sweep.Value.Cells.Count);
        Assert.Equal(14, Cells.Count);
        Assert.Equal(200, Sweep.Value.Seeds.Count * Sweep.Value.Cells[0].Scenario.Users.Count);
        double[] laws = [.. Sweep.Value.Cells.Select(c => Expected(c.Scenario) ?? 0)];
        Assert.Contains(1_750, laws);
        Assert.Contains(276.5, laws);
        Assert.Contains(laws, law => Math.Round(law) == 1_859);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Mean_overshoot_follows_the_law(string rule)
    {
        Scenario scenario = Sweep.Value.Cells.Single(c => c.Coordinates[0].Text == rule).Scenario;
        double expected = Expected(scenario) ?? double.NaN;
        int seeds = Replications.Long ? LongSeeds : Sweep.Value.Seeds.Count;
        Pooled overshoot = Replications.Of(scenario, seeds).Mean(Measures.Overshoot);
        Assert.Equal((long)seeds * scenario.Users.Count, overshoot.N);
        double difference = Math.Abs(overshoot.Mean - expected), error = 4 * overshoot.StandardError;
        // The law of batches that follow the balance is itself an approximation.
        bool approximate = scenario.Payments.Commit.Kind == CommitRuleKind.Proportional;
        double allowed = Replications.Long ? LongTolerance * expected : error + (approximate ? LongTolerance * expected : 0);
        TestContext.Current.SendDiagnosticMessage(
            $"{rule}: {overshoot.Mean:F1} +- {overshoot.StandardError:F1}, law {expected:F1}, z {overshoot.ZAgainst(expected):F2}");
        Assert.True(difference <= allowed, $"{overshoot.Mean:F1} is not {expected:F1}: {difference:F1} exceeds {allowed:F1}");
    }

    /// <summary>Mean overshoot in chunks, or null where no closed form is known.</summary>
    private static double? Expected(Scenario s)
    {
        CommitRule rule = s.Payments.Commit;
        int k = s.Users.ServingNodes;
        double rate = s.Workload.RatePerSecond, unseen = rate * s.Ledger.Lag.Seconds;
        double minimum = rule.Minimum.In(s.Payments.Price);
        if (ExposureLaw.UncommittedOf(rule, s.Payments.Price, rate) is { } law) return Overshoot(k, unseen, law.Mean);
        if (rule.Population != Population.Network) return null;
        // Near the freeze the hinted balance is right, and the smallest batch is a threshold of whole chunks.
        return rule.Kind == CommitRuleKind.ProportionalHints
            ? Overshoot(k, rate * rule.HintDelay.Seconds, ExposureLaw.Threshold((int)minimum).Mean)
            : Overshoot(k, unseen, FirstOrderLaw.ProportionalUncommitted(rule.Alpha, s.Nodes, k, unseen, minimum));
    }

    private static double Overshoot(int k, double unseen, double uncommitted) =>
        -FirstOrderLaw.MeanFinal(0, k, unseen, uncommitted);

    private static Plan ReadPlan()
    {
        string path = Path.Combine(DataFolder.Repository, "scenarios.yaml");
        PlanRequest request = new() { Scenario = "commit-rules", Sweep = true };
        PlanResult result = Planner.Build(new SourceText(path, File.ReadAllText(path)), request, _ => null);
        return result.Plan ?? throw new XunitException(string.Join('\n', result.Diagnostics));
    }
}
