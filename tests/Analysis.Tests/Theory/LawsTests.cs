using System.Text.RegularExpressions;
using Fleek.Analysis.Theory;
using Fleek.Analysis.Theory.Catalogue;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Tests.Theory;

public sealed partial class LawsTests
{
    public static TheoryData<string> Names => [.. Laws.All.Select(l => l.Name)];

    [Theory]
    [InlineData("chunk-rate", "", "rate", 4768.37158203125, 0)]
    [InlineData("chunk-rate", "", "chunk_time", 209.7152, 1e-10)]
    [InlineData("single-node", "", "served", 900, 0)]
    [InlineData("single-node", "", "final_balance", 100, 0)]
    [InlineData("lock-step", "", "final_balance", -40, 0)]
    [InlineData("lock-step", "balance=924", "final_balance", -116, 0)]
    [InlineData("lock-step", "freeze_threshold=225", "final_balance", 160, 0)]
    [InlineData("lock-step", "threshold=1", "final_balance", 60, 0)]
    [InlineData("lock-step", "balance=10000 freeze_threshold=500 serving_nodes=16 threshold=50 lag=25", "final_balance", 16, 0)]
    [InlineData("lock-step", "freeze_threshold=0 serving_nodes=2", "final_balance", -8, 0)]
    [InlineData("overshoot-bound", "", "lowest_final", -116, 0)]
    [InlineData("overshoot-bound", "rate=0.1 lag=30 threshold=1", "lowest_final", 73, 0)]
    [InlineData("common-view", "", "negative_rate", 0.0134747, 5e-8)]
    [InlineData("common-view", "", "overshoot", 0.0321239, 5e-8)]
    [InlineData("common-view", "freeze_threshold=130 rate=5", "negative_rate", 0.00170684, 5e-9)]
    [InlineData("common-view", "freeze_threshold=130 rate=5", "overshoot", 0.00632006, 5e-9)]
    [InlineData("exposure-coin", "", "mean", 168.0, 1e-9)]
    [InlineData("exposure-coin", "", "variance", 2695.0, 1e-9)]
    [InlineData("exposure-coin", "", "tail", 0.0703640, 5e-8)]
    [InlineData("exposure-threshold", "", "mean", 101.5, 1e-9)]
    [InlineData("exposure-threshold", "", "variance", 267.75, 1e-9)]
    [InlineData("exposure-threshold", "", "tail", 0.00783874, 5e-9)]
    [InlineData("insensitive-lag", "", "mean_unseen", 20, 1e-12)]
    [InlineData("insensitive-lag", "", "negative_rate", 0.01347, 5e-6)]
    [InlineData("mm1-ledger", "", "negative_rate", 0.00922337, 5e-9)]
    [InlineData("mm1-ledger", "", "overshoot", 0.0461169, 5e-8)]
    [InlineData("mm1-ledger", "", "mean_in_system", 4, 1e-12)]
    [InlineData("lease-stall", "", "stall_rate", 0.0136953, 5e-8)]
    [InlineData("lease-stall", "", "stall_rate_exponential", 0.134588, 5e-7)]
    [InlineData("cascade", "", "mean_size", 1.12048, 5e-6)]
    [InlineData("cascade", "serving_nodes=64 alpha=0.5", "ten_or_more", 0.010321, 5e-7)]
    [InlineData("in-phase-rounds", "", "rounds", 33, 0)]
    [InlineData("in-phase-rounds", "", "left", 115.87, 0.005)]
    [InlineData("in-phase-rounds", "", "fixed_commits", 4750, 0)]
    [InlineData("batch-residual", "shape=2", "ratio", 0.6366, 5e-5)]
    [InlineData("first-order", "", "mean_final", -1921.5, 1e-9)]
    [InlineData("first-order", "serving_nodes=64", "mean_final", -17293.5, 1e-9)]
    [InlineData("hostile-payer", "", "all_nodes", 15_750, 0)]
    [InlineData("hostile-payer", "uncommitted=24.5", "all_nodes", 17_293.5, 1e-9)]
    [InlineData("hostile-payer", "freeze_threshold=2000", "identities", 5_750, 0)]
    [InlineData("hostile-payer", "freeze_threshold=2000", "honest", 0, 0)]
    [InlineData("hostile-payer", "freeze_threshold=1e12", "withdrawal_at_once", 2_000, 0)]
    [InlineData("hostile-nodes", "", "final_silent", -1_968.75, 1e-9)]
    [InlineData("hostile-nodes", "hostile_nodes=8", "final_silent", -124_000, 0)]
    [InlineData("hostile-nodes", "", "final_late", -625, 0)]
    [InlineData("hostile-nodes", "hostile_nodes=8", "final_late", -6_750, 0)]
    [InlineData("hostile-nodes", "", "final_blind", -15_281.25, 0)]
    [InlineData("hostile-nodes", "hostile_nodes=4", "final_lax", -750, 0)]
    [InlineData("proportional-end", "", "mean_final", -1859, 0.5)]
    [InlineData("proportional-end", "alpha=2", "mean_final", -1969, 0.5)]
    [InlineData("quorum-delay", "", "mean_exponential", 1.08333, 5e-6)]
    [InlineData("quorum-delay", "answers=10 quorum=7", "mean_exponential", 1.09563, 5e-6)]
    [InlineData("block-ledger", "interval=6 commit_time=0", "mean", 3, 0)]
    [InlineData("block-ledger", "", "variance", 3, 0)]
    [InlineData("window-throughput", "lanes=24", "throughput", 1006.6e6, 0.05e6)]
    [InlineData("window-throughput", "rtt=0.1", "window_without_limit", 477, 0)]
    [InlineData("growing-interval", "", "payments", 45, 0)]
    [InlineData("growing-interval", "size=10240", "payments", 143, 0)]
    [InlineData("lottery", "", "deviation", 994.98743710662, 1e-9)]
    [InlineData("zero-events", "", "units", 2995, 0)]
    [InlineData("fixed-plan", "", "units", 2258, 0)]
    [InlineData("sequential-test", "", "slope", 0.014435, 5e-7)]
    [InlineData("rate-interval", "", "clopper_pearson_high", 0.011630, 1e-6)]
    [InlineData("splitting", "", "stage_runs", 32_400, 0)]
    public void A_law_answers_with_its_known_figure(string law, string sets, string result, double expected, double tolerance) =>
        Assert.Equal(expected, Ask(law, sets)[result], tolerance);

