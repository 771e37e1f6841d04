using System.Globalization;
using Fleek.Analysis.Comparing;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Checking;

/// <summary>A scenario of the file, planned for a gate.</summary>
/// <param name="ReplayFlags">What a command that replays a run of it needs beside axes and seed.</param>
internal sealed record GatePlan(Plan Plan, SourceText Source, IReadOnlyList<string> ReplayFlags)
{
    /// <param name="grid">The whole grid, or the base alone.</param>
    /// <param name="seeds">As for --seeds; null for the file's.</param>
    /// <exception cref="CommandException">There is no plan; what is wrong has been printed.</exception>
    public static GatePlan Of(VerbContext context, string scenario, bool grid, string? seeds) => Of(context, scenario, grid, seeds, []);

    /// <param name="sets">As for --set.</param>
    /// <exception cref="CommandException">There is no plan; what is wrong has been printed.</exception>
    public static GatePlan Of(VerbContext context, string scenario, bool grid, string? seeds, IReadOnlyList<string> sets)
    {
        SourceText source = context.ReadScenarioFile();
        PlanRequest request = new() { Scenario = scenario, Sweep = grid, Seeds = seeds, Sets = sets };
        PlanResult result = Planner.Build(source, request, InputFiles.Sha256);
        if (result.Plan is not { } plan)
        {
            DiagnosticsPrinter.Print(context.Terminal, source, result.Diagnostics, "nothing was run");
            throw CommandException.Printed(SimulateVerb.ExitCodeOf(result.Diagnostics));
        }
        if (plan.Runs > Planner.RunLimit)
            throw CommandException.Usage($"this plan has {plan.Runs} runs, more than {Planner.RunLimit}", "a gate wants a small scenario");
        return new GatePlan(plan, source, source.Path == ScenarioFile.Default() ? [] : ["--file", source.Path]);
    }

    /// <summary>Where the scenario and its tolerances stand.</summary>
    public static SourcePlaces Places(SourceText source, string scenario)
    {
        int line = ScenarioCatalog.List(source).Scenarios.FirstOrDefault(s => s.Name == scenario)?.Line ?? 1;
        Dictionary<string, int> tolerances = [];
        string here = System.IO.Path.GetFileName(source.Path) + ":";
        foreach (PlanOrigin origin in PlanOrigins.List(source, new PlanRequest { Scenario = scenario }).Origins)
        {
            string measure = origin.Path.StartsWith("tolerate.", StringComparison.Ordinal) ? origin.Path["tolerate.".Length..] : "";
            if (measure.Length > 0 && origin.Origin.StartsWith(here, StringComparison.Ordinal))
                tolerances[measure] = int.Parse(origin.Origin[here.Length..], CultureInfo.InvariantCulture);
        }
        return new SourcePlaces(source.Path, line, tolerances);
    }

    public double Tolerance(string measure) => Plan.Tolerances.GetValueOrDefault(measure, Comparison.DefaultTolerance);

    /// <summary>The measures to judge: those of the baseline, or some of them.</summary>
    /// <exception cref="CommandException">Another one was named.</exception>
    public static IReadOnlyList<string> Judged(Baseline baseline, IReadOnlyList<string> only)
    {
        foreach (string name in only)
        {
            if (baseline.Measures.Contains(name)) continue;
            bool known = Measures.All.Any(m => m.Name == name);
            string? nearest = known ? null : NearestWord.Find(name, baseline.Measures);
            throw CommandException.Usage($"the baseline has no measure '{name}'"
                + (nearest is null ? $"; it has {string.Join(", ", baseline.Measures)}" : $"; did you mean '{nearest}'?"));
        }
        return only.Count == 0 ? baseline.Measures : [.. baseline.Measures.Where(only.Contains)];
    }
}
