using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>The scenarios file of the repository, and short ways to plan from a text.</summary>
internal static class Shipped
{
    public const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static SourceText File { get; } = new("scenarios.yaml",
        System.IO.File.ReadAllText(Path.Combine(DataFolder.Repository, "scenarios.yaml")));

    public static Plan Plan(string scenario, bool sweep = false, params string[] sets)
    {
        PlanResult result = Build(File, scenario, sweep, sets);
        Assert.Empty(result.Diagnostics.Select(Show));
        return result.Plan!;
    }

    /// <summary>Plans a scenario named <c>mine</c> with these keys.</summary>
    public static PlanResult PlanOf(string keys, bool sweep = false, params string[] sets) =>
        Build(FileOf(keys), "mine", sweep, sets);

    public static SourceText FileOf(string keys) =>
        new("scenarios.yaml", "version: 1\nscenarios:\n  mine:\n" + string.Join("\n",
            keys.Split('\n').Select(l => "    " + l)) + "\n");

    public static PlanResult Build(SourceText file, string scenario, bool sweep, params string[] sets) =>
        Planner.Build(file, new PlanRequest { Scenario = scenario, Sweep = sweep, Sets = sets }, HashOf);

    /// <summary>Every file can be read, except those named missing.</summary>
    public static string? HashOf(string path) => path.Contains("missing", StringComparison.Ordinal) ? null : Hash;

    public static string Show(Diagnostic d) =>
        $"{d.File}({d.Line},{d.Column}+{d.Length}): {d.Code} {d.Message} [{d.Note}] [{d.Help}]";
}
