using System.Text.Json;
using Fleek.Analysis.Comparing;
using Fleek.Analysis.Statistics;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Checking;

/// <summary>A check as one JSON object, with every number in full.</summary>
internal static class JsonFormat
{
    public static string Write(GateReport report) => JsonSerializer.Serialize(Check(report), JsonText.Options) + "\n";

    /// <summary>Several checks as one object.</summary>
    public static string Write(IReadOnlyList<GateReport> reports) => JsonSerializer.Serialize(
        new { exit_code = CommandLine.ExitCode.Gravest([.. reports.Select(r => r.ExitCode)]), checks = reports.Select(Check) },
        JsonText.Options) + "\n";

    private static object Check(GateReport report) => new
    {
        scenario = report.Scenario,
        baseline = report.BaselinePath,
        exit_code = report.ExitCode,
        conclusion = ChangeText.Conclusion(report),
        plan = report.Baseline?.Plan,
        baseline_engine = report.Baseline?.Engine,
        baseline_date = report.Baseline?.Date,
        baseline_reason = report.Baseline?.Reason,
        runs = report.Found?.Runs ?? 0,
        runs_that_differ = report.Found?.Differing ?? 0,
        tests = report.Found?.Tests ?? 0,
        family_level = report.Level,
        divergence = report.Divergence is not { } d ? null : new
        {
            cell = d.Run.Cell.Id,
            seed = d.Run.Seed,
            located = d.Located,
            from_decision = d.From,
            to_decision = d.To,
            t_s = d.Decisions.Count > 0 ? d.Decisions[0].At.Nanoseconds / 1_000_000_000m : (decimal?)null,
            node = d.Decisions.Count > 0 ? d.Decisions[0].Effect.Message.Node.Value : (int?)null,
            user = d.Decisions.Count > 0 ? d.Decisions[0].Effect.Message.User.Value : (int?)null,
            effect = d.Decisions.Count > 0 ? $"{d.Decisions[0].Effect.Kind}" : null,
            baseline = d.Before is not { } b ? null : new { t_s = b.Microseconds / 1_000_000m, node = b.Node, user = b.User, effect = b.Kind },
            replay = d.Replay,
        },
        measures = (report.Found?.Rows ?? []).Select(Row),
    };

    internal static object Row(ComparedMeasure row) => new
    {
        cell = row.Cell.Id,
        axes = row.Cell.Name,
        measure = row.Measure.Name,
        unit = row.Measure.Unit,
        old = Side(row.Old),
        @new = Side(row.New),
        difference = row.Test?.Difference,
        low = row.Test?.Interval?.Low,
        high = row.Test?.Interval?.High,
        p_worse = row.Test is null ? (double?)null : row.AdjustedP,
        method = row.Test is null ? null : MethodOf(row.Test.Method),
        pairs = row.Test?.Pairs ?? 0,
        tolerated = row.Tolerance,
        verdict = VerdictOf(row.Verdict),
        seeds_suggested = row.SeedsSuggested,
    };

    private static object Side(MeasureSummary side) => new { mean = side.Mean, low = side.Low, high = side.High, n = side.N };

    private static string VerdictOf(ChangeVerdict verdict) => verdict switch
    {
        ChangeVerdict.TooFewSeeds => "too_few_seeds",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    private static string MethodOf(TestMethod method) => method switch
    {
        TestMethod.Randomisation => "randomisation_of_seeds",
        TestMethod.PairedStudent => "paired_student_of_seeds",
        TestMethod.FisherOfAccounts => "fisher_of_accounts",
        TestMethod.WelchOfAccounts => "welch_of_accounts",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
