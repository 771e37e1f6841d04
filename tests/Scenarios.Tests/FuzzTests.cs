using System.Text;
using CsCheck;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>Whatever the text, there is either a plan or at least one diagnostic with a position inside its text. Never a
/// crash.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Scraps =
    [
        ":", ": ", "- ", "[", "]", "{", "}", "&a ", "*a", "<<: *a", "\"", "'", "#", "|", ">", "%", "!!str ", "? ", "\t", "\r",
            "\n", "\n  ", "---\n", "...\n", "~",
        "null", "x-", "0x1", "1e999", "-1", ".5", "5 s", "5 chunks", "1 credit", "every-chunk", "coin", "values: []",
            "where: nodes == 1",
        "sweep: {nodes: {values: [1, 2]}}", "\0", "\uFEFF", "\uD800", "\u2028", "\u0085", "\U0001F600", "e", ",",
    ];

    private static readonly Gen<string> Garbage = Gen.OneOf(Gen.String, Gen.OneOf(Scraps).Array[0, 40].Select(string.Concat));

    private static readonly string[] Names = ["quickstart", "freeze-threshold", "commit-rules", "lockstep", "common-view",
        "exposure", "faulty", "ledgers", "mine"];

    private static readonly Gen<string> Mutated =
        from edits in Gen.Select(Gen.Int[0, Shipped.File.Text.Length - 1], Gen.Int[0, 12], Gen.OneOf(Scraps)).Array[1, 4]
        select Mutate(edits);

    [Fact]
    public void Random_text_gives_a_plan_or_placed_diagnostics() =>
        Garbage.Sample(text => Check(new SourceText("f.yaml", text), "mine", true), iter: 3000, threads: 1);

    [Fact]
    public void Random_scenarios_give_a_plan_or_placed_diagnostics() =>
        Garbage.Sample(text => Check(Shipped.FileOf(text), "mine", true), iter: 3000, threads: 1);

    [Fact]
    public void Mutations_of_the_shipped_file_give_a_plan_or_placed_diagnostics() =>
        Gen.Select(Mutated, Gen.OneOf(Names), Gen.Bool)
            .Sample((text, name, sweep) => Check(new SourceText("f.yaml", text), name, sweep), iter: 600, threads: 1);

    [Fact]
    public void Random_flags_give_a_plan_or_placed_diagnostics()
    {
        Gen<string> key = Gen.OneOf([.. ScenarioKeys.All.Select(k => k.Path), "payments", "users", "sampling", "network",
            "payments.commit"]);
        Gen<string> value = Gen.OneOf(Garbage,
            Gen.OneOf("1", "5 s", "7 chunks", "1 s,2 s", "{rule: coin}", "3 %", "random", "2..4", "a.csv", "64,65"));
        Gen<string> set = Gen.OneOf(Garbage, Gen.Select(key, value, (k, v) => $"{k}={v}"));
        Gen.Select(set.Array[0, 3], Garbage.Null(), Gen.OneOf(Garbage, Gen.OneOf("1..4", "3,1")).Null(), Gen.OneOf(Names),
            Gen.Bool)
            .Sample((sets, where, seeds, name, sweep) =>
            {
                PlanRequest request = new() { Scenario = name, Sweep = sweep, Sets = sets, Where = where, Seeds = seeds };
                CheckResult(Planner.Build(Shipped.File, request, Shipped.HashOf), sweep);
                PlanOrigins.List(Shipped.File, request);
            }, iter: 1500, threads: 1);
    }

    [Fact]
    public void Random_conditions_give_a_plan_or_placed_diagnostics()
    {
        string[] words =
        [
            "nodes", "ledger.lag", "payments.freeze_threshold", "payments.commit.rule", "payments.commit.probability", "and",
                "or", "not", "(", ")", "==", "!=",
            "<", "<=", ">", ">=", "64", "2.5 s", "3 chunks", "0.1 credit", "coin", "5 %", "\"coin\"", "network.lane_bandwidth",
                "unlimited", "x", "&&", "!",
        ];
        Gen.OneOf(words).Array[1, 14].Select(w => string.Join(' ', w)).Sample(where =>
        {
            PlanRequest request = new() { Scenario = "freeze-threshold", Sweep = true, Where = where };
            CheckResult(Planner.Build(Shipped.File, request, Shipped.HashOf), true);
        }, iter: 3000, threads: 1);
    }

    private static void Check(SourceText file, string name, bool sweep)
    {
        CheckResult(Shipped.Build(file, name, sweep), sweep);
        CheckDiagnostics(ScenarioCatalog.Validate(file, Shipped.HashOf));
        ScenarioCatalog.List(file);
    }

    private static void CheckResult(PlanResult result, bool sweep)
    {
        Assert.Equal(result.Plan is null, result.Diagnostics.Count > 0);
        CheckDiagnostics(result.Diagnostics);
        if (result.Plan is not null) PlanTests.AssertIdempotent(result.Plan, sweep);
    }

    private static void CheckDiagnostics(IReadOnlyList<Diagnostic> diagnostics)
    {
        Assert.InRange(diagnostics.Count, 0, 200);
        foreach (Diagnostic d in diagnostics)
        {
            Assert.NotNull(DiagnosticCodes.Find(d.Code));
            Assert.DoesNotContain('\n', d.Message);
            if (d.Line == 0) continue;
            Assert.NotNull(d.LineText);
            Assert.InRange(d.Column, 1, d.LineText.Length + 1);
            Assert.InRange(d.Length, 1, Math.Max(1, d.LineText.Length - d.Column + 1));
        }
    }

    private static string Mutate((int At, int Cut, string Scrap)[] edits)
    {
        StringBuilder text = new(Shipped.File.Text);
        foreach ((int at, int cut, string scrap) in edits)
        {
            int start = Math.Min(at, text.Length);
            text.Remove(start, Math.Min(cut, text.Length - start)).Insert(start, scrap);
        }

        return text.ToString();
    }
}
