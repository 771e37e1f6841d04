using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>Scenarios of kinds of their own.</summary>
public sealed class StudyKeyTests
{
    [Fact]
    public void Plans_of_payments_do_not_speak_of_studies_and_do_not_measure_them()
    {
        Plan plan = Shipped.Plan("quickstart");
        foreach (string word in (string[])["kind:", "incentives", "coverage", "collusion", "rewards"]) Assert.DoesNotContain(word, plan.ResolvedYaml);
        Plan all = Shipped.PlanOf("nodes: 9").Plan!;
        Assert.DoesNotContain(Measures.NearestKm, all.Measures);
        Assert.DoesNotContain(Measures.EquilibriumDistance, all.Measures);
        Assert.False(all.Cells[0].Scenario.IsStudy);
    }

    [Fact]
    public void A_study_has_its_own_keys_and_measures_alone()
    {
        Plan market = Shipped.PlanOf("kind: incentives\nnodes: 9").Plan!;
        foreach (string word in (string[])["users:", "payments:", "ledger:", "duration:", "coverage:"]) Assert.DoesNotContain(word, market.ResolvedYaml);
        Assert.Equal([Measures.EquilibriumDistance, Measures.RoundsToRest], market.Measures.Take(2));
        Assert.All(market.Measures, m => Assert.Contains(m, Measures.OfIncentives));
        IncentivesSpec spec = market.Cells[0].Scenario.Incentives!;
        Assert.Equal((DemandLaw.Zipf, 2000, 1.0, new Credits(1000 * Credits.UnitsPerCredit)), (spec.Demand, spec.Regions, spec.Exponent, spec.Value));
        Assert.Equal((100, 0.0, 0, 1.0, 0), (spec.Rounds, spec.Noise, spec.DelayRounds, spec.Revision, spec.Entrants));

        Plan coverage = Shipped.PlanOf("kind: coverage\ncoverage: {placement: list, locations: pops.csv}").Plan!;
        Assert.Equal(Measures.OfCoverage, coverage.Measures);
        Assert.Equal(Placement.List, coverage.Cells[0].Scenario.Coverage!.Placement);
        Assert.EndsWith("pops.csv", Assert.Single(coverage.Inputs).Path);
    }

    [Theory]
    [InlineData("kind: incentives\nincentives: {noise: 0.2, entrants: 3, cost: 2 credit, demand: cities}")]
    [InlineData("kind: coverage\ncoverage: {placement: list, locations: pops.csv, cities: towns.csv, demand: sphere}")]
    [InlineData("kind: collusion\ncollusion: {defence: visits, visit_every: 90 s, access_rate: 5 Mbit/s}")]
    [InlineData("kind: coverage\nsweep:\n  coverage: {values: [{placement: uniform}, {placement: list, locations: pops.csv}]}")]
    public void A_resolved_plan_of_a_study_gives_itself_again(string keys)
    {
        Plan plan = Shipped.PlanOf(keys, sweep: true).Plan!;
        PlanRequest request = new() { Scenario = plan.Name, Sweep = true };
        Plan again = Planner.Build(new SourceText("plan.yaml", plan.ResolvedYaml), request, Shipped.HashOf).Plan!;
        Assert.Equal(plan.Hash, again.Hash);
        Assert.Equal(plan.ResolvedYaml, again.ResolvedYaml);
        Assert.Equal(plan.Cells.Select(c => c.Id), again.Cells.Select(c => c.Id));
    }

    [Fact]
    public void Whatever_a_study_says_changes_the_cells_id()
    {
        string[] keys =
        [
            "kind: incentives", "kind: coverage", "kind: incentives\nincentives: {regions: 3}", "kind: incentives\nincentives: {noise: 1}",
            "kind: incentives\nnodes: 3", "kind: collusion", "kind: collusion\ncollusion: {defence: all}", "kind: collusion\ncollusion: {cap: 300}",
            "kind: coverage\ncoverage: {clients: 3}", "nodes: 64",
        ];
        Assert.Distinct(keys.Select(k => Assert.Single(Shipped.PlanOf(k).Plan!.Cells).Id));
    }

    [Fact]
    public void Labels_say_what_differs()
    {
        Plan plan = Shipped.PlanOf(
            "kind: coverage\nsweep:\n  coverage: {values: [{placement: uniform}, {placement: list, locations: x/pops.csv}]}", sweep: true).Plan!;
        Assert.Equal(["uniform", "list pops.csv"], plan.Axes[0].Values.Select(v => v.Text));
        Plan market = Shipped.PlanOf(
            "kind: incentives\nsweep:\n  incentives: {values: [{noise: 0}, {information_delay: 1, revision: 10 %}]}", sweep: true).Plan!;
        Assert.Equal(["noise 0", "information delay 1, revision 0.1"], market.Axes[0].Values.Select(v => v.Text));
    }