    [Fact]
    public void The_table_of_freeze_targets_is_the_worked_example()
    {
        LawTable table = Laws.Find("freeze-targets")!.Answer(new Dictionary<string, double>()).Table!;
        Assert.Equal(["eps", "coin", "threshold", "interval"], table.Columns);
        Assert.Equal([1e-2, 316, 139, 149], table.Rows[0]);
        Assert.Equal([1e-3, 384, 150, 164], table.Rows[1]);
        Assert.Equal([1e-4, 447, 159, 176], table.Rows[2]);
        Assert.Equal([1e-6, 565, 172, 195], table.Rows[3]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_law_is_complete_and_answers_with_its_defaults(string name)
    {
        Law law = Laws.Find(name)!;
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", law.Name);
        Assert.All([law.Title, law.Formula, law.Assumes, law.Source], t => Assert.False(string.IsNullOrWhiteSpace(t)));
        Assert.DoesNotContain('\n', law.Title);
        Assert.Distinct(law.Parameters.Select(p => p.Name));
        Assert.Distinct(law.Parameters.Select(p => p.Symbol).Where(s => s.Length > 0));
        foreach (LawParameter p in law.Parameters)
        {
            Assert.Null(p.Problem(p.Default));
            Assert.NotNull(p.Problem(double.NaN));
            Assert.NotNull(p.Problem(double.PositiveInfinity));
            Assert.Matches(SnakeCase(), p.Name);
            Assert.NotEmpty(p.Text);
        }

        LawAnswer answer = law.Answer(new Dictionary<string, double>());
        Assert.NotEmpty(answer.Results);
        Assert.Distinct(answer.Results.Select(r => r.Name));
        Assert.All(answer.Results, r => Assert.Matches(SnakeCase(), r.Name));
        Assert.All(answer.Results, r => Assert.True(double.IsFinite(r.Value), r.Name));
        if (answer.Table is { } table) Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Length));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_law_answers_random_questions_with_numbers_or_with_a_reason(string name)
    {
        Law law = Laws.Find(name)!;
        RandomStream random = new(21, 1, name.Length);
        int answered = 0;
        for (int i = 0; i < 12; i++)
        {
            Dictionary<string, double> set = [];
            foreach (LawParameter p in law.Parameters) set[p.Name] = Near(p, ref random);
            try
            {
                LawAnswer answer = law.Answer(set);
                Assert.All(answer.Results, r => Assert.True(double.IsFinite(r.Value), $"{r.Name} of {string.Join(", ", set)}"));
                Assert.All(answer.Results.Where(r => r.Unit == "share"), r => Assert.InRange(r.Value, 0, 1));
                answered++;
            }
            catch (OutOfDomainException reason)
            {
                Assert.NotEmpty(reason.Message);
            }
        }

        Assert.True(answered > 0, "no question was answered");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_law_at_the_ends_of_its_ranges_answers_or_gives_a_reason(string name)
    {
        Law law = Laws.Find(name)!;
        foreach (LawParameter p in law.Parameters)
            foreach (double end in new[] { p.Low, p.High })
                try
                {
                    Assert.All(law.Answer(new Dictionary<string, double> { [p.Name] = end }).Results, r =>
                        Assert.False(double.IsNaN(r.Value)));
                }
                catch (OutOfDomainException reason)
                {
                    Assert.DoesNotContain("\n", reason.Message);
                }
    }

    [Fact]
    public void Names_of_laws_are_distinct_and_symbols_may_be_used()
    {
        Assert.Distinct(Laws.All.Select(l => l.Name));
        Law law = Laws.Find("lock-step")!;
        Assert.Equal("serving_nodes", law.Find("k")!.Name);
        Assert.Equal("threshold", law.Find("theta")!.Name);
        Assert.Null(law.Find("K"));
        Assert.Null(law.Find(""));
        Assert.Contains("no parameter 'k'", Assert.Throws<OutOfDomainException>(() => Ask("lock-step", "k=3")).Message);
        Assert.Throws<KeyNotFoundException>(() => Ask("lock-step", "")["nothing"]);
    }

    [Fact]
    public void A_value_outside_its_range_is_refused_by_name()
    {
        Assert.Contains("serving_nodes takes a whole number, not 2.5",
            Assert.Throws<OutOfDomainException>(() => Ask("lock-step", "serving_nodes=2.5")).Message);
        Assert.Contains("lag takes 1 to", Assert.Throws<OutOfDomainException>(() => Ask("lock-step", "lag=0")).Message);
        Assert.Contains("at most the balance",
            Assert.Throws<OutOfDomainException>(() => Ask("lock-step", "freeze_threshold=2000")).Message);
        Assert.Contains("grows without end", Assert.Throws<OutOfDomainException>(() => Ask("md1-ledger", "rate=13")).Message);
    }

    [Theory]
    [InlineData(4768.37158203125, "4768.371582")]
    [InlineData(0.0134747, "0.0134747")]
    [InlineData(1e-6, "1e-6")]
    [InlineData(123456789012, "123456789012")]
    [InlineData(0, "0")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(double.PositiveInfinity, "unlimited")]
    public void Numbers_are_written_to_ten_digits(double value, string text) => Assert.Equal(text, LawNumber.Of(value));

    private static LawAnswer Ask(string law, string sets) => Laws.Find(law)!.Answer(
        sets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split('=')).ToDictionary(s => s[0], s =>
            double.Parse(s[1])));

    /// <summary>From a seventh of the default to seven times it, evenly in the logarithm, and now and then an end.</summary>
    private static double Near(LawParameter p, ref RandomStream random)
    {
        double value = p.Default * Math.Exp((random.NextUniform() - 0.5) * 4);
        if (random.NextUniform() < 0.1) value = p.Low;
        if (p.IsWhole) value = Math.Round(value);
        return Math.Clamp(value, p.Low, p.High);
    }

    [GeneratedRegex("^[a-z0-9]+(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}