    [Theory]
    [InlineData("kind: incentives\nnodes: 0", "FS1010", 5)]
    [InlineData("kind: coverage\nnodes: 0", "FS1010", 5)]
    [InlineData("kind: incentives\nincentives: {value: -3 credit}", "FS1010", 5)]
    [InlineData("kind: incentives\nincentives: {cost: -3 credit}", "FS1010", 5)]
    [InlineData("kind: incentives\nincentives: {value: 3 chunks}", "FS1006", 5)]
    [InlineData("kind: incentives\nincentives: {noise: -1}", "FS1010", 5)]
    [InlineData("kind: incentives\nincentives: {revision: 0}", "FS1010", 5)]
    [InlineData("kind: incentives\nincentives: {noise: NaN}", "FS1009", 5)]
    [InlineData("kind: incentives\nincentives: {entrants: 5}", "FS2034", 5)]
    [InlineData("kind: incentives\nincentives: {entrants: 5, cost: 5 credit, cost_spread: 1}", "FS2034", 5)]
    [InlineData("kind: incentives\nincentives: {demand: list}", "FS2034", 5)]
    [InlineData("kind: coverage\ncoverage: {placement: list}", "FS2034", 5)]
    [InlineData("kind: coverage\ncoverage: {placement: list, locations: missing.csv}", "FS1017", 5)]
    [InlineData("kind: coverage\ncoverage: {locations: pops.csv}", "FS1014", 5)]
    [InlineData("kind: coverage\nnodes: 100000\ncoverage: {clients: 1000000}", "FS2034", 6)]
    [InlineData("kind: incentives\nnodes: 100000\nincentives: {rounds: 100000}", "FS2034", 6)]
    [InlineData("kind: incentives\nusers: {count: 3}", "FS1014", 5)]
    [InlineData("kind: coverage\nincentives: {rounds: 3}", "FS1014", 5)]
    [InlineData("nodes: 3\nincentives: {rounds: 3}", "FS1014", 5)]
    [InlineData("kind: collusion\nnodes: 0", "FS1010", 5)]
    [InlineData("kind: collusion\nnodes: 4\ncollusion: {operators: 5}", "FS2034", 6)]
    [InlineData("kind: collusion\nnodes: 6\ncollusion: {nodes_per_session: 7}", "FS2034", 6)]
    [InlineData("kind: collusion\ncollusion: {cap: 3, nodes_per_session: 4}", "FS2034", 5)]
    [InlineData("kind: collusion\ncollusion: {block_budget: 255}", "FS2034", 5)]
    [InlineData("kind: collusion\ncollusion: {attempt: 1 ms, clients: 10000}", "FS2034", 5)]
    [InlineData("kind: collusion\ncollusion: {visit_fails: 110 %}", "FS1010", 5)]
    [InlineData("kind: collusion\ncollusion: {defence: prayer}", "FS1011", 5)]
    [InlineData("kind: collusion\nmeasure: [nearest_km]", "FS2032", 5)]
    [InlineData("kind: rewards\nnodes: 20", "FS2034", 3)]
    [InlineData("kind: rewards\nrewards: {poor: 60 %, liars: 50 %}", "FS2034", 5)]
    [InlineData("kind: rewards\nnodes: 1000\nrewards: {epochs: 65535, peers: 900}", "FS2034", 6)]
    [InlineData("kind: rewards\nrewards: {inflation_percent: -1}", "FS1010", 5)]
    [InlineData("kind: payment", "FS1011", 4)]
    [InlineData("kind: incentives\nmeasure: [nearest_km]", "FS2032", 5)]
    [InlineData("nodes: 3\nmeasure: [nearest_km]", "FS2032", 5)]
    [InlineData("kind: coverage\nmeasure: [negative_rate]", "FS2032", 5)]
    public void What_does_not_go_together_is_refused_where_it_stands(string keys, string code, int line)
    {
        Diagnostic problem = Assert.Single(Shipped.PlanOf(keys).Diagnostics);
        Assert.Equal((code, line), (problem.Code, problem.Line));
    }

    [Fact]
    public void The_kind_belongs_to_the_whole_plan() => Assert.Contains(
        Shipped.PlanOf("nodes: 3\nsweep:\n  kind: {values: [incentives, coverage]}", sweep: true).Diagnostics, d => d.Code == "FS2014");
}
